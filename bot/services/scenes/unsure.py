"""When nothing fits: what the desk knows of the talk, so that it can ask back sensibly."""

from __future__ import annotations

from bot.core.route import Doubt
from bot.core.understanding import Clause, Parse
from bot.services.context import TalkContext
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.talk_facts import talk_facts


def facts_for(_intent: str, _clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    why = Doubt.UNSURE if parse.abstain else Doubt.NO_SCRIPT
    return SceneFacts(talk_facts(context) | {"unsure.why": why.value}, complete=False)
