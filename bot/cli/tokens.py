"""python -m bot token …: bearer tokens for programs."""

from __future__ import annotations

import typer

from bot.bootstrap import house
from bot.cli.columns import columns
from bot.core.accounts import Role
from bot.services.people import OPERATOR

app = typer.Typer(help="Bearer tokens for programs.", no_args_is_help=True)

NAME = typer.Argument(..., help="What the token is for")


@app.command("new")
def new_token(
    name: str = NAME, role: Role = typer.Option(Role.AGENT, help="What the program may do")
) -> None:
    """Make a token and print it; it is shown only now.

    Example: python -m bot token new chatwoot
    """
    typer.echo(house().tokens.new(name, role, OPERATOR))


@app.command("list")
def list_tokens() -> None:
    """Every token's name, role and last use.

    Example: python -m bot token list
    """
    rows = [
        (
            token.name,
            token.role.value,
            "revoked" if token.revoked_at else "valid",
            f"used {token.last_used_at:%Y-%m-%d %H:%M} UTC" if token.last_used_at else "never used",
        )
        for token in house().tokens.listed(OPERATOR)
    ]
    typer.echo(columns(rows) or "there are no tokens")


@app.command("revoke")
def revoke_token(name: str = NAME) -> None:
    """From now on the token opens nothing.

    Example: python -m bot token revoke chatwoot
    """
    house().tokens.revoke(name, OPERATOR)
    typer.echo(f"{name} opens nothing any more")
