"""The job that finds in the newest talks what agents keep answering and buyers keep asking in vain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from bot.core.alike import Words
from bot.core.fact_vocabulary import Vocabulary
from bot.core.generalising import Generalise, generaliser
from bot.core.joints import only_checks
from bot.core.mining import Said, frequent_answers, unknown_questions
from bot.core.personal_data import without_personal_data
from bot.core.pseudonyms import Pseudonyms
from bot.core.script_book import ScriptBook
from bot.core.scripts import ScriptStatus
from bot.core.understanding import FALLBACK_INTENT, Parse
from bot.core.urgency import most_urgent_first
from bot.services.ports import Clock
from bot.services.ports_mined import Exchange, Kind, MiningStore

NEWEST = 20_000
"""Answers, and turns, that a run looks at."""
NEWEST_LOGGED = 20_000

Understand = Callable[[str], Parse]


class Mine:
    def __init__(
        self,
        store: MiningStore,
        book: Callable[[], ScriptBook],
        vocabulary: Callable[[], Vocabulary],
        pseudonyms: Pseudonyms,
        clock: Clock,
        shop: str,
        words: Words = list,
    ) -> None:
        self._store = store
        self._book = book
        self._vocabulary = vocabulary
        self._pseudonyms = pseudonyms
        self._clock = clock
        self._shop = shop
        self._words = words

    def run(self, understand: Understand | None = None) -> Mapping[str, int]:
        """How many answers and questions are new. Imported talks are read only with a model beside.

        Twice over the same talks changes nothing.
        """
        book, vocabulary = self._book(), self._vocabulary()
        with self._store.read() as work:
            if work.shops.get(self._shop) is None:
                return {"answers": 0, "questions": 0}
            answered = list(work.mined.answers(self._shop, NEWEST))
            unanswered = list(work.mined.unanswered(self._shop, NEWEST))
            offered = work.mined.offered(self._shop, NEWEST)
            unanswered += [one for one in offered if only_checks(one.answered, book.joints)]
            everything = list(work.mined.asked(self._shop, NEWEST))
            logged = work.mined.logged(self._shop, NEWEST_LOGGED) if understand else ()
            nicks = sorted({one.buyer for one in (*answered, *unanswered)})
            receivers = _by_nick(work.mined.receivers(self._shop, nicks))
        if understand:
            more, lacking = self._read(logged, understand)
            answered, unanswered = answered + more, unanswered + lacking
            everything += [one.asked for one in logged if not one.answered]
        active = [script for script in book.scripts if script.status is ScriptStatus.ACTIVE]
        everything += [case.buyer for script in book.scripts for case in script.cases]
        scripted: dict[str, list[str]] = defaultdict(list)
        stated: dict[str, list[str]] = defaultdict(list)
        for script in active:
            for variant in script.variants:
                scripted[script.intent] += variant.texts
                stated[script.intent] += [
                    one for one in sorted(variant.variables) if one not in stated[script.intent]
                ]
        generalise = generaliser(vocabulary, stated)
        said = [self._said(one, one.answered, receivers, generalise) for one in answered]
        answers = frequent_answers(said, generalise, scripted)
        asked = [self._said(one, one.asked, receivers) for one in unanswered]
        questions = unknown_questions(asked, everything, self._words)
        with self._store.write() as work:
            now = self._clock()
            return {
                "answers": work.mined.keep(self._shop, Kind.ANSWER, answers, now),
                "questions": work.mined.keep(self._shop, Kind.QUESTION, questions, now),
            }

    def _said(
        self,
        one: Exchange,
        text: str,
        receivers: Mapping[str, Sequence[str]],
        generalise: Generalise | None = None,
    ) -> Said:
        """Masked, and with a pseudonym in place of the nick; a wording gets its facts before the masks."""
        names = () if one.is_logged else (one.buyer, *receivers.get(one.buyer, ()))
        wording = generalise(text, one.intent, one.facts) if generalise else ""
        return Said(
            without_personal_data(text, names),
            one.intent,
            one.origin,
            one.buyer if one.is_logged else self._pseudonyms.of(self._shop, one.buyer),
            without_personal_data(one.asked, names),
            one.facts,
            without_personal_data(wording, names),
        )

    def _read(
        self, logged: Sequence[Exchange], understand: Understand
    ) -> tuple[list[Exchange], list[Exchange]]:
        """Answers with the intent of what was asked, if known; questions the book has no answer to."""
        parses: dict[str, Parse] = {}
        scripted = {script.intent for script in self._book().scripts if script.status is ScriptStatus.ACTIVE}
        answered, unanswered = [], []
        for one in logged:
            if one.asked not in parses:
                parses[one.asked] = understand(one.asked)
            parse = parses[one.asked]
            intent = next(iter(most_urgent_first(parse.intents)), "")
            if one.answered:
                answered.append(_meant(one, intent))
            elif parse.abstain or intent not in scripted:
                closest = max(parse.clauses, key=lambda clause: clause.confidence, default=None)
                unanswered.append(_meant(one, intent or (closest.intent if closest else FALLBACK_INTENT)))
        return answered, unanswered


def _meant(one: Exchange, intent: str) -> Exchange:
    return Exchange(one.origin, one.asked, one.answered, intent, one.buyer, one.facts, one.is_logged)


def _by_nick(pairs: Sequence[tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for nick, name in pairs:
        found[nick].append(name)
    return found
