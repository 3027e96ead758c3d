"""Personal data planted everywhere, searched for in what is learned; handed out; gone after forgetting."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select

from bot.adapters.store.buyer_holdings import FORGOTTEN, NOTHING_OF_BUYERS, OF_BUYER, OF_TALK, SWEPT
from bot.adapters.store.tables import Base
from bot.adapters.store.work import SqlStore, SqlWork
from bot.core import audit
from bot.core.accounts import Account, Role
from bot.core.buyers import Body
from bot.core.chat_logs import LoggedLine, LoggedTalk
from bot.core.conversations import Conversation, Message, MessageKind, Route, Sender
from bot.core.log_lines import WrittenLine
from bot.core.orders import Order, OrderLine, OrderState, Receiver
from bot.core.parcels import Parcel, ParcelEvent, ParcelState
from bot.core.personal_data import without_personal_data
from bot.core.pictures import Picture, PictureKind
from bot.core.pseudonyms import Pseudonyms
from bot.core.retention import Retention
from bot.core.reviews import Mood, Review
from bot.core.shop import Shop
from bot.core.suggestions import Drafted, Suggestion
from bot.core.thread import LineKind
from bot.core.understanding import Candidate, Clause, Entity, meant
from bot.services.buyer_privacy import MOST_TALKS, BuyerPrivacy
from bot.services.faults import Conflict, Forbidden, NotFound, Unacceptable
from bot.services.import_chats import ImportChats
from tests.integration.conftest import NOW, Clock

OWNER = Account(1, "dianzhu", "店主", Role.OWNER)
NICK, OTHER = "小鹿爱买裙", "别人家的猫"
NAME, PHONE, ADDRESS = "欧阳明月", "13812345678", "浙江省杭州市西湖区文三路478号华星大厦8楼"
SECRETS = (NICK, NAME, PHONE, "文三路478号", "鹿鹿不开心", "SF1234567890123", "爱哭鬼", "收货人叫")
"""Nothing of these may be found anywhere once the buyer is forgotten."""
WORDS = f"收货人叫{NAME}，电话{PHONE}，地址{ADDRESS}，165 108斤穿什么码"


class Files:
    def __init__(self) -> None:
        self.gone: list[str] = []

    def forget(self, picture_id: str) -> None:
        self.gone.append(picture_id)


@pytest.fixture
def files() -> Files:
    return Files()


@pytest.fixture
def privacy(store: SqlStore, files: Files, clock: Clock) -> BuyerPrivacy:
    return BuyerPrivacy(store, PSEUDONYMS, files, lambda: None, clock, "demo")  # type: ignore[arg-type]


PSEUDONYMS = Pseudonyms("a secret of the test")


def plant(store: SqlStore, nick: str = NICK, state: OrderState = OrderState.FINISHED) -> int:
    """A buyer with everything that is kept of one; returns the talk."""
    with store.write() as work:
        buyer = work.buyers.seen("demo", "taobao", f"tb-{nick}", nick)
        work.buyers.rewrite(buyer, tags=["爱哭鬼"], note=f"电话{PHONE} 鹿鹿不开心", body=Body(height=165.0))
        talk = work.conversations.opened("demo", "taobao", f"talk-{nick}", buyer, NOW)
        work.conversations.remember(talk, {"said": WORDS})
        asked = work.messages.add(
            Message(0, talk, Sender.BUYER, MessageKind.TEXT, WORDS, NOW, external_id=f"{nick}-1"),
            channel="taobao",
            attachments=[{"url": f"https://pictures.example/{PHONE}"}],
        )
        picture = Picture(f"picture-{nick}", PictureKind.JPEG, 10, 10, 100)
        work.pictures.put(picture, NOW)
        work.pictures.attach(asked, [picture])
        clause = Clause(WORDS, (Candidate("ask_size", 0.9),), (Entity("phone", PHONE, PHONE, 0, 11),))
        suggestion = Suggestion(
            f"{NICK}您好，寄到{ADDRESS}",
            "size_advice",
            "ask_size",
            0.9,
            {"order.receiver": NAME},
            memory={"m": NAME},
        )
        drafted = Drafted(
            WORDS, ("ask_size",), (suggestion,), Route.AGENT, "in_hours", clause.entities, clauses=(clause,)
        )
        draft = work.suggestions.add_draft(talk, asked, drafted, NOW)
        stored = work.suggestions.first_of(draft)
        assert stored
        (turn,) = work.models.shadows.turns_after(draft - 1, 1)
        shadow = work.models.shadows.running()
        run = shadow.id if shadow else work.models.shadows.add("m2", "zhuguan", NOW, NOW, 0)
        work.models.shadows.note(run, turn, WORDS, meant(WORDS, "complain"))  # as if the masks had missed it
        sent = work.messages.add(
            Message(0, talk, Sender.AGENT, MessageKind.TEXT, f"{NAME}您好", NOW, author="xiaomei"),
            channel="taobao",
        )
        work.decisions.add(
            suggestion_id=stored.id,
            verdict="edit",
            text=f"{NAME}您好，{PHONE}对吗",
            intent=None,
            reason=f"{NAME}要的",
            account="xiaomei",
            at=NOW,
            message_id=sent,
            memory_before={"said": WORDS},
        )
        work.deliveries.add(channel="taobao", conversation_id=talk, message_id=sent, not_before=NOW)
        work.events.append("message", talk, {"text": WORDS})
        work.audit.record("xiaomei", "take_back", f"message {sent}", {"text": WORDS})
        work.audit.record("xiaomei", audit.BUYERS_JOINED, "buyer 99", {"from": f"taobao {nick}", "talks": 2})
        work.orders.put("demo", order_of(nick, state), {"买家支付宝账号": PHONE})
        work.audit.record("xiaomei", audit.ORDER_ADDRESS, f"order {number_of(nick)}", {"before": ADDRESS})
        work.chat_logs.add([logged(nick)])
        plant_beside(work, buyer, talk, sent, draft, nick)
    return talk


def plant_beside(work: SqlWork, buyer: int, talk: int, message: int, draft: int, nick: str) -> None:
    """What else may stand in a talk or an order, straight into its table."""
    order = work.orders.known("demo", number_of(nick)).id
    work.lines.add(talk, LineKind.NOTE, "xiaomei", NOW, text=f"{NAME}脾气急")
    rows: dict[str, dict[str, Any]] = {
        "approval": {
            "conversation_id": talk,
            "product_code": "L101",
            "product_name": "裙",
            "asked": 1,
            "pieces": 1,
            "price": 2,
            "floor": 1,
            "state": "pending",
            "asked_by": "xiaomei",
            "asked_at": NOW,
            "words": WORDS,
        },
        "owner_change": {
            "conversation_id": talk,
            "message_id": message,
            "at": NOW,
            "kind": "transfer",
            "actor": "xiaomei",
            "note": f"{NAME}的",
        },
        "viewer": {"conversation_id": talk, "login": "xiaomei", "seen_at": NOW, "typing": False},
        "talk_reading": {"conversation_id": talk, "seen_to": message, "read_to": 0},
        "alone_pause": {"of": "talk", "subject_id": talk, "set_by": "xiaomei", "set_at": NOW},
        "sent_alone": {
            "conversation_id": talk,
            "message_id": message,
            "draft_id": draft,
            "act": "hold",
            "intent": "ask_size",
            "confidence": 1.0,
            "reason": "after_hours",
            "at": NOW,
            "withdrawn": "",
            "reviewed_by": "",
        },
        "follow_up": {
            "shop_id": 1,
            "kind": "unpaid",
            "subject": nick,
            "step": "1",
            "state": "suggested",
            "at": NOW,
            "until": NOW,
            "due_at": NOW,
            "for_supervisor": False,
            "order_number": number_of(nick),
            "buyer_nick": nick,
            "text": f"{NAME}在吗",
            "script": "s",
            "facts": {"n": NAME},
            "findings": [NAME],
            "changed_at": NOW,
            "decided_by": "",
            "outcome": PHONE,
            "failure": NAME,
        },
        "review": {
            "shop_id": 1,
            "order_number": number_of(nick),
            "buyer_nick": nick,
            "mood": "good",
            "text": f"{NAME}说好",
            "at": NOW,
        },
        "order_action": {
            "order_id": order,
            "done": "address",
            "by": "xiaomei",
            "at": NOW,
            "conversation_id": talk,
            "reason": f"{NAME}搬家",
            "before": {"receiver_phone": PHONE},
            "after": {"receiver_name": NAME},
        },
        "after_sale_case": {
            "order_id": order,
            "conversation_id": talk,
            "kind": "return_refund",
            "reason": f"质量问题，电话{PHONE}",
            "lines": [],
            "amount": 1,
            "photos": [message],
            "state": "done",
            "opened_by": "xiaomei",
            "opened_at": NOW,
            "changed_by": "xiaomei",
            "changed_at": NOW,
            "outcome": f"退给{NAME}",
        },
        "order_task": {
            "order_id": order,
            "kind": "relabel",
            "detail": ADDRESS,
            "state": "done",
            "raised_by": "xiaomei",
            "raised_at": NOW,
            "conversation_id": talk,
            "taken_by": "",
            "ended_by": "",
            "outcome": NAME,
        },
        "refund": {
            "order_id": order,
            "state": "success",
            "amount": 1,
            "reason": f"多拍，{PHONE}",
            "asked_at": NOW,
            "goods_back": True,
        },
        "buyer_join": {
            "kept_id": buyer,
            "joined_id": buyer,
            "at": NOW,
            "account": "xiaomei",
            "moved": {"note": NAME},
        },
    }
    for name, values in rows.items():
        work.session.execute(insert(Base.metadata.tables[name]).values(**values))
    duty = work.session.execute(
        insert(Base.metadata.tables["duty"]).values(
            shop_id=1, login=f"x{talk}", kind="day", since=NOW, due=NOW, ends_by=NOW
        )
    ).inserted_primary_key[0]
    work.session.execute(
        insert(Base.metadata.tables["handover"]).values(
            duty_id=duty,
            shop_id=1,
            login="x",
            kind="day",
            watch=[],
            remarks={"a": f"{nick}要回访"},
            lines=[{"title": nick, "text": f"寄{ADDRESS}"}],
        )
    )


def number_of(nick: str) -> str:
    return f"24681357902468{len(nick)}" if nick == NICK else "1357924680135799"


def order_of(nick: str, state: OrderState) -> Order:
    event = ParcelEvent(NOW, f"快件已由{NAME}签收，电话{PHONE}", ParcelState.SIGNED)
    return Order(
        number=number_of(nick),
        buyer_nick=nick,
        state=state,
        created_at=NOW,
        total=12900,
        paid=12900,
        receiver=Receiver(NAME, PHONE, "浙江省", "杭州市", ADDRESS),
        buyer_message=f"我是{NAME}",
        seller_note="鹿鹿不开心",
        lines=(OrderLine("1", "连衣裙", 1, 12900, "L101", "L101-M"),),
        parcels=(
            Parcel(
                "顺丰", "SF1234567890123" if nick == NICK else "YT99", ParcelState.SIGNED, events=(event,)
            ),
        ),
    )


def logged(nick: str) -> LoggedTalk:
    names = (nick, NAME)
    line = LoggedLine(Sender.BUYER, without_personal_data(WORDS, names), NOW, fingerprint=hash(nick) >> 8)
    return LoggedTalk("demo", f"key-{nick}", PSEUDONYMS.of("demo", nick), (line,))


def holding(store: SqlStore, *words: str) -> list[str]:
    """Every table, column and word of these that is found in the database."""
    found = []
    with store.read() as work:
        for name, table in Base.metadata.tables.items():
            for row in work.session.execute(select(table)).all():
                for column, value in row._mapping.items():
                    text = json.dumps(value, ensure_ascii=False, default=str)
                    found += [f"{name}.{column}: {word}" for word in words if word in text]
    return sorted(set(found))


def test_every_table_is_known_to_hold_something_of_buyers_or_nothing() -> None:
    known = {one.table for one in (*OF_TALK, *OF_BUYER)} | SWEPT.keys() | NOTHING_OF_BUYERS
    learned = {"logged_line", "logged_talk", "mined_answer", "unknown_question"}
    learned |= {"training_candidate", "training_line"}
    assert sorted(Base.metadata.tables.keys() - known - learned) == []


def test_after_forgetting_nothing_of_the_buyer_is_found_in_any_table(
    store: SqlStore, privacy: BuyerPrivacy, files: Files
) -> None:
    plant(store)
    before = {one.split(".")[0] for one in holding(store, *SECRETS)}
    silent = {
        "talk_reading",
        "viewer",
        "alone_pause",
        "sent_alone",
        "delivery",
        "order_line",
    }
    assert {one.table for one in (*OF_TALK, *OF_BUYER)} - before == silent, "all others were planted"
    done = privacy.forget(NICK, NICK, OWNER)
    assert holding(store, *SECRETS) == []
    assert (done.learned, done.pictures, done.orders) == (1, 1, 1)
    assert files.gone == [f"picture-{NICK}"]


def test_figures_stay_without_the_person(store: SqlStore, privacy: BuyerPrivacy) -> None:
    plant(store)
    counts = counted(store)
    privacy.forget(NICK, NICK, OWNER)
    after = counted(store)
    for table in ("message", "draft", "suggestion", "decision", "order", "order_line", "parcel", "audit"):
        assert after[table] >= counts[table], table
    with store.read() as work:
        order = work.orders.get("demo", number_of(NICK))
        assert order
        assert (order.state, order.paid, order.receiver.province) == (OrderState.FINISHED, 12900, "浙江省")
        assert order.buyer_nick.startswith(FORGOTTEN)
        (entry, *_) = work.audit.found(audit_of(audit.BUYER_FORGOTTEN), None, 5)
        assert (entry.actor, entry.subject) == ("dianzhu", "buyer 1")


def test_somebody_else_loses_nothing(store: SqlStore, privacy: BuyerPrivacy) -> None:
    plant(store)
    plant(store, OTHER)
    privacy.forget(NICK, NICK, OWNER)
    found = {one.split(":")[0] for one in holding(store, OTHER)}
    assert {"buyer.nickname", "order.buyer_nick", "audit.detail", "conversation.external_id"} <= found
    assert {one.split(".")[0] for one in holding(store, NAME)} >= {"message", "draft", "order"}
    with store.read() as work:
        assert len(work.chat_logs.after(0, 10)) == 1


def test_it_is_all_handed_out_first(store: SqlStore, privacy: BuyerPrivacy) -> None:
    plant(store)
    told = privacy.export(NICK, OWNER)
    text = json.dumps(told, ensure_ascii=False)
    assert [word for word in (*SECRETS, ADDRESS) if word not in text] == []
    tables = {
        "buyer",
        "conversation",
        "message",
        "draft",
        "suggestion",
        "decision",
        "order",
        "parcel_event",
        "logged_line",
    }
    assert tables <= told["records"].keys()
    assert privacy.export("1", OWNER)["names"] == told["names"]
    with store.read() as work:
        (entry, *_) = work.audit.found(audit_of(audit.BUYER_EXPORTED), None, 5)
        assert entry.subject == "buyer 1"


def test_a_second_time_there_is_nobody_of_that_name(store: SqlStore, privacy: BuyerPrivacy) -> None:
    plant(store)
    privacy.forget(NICK, NICK, OWNER)
    with pytest.raises(NotFound):
        privacy.forget(NICK, NICK, OWNER)
    with pytest.raises(NotFound):
        privacy.export("nobody", OWNER)


def test_the_wrong_nick_an_open_order_or_another_role_forget_nobody(
    store: SqlStore, privacy: BuyerPrivacy
) -> None:
    plant(store, state=OrderState.PAID)
    before = holding(store, *SECRETS)
    with pytest.raises(Unacceptable):
        privacy.forget("1", OTHER, OWNER)
    with pytest.raises(Conflict):
        privacy.forget(NICK, NICK, OWNER)
    for role in (Role.AGENT, Role.CLERK, Role.SUPERVISOR):
        with pytest.raises(Forbidden):
            privacy.forget(NICK, NICK, Account(2, "x", "x", role))
        with pytest.raises(Forbidden):
            privacy.export(NICK, Account(2, "x", "x", role))
    assert holding(store, *SECRETS) == before


def test_what_fails_half_way_forgets_nothing(
    store: SqlStore, privacy: BuyerPrivacy, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(store)
    before = holding(store, *SECRETS)
    monkeypatch.setattr("bot.services.buyer_privacy._told", lambda _subject: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        privacy.forget(NICK, NICK, OWNER)
    assert holding(store, *SECRETS) == before
    assert files.gone == []


def test_an_import_does_not_bring_the_person_back(store: SqlStore, privacy: BuyerPrivacy) -> None:
    plant(store)
    privacy.forget(NICK, NICK, OWNER)
    with store.write() as work:
        order = order_of(NICK, OrderState.FINISHED)
        assert not work.orders.put("demo", order, {"买家支付宝账号": PHONE})
        assert not work.orders.put_parcel("demo", order.number, order.parcels[0])
        assert not work.reviews.put("demo", Review(order.number, NICK, Mood.GOOD, WORDS, NOW))
    assert holding(store, *SECRETS) == []


def test_an_old_log_does_not_bring_the_person_back_and_a_later_one_is_kept(
    store: SqlStore, privacy: BuyerPrivacy
) -> None:
    plant(store)
    privacy.forget(NICK, NICK, OWNER)
    chats = ImportChats(store, PSEUDONYMS, "demo")
    for nick, at, kept in ((NICK, NOW, 0), (OTHER, NOW, 1), (NICK, NOW + timedelta(days=1), 1)):
        line = WrittenLine(1, nick, Sender.BUYER, at, "有货吗")
        added = chats.lines([line], lambda _row: None).added
        assert (added.new, added.forgotten) == (kept, 1 - kept), nick


def test_who_comes_back_is_somebody_new(store: SqlStore, privacy: BuyerPrivacy) -> None:
    first = plant(store)
    privacy.forget(NICK, NICK, OWNER)
    with store.write() as work:
        buyer = work.buyers.seen("demo", "taobao", f"tb-{NICK}", NICK)
        talk = work.conversations.opened("demo", "taobao", f"talk-{NICK}", buyer, NOW)
        assert talk != first
        again = work.buyers.get(buyer)
        assert again
        assert (again.note, again.paid_orders, again.body) == ("", 0, Body())


def test_words_go_when_their_time_is_over_and_figures_stay(
    store: SqlStore, privacy: BuyerPrivacy, files: Files, clock: Clock
) -> None:
    plant(store)
    plant(store, OTHER)
    keep(store, Retention(talks=90, logs=7))
    assert set(privacy.forget_old().values()) == {0}
    clock.advance(days=91)
    counts = counted(store)
    assert privacy.forget_old() == {"old_talks": 2, "old_logged_lines": 2, "old_candidates": 0}
    assert set(privacy.forget_old().values()) == {0}
    held = {one.split(".")[0] for one in holding(store, NAME, PHONE)}
    assert held & ({one.table for one in OF_TALK} - {"follow_up"}) == set()
    assert held >= {"buyer", "order"}, "the profile and the orders are not a talk's"
    after = counted(store)
    assert all(after[table] == counts[table] for table in ("message", "draft", "suggestion", "decision"))
    assert sorted(files.gone) == sorted([f"picture-{NICK}", f"picture-{OTHER}"])


def test_a_run_takes_a_bounded_batch_the_oldest_first(
    store: SqlStore, privacy: BuyerPrivacy, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_TALKS <= 500
    monkeypatch.setattr("bot.services.buyer_privacy.MOST_TALKS", 2)
    with store.write() as work:
        buyer = work.buyers.seen("demo", "web", "a", "a")
        talks = [
            work.conversations.opened("demo", "web", str(day), buyer, NOW - timedelta(days=2000 + day))
            for day in range(3)
        ]
    assert privacy.forget_old()["old_talks"] == 2
    with store.read() as work:
        left = [talk for talk in talks if not talk_of(work.conversations.get(talk)).startswith(FORGOTTEN)]
    assert left == talks[:1]
    assert [privacy.forget_old()["old_talks"] for _ in range(2)] == [1, 0]


def talk_of(talk: Conversation | None) -> str:
    assert talk
    return talk.external_id


def keep(store: SqlStore, rules: Retention) -> None:
    with store.write() as work:
        work.shops.put(Shop(code="demo", name="演示店", keep=rules))


def counted(store: SqlStore) -> dict[str, int]:
    with store.read() as work:
        return {
            name: len(work.session.execute(select(table)).all())
            for name, table in Base.metadata.tables.items()
        }


def audit_of(action: str) -> audit.AuditFilter:
    return audit.AuditFilter(action=action)
