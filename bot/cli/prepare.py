"""What a first start makes: the demo shop, its accounts and its token."""

from __future__ import annotations

from bot.bootstrap import House
from bot.core.accounts import Account, Role

DEMO_ACCOUNTS = (
    Account(0, "xiaomei", "小美", Role.AGENT),
    Account(0, "axiang", "阿香", Role.AGENT),
    Account(0, "zhuguan", "主管老陈", Role.SUPERVISOR),
)


def prepare(home: House) -> list[str]:
    """Bring the database up to date and load the demo shop if it is the shop; what to tell the user."""
    home.settings.home.mkdir(parents=True, exist_ok=True)
    if home.settings.shop != "demo":
        return []
    if not home.has_shop(home.settings.shop):
        home.load_demo()
    password = home.settings.secret("demo-password")[:12]
    for account in DEMO_ACCOUNTS:
        if not home.keys.has_account(account.login):
            home.keys.put_account(account, password)
    token = home.settings.secret("demo-token")
    home.keys.keep_token("demo", token)
    logins = ", ".join(f"{account.login} ({account.role.value})" for account in DEMO_ACCOUNTS)
    return [
        f"Demo accounts:     {logins}",
        f"Their password:    {password}",
        f"Demo API token:    {token}",
    ]
