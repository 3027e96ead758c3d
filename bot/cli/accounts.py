"""python -m bot token … and account …"""

from __future__ import annotations

import typer

from bot.bootstrap import house
from bot.cli.faults import Usage
from bot.core.accounts import Account, Role

tokens = typer.Typer(help="Bearer tokens for programs.", no_args_is_help=True)
accounts = typer.Typer(help="People who sign in.", no_args_is_help=True)

SHORTEST_PASSWORD = 10


@tokens.command("new")
def new_token(name: str = typer.Argument(..., help="What the token is for")) -> None:
    """Make a token and print it; it is shown only now.

    Example: python -m bot token new chatwoot
    """
    typer.echo(house().keys.new_token(name))


@tokens.callback()
def _tokens() -> None:
    """Bearer tokens for programs."""  # a callback keeps `token new` two words


@accounts.command("set")
def set_account(
    login: str = typer.Argument(..., help="The name to sign in with"),
    name: str = typer.Option(..., help="The name colleagues see"),
    role: Role = typer.Option(Role.AGENT, help="What the account may do"),
    password: str = typer.Option(..., prompt=True, hide_input=True, confirmation_prompt=True),
) -> None:
    """Make an account or change its name, role and password.

    Example: python -m bot account set xiaomei --name 小美 --role agent
    """
    if len(password) < SHORTEST_PASSWORD:
        raise Usage(f"a password needs at least {SHORTEST_PASSWORD} characters")
    house().keys.put_account(Account(0, login, name, role), password)
    typer.echo(f"{login} can sign in")


@accounts.callback()
def _accounts() -> None:
    """People who sign in."""
