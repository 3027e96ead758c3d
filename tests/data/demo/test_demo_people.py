from __future__ import annotations

import re
from pathlib import Path

from bot.adapters.demo_shop import DemoShop
from bot.core.regions import short_province

RASA_KEY = re.compile(r"^\s*(?:nlu|responses|stories|rules):", re.MULTILINE)
FICTIONAL_PHONE = re.compile(r"1[3-9]\d0000\d{4}")
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
"""Order numbers, item ids and tracking numbers are longer than these eleven digits."""


def test_everyone_who_ordered_is_listed_once(demo: DemoShop) -> None:
    nicks = [buyer.nick for buyer in demo.buyers]
    assert len(set(nicks)) == len(nicks)
    assert {order.buyer_nick for order in demo.orders} <= set(nicks)


def test_a_buyer_lives_where_the_parcels_go(demo: DemoShop) -> None:
    homes = {buyer.nick: (buyer.province, buyer.city) for buyer in demo.buyers}
    for order in demo.orders:
        receiver = order.receiver
        assert homes[order.buyer_nick] == (
            short_province(receiver.province),
            receiver.city.removesuffix("市"),
        )


def test_a_story_is_told_of_a_dozen_and_more(demo: DemoShop) -> None:
    assert sum(bool(buyer.story) for buyer in demo.buyers) >= 12


def test_rasa_takes_no_file_for_training_data(demo_folder: Path) -> None:
    taken = [path.name for path in demo_folder.iterdir() if RASA_KEY.search(path.read_text(encoding="utf-8"))]
    assert taken == []


def test_no_phone_number_could_be_someones(demo_folder: Path) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in demo_folder.iterdir())
    phones = MOBILE.findall(text)
    assert len(phones) > 100
    assert [phone for phone in phones if not FICTIONAL_PHONE.fullmatch(phone)] == []


def test_every_receiver_and_the_shop_have_a_fictional_phone(demo: DemoShop) -> None:
    phones = [order.receiver.phone for order in demo.orders] + [demo.shop.return_address.phone]
    assert all(FICTIONAL_PHONE.fullmatch(phone) for phone in phones)
