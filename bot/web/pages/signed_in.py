"""What every page shows to whoever is signed in."""

from __future__ import annotations

from typing import Any

from bot.bootstrap import House
from bot.services.keys import SignedIn
from bot.web.pages.facts import vocabulary


def shown_to(signed_in: SignedIn, house: House) -> dict[str, Any]:
    return {
        "account": signed_in.account,
        "csrf": signed_in.csrf,
        "now": house.clock(),
        "intents": house.intents,
        "words": vocabulary(house),
        "names": house.labels,
        "carrying": house.carrying_pictures,
        "picture_megabytes": house.settings.picture_megabytes,
    }
