"""What a first start makes: the database, the demo shop, its accounts and its token."""

from __future__ import annotations

from bot.adapters.store.engine import is_sqlite
from bot.adapters.store.upgrade import newest_revision, present_revision, upgrade
from bot.bootstrap import House, house
from bot.cli.faults import Usage
from bot.core.accounts import Account, Role

DEMO_ACCOUNTS = (
    Account(0, "xiaomei", "小美", Role.AGENT),
    Account(0, "axiang", "阿香", Role.AGENT),
    Account(0, "zhuguan", "主管老陈", Role.SUPERVISOR),
    Account(0, "dayin", "打单小周", Role.CLERK),
    Account(0, "dianzhu", "店主阿丽", Role.OWNER),
)


def open_shop() -> House:
    """The house with its shop, made by whatever command comes first: the demo shop, else an empty one."""
    home = house()
    home.settings.home.mkdir(parents=True, exist_ok=True)
    if not home.has_shop(home.settings.shop):
        if home.is_demo:
            home.load_demo()
        else:
            home.open_empty_shop()
    return home


def _prepare_schema(home: House) -> None:
    """An empty database gets its tables; one that is behind waits for a person with a backup."""
    url = home.settings.database
    if is_sqlite(url):
        return  # upgraded by the house itself, after a backup
    present = present_revision(url)
    if present is None:
        upgrade(url, home.settings.backups, home.clock())
    elif present != newest_revision():
        raise Usage("the database is behind: back it up with pg_dump, then run python -m bot db upgrade")


def prepare() -> list[str]:
    """Make what a first start needs; what to tell the user."""
    _prepare_schema(house())
    home = open_shop()
    _ = home.second_reading  # learned here once, not by every process that starts after it
    if not home.is_demo:
        return []
    password = home.settings.secret("demo-password")[:12]
    for account in DEMO_ACCOUNTS:
        if not home.keys.has_account(account.login):
            home.keys.put_account(account, password)
    token = home.settings.secret("demo-token")
    home.tokens.keep("demo", token, Role.AGENT)
    logins = ", ".join(f"{account.login} ({account.role.value})" for account in DEMO_ACCOUNTS)
    return [
        f"Demo accounts:     {logins}",
        f"Their password:    {password}",
        f"Demo API token:    {token}",
    ]
