"""python -m bot accounts …: people who sign in."""

from __future__ import annotations

import typer

from bot.bootstrap import house
from bot.cli.columns import columns
from bot.core.accounts import Account, Role
from bot.services.people import OPERATOR

app = typer.Typer(help="People who sign in.", no_args_is_help=True)

LOGIN = typer.Argument(..., help="The name to sign in with")
PASSWORD = typer.Option(..., prompt=True, hide_input=True, confirmation_prompt=True)


@app.command("list")
def list_accounts() -> None:
    """Everybody, with role, state and last sign-in.

    Example: python -m bot accounts list
    """
    people = house().people.listed(OPERATOR)
    rows = [
        (
            person.account.login,
            person.account.name,
            person.account.role.value,
            "active" if person.account.active else "deactivated",
            f"{person.last_sign_in:%Y-%m-%d %H:%M} UTC" if person.last_sign_in else "never signed in",
            f"locked until {person.locked.locked_until:%H:%M} UTC" if person.locked else "",
        )
        for person in people.persons
    ]
    typer.echo(columns(rows) or "nobody can sign in yet")


@app.command("set")
def set_account(
    login: str = LOGIN,
    name: str = typer.Option(..., help="The name colleagues see"),
    role: Role = typer.Option(Role.AGENT, help="What the account may do"),
    own: bool = typer.Option(False, "--own", help="Your own password: it need not be changed"),
    password: str = PASSWORD,
) -> None:
    """Make an account or change its name, role and password.

    Example: python -m bot accounts set xiaomei --name 小美 --role agent
    """
    account = Account(0, login, name, role, must_change=not own)
    house().people.put(account, password, OPERATOR)
    typer.echo(f"{login} can sign in" + ("" if own else ", and is asked for another password there"))


@app.command("role")
def change_role(login: str = LOGIN, role: Role = typer.Argument(..., help="What the account may do")) -> None:
    """Change what somebody may do.

    Example: python -m bot accounts role axiang supervisor
    """
    house().people.change_role(login, role, OPERATOR)
    typer.echo(f"{login} is {role.value}")


@app.command("deactivate")
def deactivate(login: str = LOGIN) -> None:
    """Let somebody go: their sessions end at once.

    Example: python -m bot accounts deactivate axiang
    """
    house().people.deactivate(login, OPERATOR)
    typer.echo(f"{login} can't sign in any more")


@app.command("activate")
def activate(login: str = LOGIN) -> None:
    """Let somebody in again, with the old password.

    Example: python -m bot accounts activate axiang
    """
    house().people.activate(login, OPERATOR)
    typer.echo(f"{login} can sign in")


@app.command("password")
def reset_password(login: str = LOGIN, password: str = PASSWORD) -> None:
    """Set a password, which must be changed at the next sign-in. Sessions and a lock-out end.

    Example: python -m bot accounts password axiang
    """
    house().people.reset_password(login, OPERATOR, password)
    typer.echo(f"{login} can sign in, and is asked for another password there")


@app.command("unlock")
def unlock(login: str = LOGIN) -> None:
    """Forget the failed sign-ins of an account.

    Example: python -m bot accounts unlock axiang
    """
    house().people.unlock(login, OPERATOR)
    typer.echo(f"{login} can try again")
