"""A buyer's turn in, up to three suggestions out: what the actions, the command line and tests all call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.buyer_words import NO_WORDS, BuyerWords
from bot.core.conversations import Route
from bot.core.guard import ReplyGuard
from bot.core.intents import Intent, Unattended
from bot.core.route import Doubt, route
from bot.core.script_book import ScriptBook
from bot.core.suggestions import Drafted, Suggestion
from bot.core.turns import BuyerTurn
from bot.core.understanding import Parse
from bot.core.urgency import best_of_each_first
from bot.services.context import TalkContext, load_context
from bot.services.offers import Offers, different, said_by_agent
from bot.services.ports import Store
from bot.services.scenes.registry import SCENE_FOR
from bot.services.scenes.scene import SceneFacts
from bot.services.shelf import with_shelf
from bot.services.turn_wishes import Wish, asking_back, wishes_of

MOST_SUGGESTIONS = 3


@dataclass(frozen=True)
class _Answer:
    wish: Wish
    found: SceneFacts
    offers: tuple[Suggestion, ...]


class Suggest:
    def __init__(
        self,
        store: Store,
        book: ScriptBook,
        guard: ReplyGuard,
        intents: Mapping[str, Intent],
        allowed_alone: frozenset[str] = frozenset(),
        words: BuyerWords = NO_WORDS,
    ) -> None:
        """`allowed_alone`: intents that may be answered after hours without an agent."""
        self._store = store
        self._offers = Offers(book, guard)
        self._intents = intents
        self._allowed_alone = allowed_alone
        self._words = words

    def drafted(self, parse: Parse, turn: BuyerTurn) -> Drafted:
        """Raises DraftingFailure when the talk's shop is not known."""
        wishes = wishes_of(parse)
        with self._store.read() as work:
            context = load_context(work, turn, parse.entities)
            context = with_shelf(work, context, self._words, (wish.intent for wish in wishes))
        answers = [self._answer(wish, parse, context) for wish in wishes]
        offers = best_of_each_first([answer.offers for answer in answers])
        if parse.abstain or not offers:
            offers += self._answer(asking_back(parse), parse, context).offers
        chosen = different(offers, said_by_agent(context))[:MOST_SUGGESTIONS]
        way, reason = self._route(parse, answers, chosen, context)
        return Drafted(
            text=turn.text,
            intents=parse.intents,
            suggestions=tuple(chosen),
            route=way,
            reason=reason,
            entities=parse.entities,
            clauses=parse.clauses,
            learned={name: value for answer in answers for name, value in answer.found.learned.items()},
        )

    def _answer(self, wish: Wish, parse: Parse, context: TalkContext) -> _Answer:
        scene = SCENE_FOR.get(wish.intent)
        if scene is None:
            return _Answer(wish, SceneFacts({}), ())
        found = scene.facts_for(wish.intent, wish.clause, parse, context)
        return _Answer(wish, found, self._offers.made(wish, found, context))

    def _route(
        self,
        parse: Parse,
        answers: Sequence[_Answer],
        chosen: Sequence[Suggestion],
        context: TalkContext,
    ) -> tuple[Route, str]:
        return route(
            parse.intents,
            {answer.wish.intent: self._cap(answer) for answer in answers},
            open_now=context.open_now,
            findings=[finding for suggestion in chosen for finding in suggestion.findings],
            doubt=_doubt(parse, answers),
            allowed_alone=self._allowed_alone,
        )

    def _cap(self, answer: _Answer) -> Unattended:
        """The strictest of the intent's cap and those of the scripts that answer it."""
        intent = self._intents.get(answer.wish.intent)
        caps = [intent.unattended if intent else Unattended.NEVER, *map(self._offers.cap, answer.offers)]
        return min(caps, key=lambda cap: cap.freedom)


def _doubt(parse: Parse, answers: Sequence[_Answer]) -> Doubt | None:
    if parse.abstain:
        return Doubt.UNSURE
    if not answers or any(not answer.offers for answer in answers):
        return Doubt.NO_SCRIPT
    return None if all(answer.found.complete for answer in answers) else Doubt.FACTS_MISSING
