"""The next step of a talk as a suggestion of its own: offered to the agent, never sent by itself."""

from __future__ import annotations

from dataclasses import replace

from bot.core.next_steps import ANSWERED_WITH_A_STEP, NEXT_STEP, next_step
from bot.core.stage_memory import StageMemory
from bot.core.stages import HeardTurn, TalkSoFar
from bot.core.suggestions import Suggestion
from bot.core.understanding import Clause, Parse
from bot.services.context import TalkContext
from bot.services.offers import Offers
from bot.services.scenes.next_step import facts_for
from bot.services.scenes.talk_facts import agent_asked
from bot.services.turn_wishes import Wish

_UNASKED = Wish(NEXT_STEP, Clause("", ()), 1.0)


class NextStep:
    def __init__(self, offers: Offers) -> None:
        self._offers = offers

    def after_yes(self, parse: Parse, context: TalkContext) -> tuple[Suggestion, ...]:
        """When a turn is nothing but 好的 or 谢谢, and somebody is there to judge the offer."""
        courtesy = bool(parse.intents) and ANSWERED_WITH_A_STEP.issuperset(parse.intents)
        if parse.abstain or not courtesy or not context.open_now:
            return ()
        return self._offered(so_far(context, parse.intents), context, silent=False)

    def after_silence(self, context: TalkContext) -> tuple[Suggestion, ...]:
        return self._offered(so_far(context), context, silent=True)

    def _offered(self, talk: TalkSoFar, context: TalkContext, *, silent: bool) -> tuple[Suggestion, ...]:
        step = next_step(talk, silent=silent)
        if step is None:
            return ()
        made = self._offers.made(_UNASKED, facts_for(step, talk, context), context)
        return tuple(offer.suggestion for offer in made)


def so_far(context: TalkContext, intents: tuple[str, ...] = ()) -> TalkSoFar:
    """`intents` are those of the turn that is being answered, if there is one."""
    now = (HeardTurn(intents, context.turn.at),) if intents else ()
    memory = StageMemory.from_memory(context.turn.memory)
    if context.buyer and context.buyer.wants_no_messages:
        memory = replace(memory, stopped=True)
    return TalkSoFar(
        turns=(*context.turn.heard, *now),
        orders=context.orders,
        memory=memory,
        agent_asked=agent_asked(context),
    )
