"""The training inbox on both databases: what is gathered, what two people say, what lands in the file."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.adapters.scripts.intents import load_intents
from bot.adapters.store.work import SqlStore
from bot.adapters.training_data import read_sentences
from bot.adapters.training_file import TrainingFile
from bot.bootstrap import DATA
from bot.core.accounts import Account, Role
from bot.core.chat_logs import LoggedLine, LoggedTalk
from bot.core.conversations import MessageKind, Route, Sender, Verdict
from bot.core.decided_set import is_for_judging
from bot.core.pseudonyms import Pseudonyms
from bot.core.shop import Shop
from bot.core.suggestions import Drafted, Suggestion
from bot.core.training_candidates import Candidate as Sentence
from bot.core.training_candidates import CandidateKind, CandidateState, LabelSource, candidate_key
from bot.core.training_rules import TrainingRules, is_judged_twice
from bot.core.understanding import Candidate, Clause
from bot.services.faults import Forbidden, RuledOut, Unacceptable
from bot.services.labelling_desk import LabellingDesk
from bot.services.receive import Incoming, Receive
from bot.services.training_collect import SETTLED, Collected, TrainingCollect
from bot.services.training_house import TrainingHouse
from bot.services.training_reading import TrainingReading
from tests.integration.conftest import Clock

PEOPLE = {"xiaomei": Role.AGENT, "axiang": Role.AGENT, "linjie": Role.SUPERVISOR, "chen": Role.SUPERVISOR}
TAUGHT = {"ask_size": ["穿多大码合适"], "request_return": ["我要退货", "这件想退掉"]}
TORN = (Candidate("request_return", 0.41), Candidate("request_refund", 0.39), Candidate("complain", 0.1))
SURE = (Candidate("request_return", 0.99), Candidate("request_refund", 0.001))
HARDLY_TORN = (Candidate("request_return", 0.93), Candidate("request_refund", 0.03))


class Shopfloor:
    def __init__(self, store: SqlStore, clock: Clock, folder: Path) -> None:
        self.store, self.clock, self.path = store, clock, folder / "data" / "from_chats.yml"
        self.receive = Receive(store, clock, "demo")
        self.people = {login: Account(0, login, login.title(), role) for login, role in PEOPLE.items()}
        file = TrainingFile(self.path, folder / "lock")
        intents = load_intents(DATA / "intents.yml")
        self.pseudonyms = Pseudonyms("secret of the tests")
        self.training = TrainingHouse(store, file, intents, self.pseudonyms, clock, "demo")
        self.read_texts: list[str] = []
        self._messages = 0
        with store.write() as work:
            for account in self.people.values():
                work.accounts.put(account, "hash")
            work.shops.put(Shop("demo", "演示店", training=TrainingRules(second_share=0)))

    @property
    def desk(self) -> LabellingDesk:
        return self.training.desk

    def rules(self, **changed: object) -> None:
        with self.store.write() as work:
            shop = work.shops.get("demo")
            assert shop
            work.shops.put(replace(shop, training=TrainingRules(**changed)))  # type: ignore[arg-type]

    def decided(
        self,
        text: str,
        verdict: Verdict,
        named: str | None = None,
        guesses: Sequence[Candidate] = TORN,
        buyer: str = "",
        intents: tuple[str, ...] = ("request_return",),
    ) -> int:
        """A buyer writes, a draft is made, somebody decides; the talk is none that judges models."""
        self._messages += 1
        nick = buyer or f"买家{self._messages}"
        talk = self.receive.message(
            Incoming("web", nick, f"m{self._messages}", Sender.BUYER, MessageKind.TEXT, text, nick, nick)
        ).conversation_id
        if is_for_judging(str(talk)) and not buyer:
            return self.decided(text, verdict, named, guesses, buyer, intents)
        clause = Clause(text, tuple(guesses))
        offered = Suggestion("好的", "s", guesses[0].intent, guesses[0].confidence, {})
        drafted = Drafted(text, intents, (offered,), Route.AGENT, "", model="m1", clauses=(clause,))
        with self.store.write() as work:
            last = work.messages.of(talk)[-1]
            draft = work.suggestions.add_draft(talk, last.id, drafted, self.clock())
            suggestion = work.suggestions.first_of(draft)
            assert suggestion
            work.decisions.add(
                suggestion_id=suggestion.id,
                verdict=verdict.value,
                text="",
                intent=named,
                reason="",
                account="xiaomei",
                at=self.clock(),
                message_id=None,
                memory_before={},
            )
        return talk

    def drawn_for_training(self, name: str, text: str) -> tuple[str, int]:
        """A buyer of such a name whose talk judges no models, and the talk."""
        while True:
            self._messages += 1
            nick = f"{name}{self._messages}"
            kind = MessageKind.TEXT
            said = Incoming("web", nick, f"x{self._messages}", Sender.BUYER, kind, text, nick, nick)
            talk = self.receive.message(said).conversation_id
            if not is_for_judging(str(talk)):
                return nick, talk

    def logged(self, *texts: str, buyer: str = "p" * 32, agent: str = "在的亲") -> None:
        """One talk of a chat log: the agent's word, then what the buyer wrote."""
        now = self.clock()
        self._messages += 1
        said = [(Sender.AGENT, agent), *((Sender.BUYER, text) for text in texts)]
        lines = tuple(
            LoggedLine(sender, text, now + timedelta(seconds=n), fingerprint=self._messages * 1000 + n)
            for n, (sender, text) in enumerate(said)
        )
        with self.store.write() as work:
            work.chat_logs.add([LoggedTalk("demo", f"talk{self._messages}", buyer, lines)])

    def reading(self, guesses: Sequence[Candidate] = TORN, model: str = "m1") -> TrainingReading:
        def read(text: str) -> tuple[Candidate, ...]:
            self.read_texts.append(text)
            return tuple(guesses)

        return TrainingReading(self.store, read, model)

    def collect(self, limit: int = 200, guesses: Sequence[Candidate] = TORN) -> Collected:
        run = self.training.collect(lambda: TAUGHT)
        total = Collected()
        for batch in (run.decisions, lambda limit: run.logs(lambda: self.reading(guesses), limit)):
            while (told := batch(limit)).looked_at:
                total += told
        return total

    def waiting(self, login: str = "linjie") -> list[Sentence]:
        with self.store.read() as work:
            return list(work.training.queue(login, leads=PEOPLE[login] is Role.SUPERVISOR))

    def lines(self) -> dict[str, str]:
        with self.store.read() as work:
            return {line.text: line.intent for line in work.training.accepted()}

    def filed(self) -> dict[str, list[str]]:
        return read_sentences(self.path.parent)

    def state(self, candidate_id: int) -> CandidateState:
        with self.store.read() as work:
            found = work.training.get(candidate_id)
        assert found
        return found.state


@pytest.fixture
def floor(store: SqlStore, clock: Clock, tmp_path: Path) -> Iterator[Shopfloor]:
    yield Shopfloor(store, clock, tmp_path)


def test_each_decision_becomes_what_it_says(floor: Shopfloor) -> None:
    floor.decided("这个能不能退啊", Verdict.ACCEPT)
    floor.decided("不喜欢了咋弄", Verdict.EDIT)
    floor.decided("钱啥时候到我卡里", Verdict.REJECT, "ask_refund_status")
    floor.decided("随便你们吧", Verdict.REJECT)
    floor.decided("我跟你说" + "这事情它是这样的" * 20, Verdict.ACCEPT)
    floor.decided("要退货还有发票呢", Verdict.ACCEPT, intents=("request_return", "ask_invoice"))
    floor.decided("我要退货！", Verdict.ACCEPT)
    floor.decided("想把它退回去", Verdict.ACCEPT, guesses=HARDLY_TORN)
    floor.decided("麻烦给退一下咯", Verdict.ACCEPT, guesses=SURE)
    assert floor.collect() == Collected()
    floor.clock.now += SETTLED
    floor.collect()
    found = {one.text: (one.kind, one.hint) for one in floor.waiting()}
    assert found == {
        "这个能不能退啊": (CandidateKind.CONFIRMED, "request_return"),
        "不喜欢了咋弄": (CandidateKind.REWORDED, "request_return"),
        "钱啥时候到我卡里": (CandidateKind.NAMED, "ask_refund_status"),
        "想把它退回去": (CandidateKind.CONFIRMED, "request_return"),
    }
    first = floor.waiting()[0]
    assert first.kind is CandidateKind.NAMED  # model and agent differ
    with floor.store.read() as work:
        (label,) = work.training.labels(first.id)
    assert (label.account, label.intent, label.source) == ("xiaomei", "ask_refund_status", LabelSource.DESK)


def test_collecting_again_or_in_pieces_changes_nothing(floor: Shopfloor) -> None:
    for number in range(7):
        floor.decided(
            f"能退吗{chr(0x4E10 + number)}{chr(0x5E10 + number)}{chr(0x6E10 + number)}", Verdict.ACCEPT
        )
        floor.logged(
            f"啥时候到{chr(0x4F10 + number)}{chr(0x5F10 + number)}{chr(0x6F10 + number)}", "我要退货"
        )
    floor.clock.now += SETTLED
    told = floor.collect(limit=3)
    assert told.new == 14
    before = [(one.text, one.times, one.value) for one in floor.waiting()]
    assert floor.collect(limit=3) == Collected()
    assert [(one.text, one.times, one.value) for one in floor.waiting()] == before
    floor.logged("啥时候到丐弐渐")
    floor.collect()
    assert len(floor.waiting()) >= 14


def test_a_sentence_is_one_candidate_however_often_it_is_written(floor: Shopfloor) -> None:
    floor.logged("能换个颜色不", "能换个颜色不？")
    floor.collect()
    floor.logged("能换个颜色不!!")
    told = floor.collect()
    (one,) = floor.waiting()
    assert (one.times, told.new, told.again) == (3, 0, 1)
    assert len(floor.read_texts) == len(set(map(candidate_key, floor.read_texts)))


def test_messages_that_judge_models_are_never_offered(floor: Shopfloor) -> None:
    judging = 0
    while judging < 2:
        talk = floor.decided(f"这样也能退吗{floor._messages}号", Verdict.ACCEPT, buyer=f"b{floor._messages}")
        judging += is_for_judging(str(talk))
    floor.clock.now += SETTLED
    floor.collect()
    with floor.store.read() as work:
        offered = {
            decided.conversation_id
            for decided in work.training.decided_after(0, floor.clock(), 500)
            if any(one.origin == f"decision:{decided.decision_id}" for one in floor.waiting())
        }
    assert offered
    assert not any(is_for_judging(str(talk)) for talk in offered)


def test_personal_data_is_masked_in_text_and_context(floor: Shopfloor) -> None:
    nick, talk = floor.drawn_for_training("小鹿爱吃草", "我电话13812345678")
    floor.clock.advance(minutes=1)
    assert floor.decided(f"我是{nick} 13912345678 帮我把这单退了", Verdict.ACCEPT, buyer=nick) == talk
    floor.clock.now += SETTLED
    floor.collect()
    (one,) = floor.waiting()
    shown = one.text + "".join(turn.text for turn in one.before)
    assert "〈电话〉" in one.text
    assert one.before
    assert not any(part in shown for part in ("13812345678", "13912345678", nick))
    assert one.buyer == floor.pseudonyms.of("demo", nick)


def test_near_duplicates_stand_together_and_weigh_more(floor: Shopfloor) -> None:
    floor.logged("衣服洗了会掉色吗", "鞋子可以开胶保修不")
    floor.logged("衣服洗了会不会掉色", "衣服洗了掉色吗")
    floor.collect()
    view = floor.training.questions.view(floor.people["linjie"])
    assert view.question
    together = {view.question.candidate.text, *(mate.text for mate in view.question.mates)}
    assert together == {"衣服洗了会掉色吗", "衣服洗了会不会掉色", "衣服洗了掉色吗"}
    assert [one.text for one in view.following] == ["鞋子可以开胶保修不"]


def test_one_key_labels_a_group_and_undo_takes_all_of_it_back(floor: Shopfloor) -> None:
    floor.logged("衣服洗了会掉色吗", "衣服洗了会不会掉色", "衣服洗了掉色吗")
    floor.collect()
    first, second, third = sorted(floor.waiting(), key=lambda one: one.id)
    lead = floor.people["linjie"]
    said = floor.desk.label(first.id, "ask_product", lead, [second.id])
    assert (said.accepted, said.is_filed) == (2, True)
    assert floor.filed() == {"ask_product": ["衣服洗了会不会掉色", "衣服洗了会掉色吗"]}
    assert [one.id for one in floor.waiting()] == [third.id]
    taken, at = floor.desk.undo(lead)
    assert (len(taken.texts), at) == (2, first.id)
    assert (floor.lines(), floor.path.exists()) == ({}, False)
    assert len(floor.waiting()) == 3
    with pytest.raises(RuledOut):
        floor.desk.undo(lead)


def test_skipping_hides_a_sentence_from_one_person_only_and_may_be_undone(floor: Shopfloor) -> None:
    floor.logged("能换个颜色不")
    floor.collect()
    (one,) = floor.waiting()
    floor.desk.label(one.id, None, floor.people["linjie"])
    assert (floor.waiting("linjie"), len(floor.waiting("chen"))) == ([], 1)
    floor.desk.undo(floor.people["linjie"])
    assert len(floor.waiting("linjie")) == 1
    floor.desk.label(one.id, None, floor.people["linjie"])
    floor.desk.label(one.id, "request_exchange", floor.people["linjie"])  # opened by its address
    assert floor.lines() == {"能换个颜色不": "request_exchange"}


def test_two_at_once_write_one_line_and_the_second_is_told(floor: Shopfloor) -> None:
    floor.logged("能换个颜色不")
    floor.collect()
    (one,) = floor.waiting()
    told: list[str] = []
    gate = threading.Barrier(4)

    def press(login: str, intent: str) -> None:
        gate.wait()
        try:
            floor.desk.label(one.id, intent, floor.people[login])
            told.append("done")
        except RuledOut as fault:
            told.append(fault.refusal.value)

    presses = [
        ("linjie", "ask_stock"),
        ("linjie", "ask_size"),
        ("chen", "ask_stock"),
        ("chen", "ask_product"),
    ]
    threads = [threading.Thread(target=press, args=each) for each in presses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["done", *["training_decided"] * 3]
    with floor.store.read() as work:
        (label,) = work.training.labels(one.id)
    assert floor.lines() == {"能换个颜色不": label.intent}
    assert floor.filed() == {label.intent: ["能换个颜色不"]}


def test_of_the_sample_the_second_is_asked_too_and_a_difference_goes_to_whoever_leads(
    floor: Shopfloor,
) -> None:
    floor.rules(agents_label=True, second_share=100)
    floor.logged("能换个颜色不", "鞋子可以开胶保修不")
    floor.collect()
    first, second = floor.waiting()
    mei, xiang, lead = (floor.people[login] for login in ("xiaomei", "axiang", "linjie"))
    assert is_judged_twice(first.key, 100)
    assert floor.desk.label(first.id, "request_exchange", mei).second == 1
    with pytest.raises(RuledOut, match="training said"):
        floor.desk.label(first.id, "ask_stock", mei)
    assert first.id not in [one.id for one in floor.waiting("xiaomei")]
    view = floor.training.questions.view(xiang, first.id)
    assert view.question
    assert (view.question.labels, view.question.others) == ([], ["Xiaomei"])
    assert floor.desk.label(first.id, "request_exchange", xiang).accepted == 1
    floor.desk.label(second.id, "ask_product", mei)
    assert floor.desk.label(second.id, "ask_return_policy", xiang).disputed == 1
    assert floor.waiting("axiang") == []
    with pytest.raises(RuledOut, match="training decided"):
        floor.desk.label(second.id, "complain", mei)
    ruled = floor.training.questions.view(lead, second.id)
    assert ruled.question
    assert [label.intent for label in ruled.question.labels] == ["ask_product", "ask_return_policy"]
    assert floor.desk.label(second.id, "ask_return_policy", lead).accepted == 1
    assert floor.lines() == {"能换个颜色不": "request_exchange", "鞋子可以开胶保修不": "ask_return_policy"}
    figures = floor.training.questions.view(lead).figures
    assert (figures.judged_twice, figures.agreed, figures.today, figures.accepted) == (2, 1, 2, 2)
    floor.desk.undo(lead)
    assert floor.state(second.id) is CandidateState.DISPUTED


def test_what_is_nearly_the_same_elsewhere_is_shown_beside(floor: Shopfloor) -> None:
    floor.logged("穿多大的码合适")
    floor.collect()
    view = floor.training.questions.view(floor.people["linjie"])
    assert view.question
    assert [(near.text, near.intent) for near in view.question.against] == [("穿多大码合适", "ask_size")]
    one = view.question
    floor.desk.label(one.candidate.id, "ask_product", floor.people["linjie"])
    floor.logged("穿多大的码合适呢")
    floor.collect()
    other = floor.training.questions.view(floor.people["linjie"]).question
    assert other
    assert (one.candidate.text, "ask_product") in [(near.text, near.intent) for near in other.against]


def test_a_new_model_reads_open_sentences_anew_and_what_it_has_learned_is_dropped(floor: Shopfloor) -> None:
    floor.logged("能换个颜色不", "我想退掉这件")
    floor.collect()
    assert len(floor.waiting()) == 2
    run = floor.training.collect(lambda: {**TAUGHT, "request_exchange": ["能换个颜色不"]})
    assert run.reread(floor.reading(SURE, "m2")) == 2
    assert run.reread(floor.reading(SURE, "m2")) == 0
    assert [one.text for one in floor.waiting() if one.worth.uncertainty > 0.5] == []


def test_nobody_labels_without_the_right_or_outside_the_list(floor: Shopfloor) -> None:
    floor.logged("能换个颜色不")
    floor.collect()
    (one,) = floor.waiting()
    with pytest.raises(Forbidden):
        floor.desk.label(one.id, "ask_stock", floor.people["xiaomei"])
    with pytest.raises(Unacceptable):
        floor.desk.label(one.id, "no_such_intent", floor.people["linjie"])
    assert floor.desk.label(one.id, "nlu_fallback", floor.people["linjie"]).accepted == 1
    assert floor.filed() == {"nlu_fallback": ["能换个颜色不"]}


def test_a_folder_that_cannot_be_written_loses_nothing(floor: Shopfloor) -> None:
    floor.logged("能换个颜色不", "鞋子可以开胶保修不")
    floor.collect()
    first, second = floor.waiting()
    floor.path.parent.parent.mkdir(exist_ok=True)
    floor.path.parent.write_text("a file where the folder should be")
    assert not floor.desk.label(first.id, "ask_stock", floor.people["linjie"]).is_filed
    floor.path.parent.unlink()
    assert floor.desk.label(second.id, "ask_product", floor.people["linjie"]).is_filed
    assert floor.filed() == {"ask_product": [second.text], "ask_stock": [first.text]}
    assert [path.name for path in floor.path.parent.iterdir()] == ["from_chats.yml"]


def test_a_buyer_is_forgotten_with_sentences_labels_and_lines(floor: Shopfloor) -> None:
    floor.logged("能换个颜色不", buyer="a" * 32)
    floor.logged("能不能换个颜色", buyer="b" * 32)
    floor.collect()
    for one in floor.waiting():
        floor.desk.label(one.id, "request_exchange", floor.people["linjie"])
    with floor.store.write() as work:
        assert work.training.forget_buyer("a" * 32) == 1
    floor.desk.write_file()
    assert floor.filed() == {"request_exchange": ["能不能换个颜色"]}
    with floor.store.read() as work:
        (line,) = work.training.accepted()
        left = work.training.group(line.id)
    assert (line.buyer, left) == ("b" * 32, [])


def test_a_run_that_ends_half_way_leaves_whole_batches_and_the_next_goes_on(floor: Shopfloor) -> None:
    floor.logged("能换个颜色不", "鞋子可以开胶保修不")
    run = floor.training.collect(lambda: TAUGHT)

    def broken(text: str) -> tuple[Candidate, ...]:
        raise RuntimeError("the machine went off")

    assert run.logs(floor.reading, limit=2).new == 1
    with pytest.raises(RuntimeError):
        run.logs(lambda: TrainingReading(floor.store, broken, "m1"), limit=2)
    assert [one.text for one in floor.waiting()] == ["能换个颜色不"]
    floor.collect()
    assert {one.text for one in floor.waiting()} == {"能换个颜色不", "鞋子可以开胶保修不"}


def test_two_collectors_at_once_count_nothing_twice(floor: Shopfloor) -> None:
    floor.logged(
        *(f"能换{chr(0x4E10 + 9 * n)}{chr(0x5E10 + 7 * n)}{chr(0x6E10 + 5 * n)}不" for n in range(30))
    )
    runs = [floor.training.collect(lambda: TAUGHT) for _ in range(2)]

    def gather(run: TrainingCollect) -> None:
        while run.logs(floor.reading, 5).looked_at:
            pass

    threads = [threading.Thread(target=gather, args=(run,)) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.times for one in floor.waiting()] == [1] * 30
