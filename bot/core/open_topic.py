"""What a talk is about, so that "165" or "几天" can be understood from the turns before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.core.conversations import Sender, Turn
from bot.core.text import Normalised
from bot.core.understanding import FALLBACK_INTENT, Candidate, Entity

TURNS_LOOKED_AT = 6
AFTER_A_QUESTION = 0.9
"""How sure an answer to a question about the body is about the size."""
FADING = 0.9
"""A topic loses this share of its confidence with every turn of the buyer that lies between."""
SAID_BY_AGENT = 0.5
"""From this confidence an agent's own words open a topic."""

NO_TOPICS = frozenset(
    {
        "greet",
        "thanks",
        "goodbye",
        "affirm",
        "deny",
        "inform",
        "chitchat",
        "praise",
        "abuse",
        "order_placed",
        FALLBACK_INTENT,
    }
)

MEANINGFUL = frozenset({"product", "return_reason"})
"""Entities whose words say what a buyer wants; the others are data that answer a question."""

_ASKS_FOR_BODY = re.compile(
    r"身高|体重|多高|多重|几斤|三围|胸围|腰围|脚长|平时穿|一般穿|穿多大|多大码|几个月大"
)
_ASKS = re.compile(r"[吗么呢?]$|什么|啥|多少|怎么|咋|哪|几时|多久")
_ASKS_BACK = re.compile(
    rf"{_ASKS.pattern}|几|还是|是不是|有没有|(?:发|报|说|提供|告诉|给)(?:我|您|一?下|过来|来)"
)
_FILLING = re.compile(
    r"我|他|她|娃|宝宝|孩子|儿子|女儿|老公|老婆|身高|体重|净高|高|重|腰围?|胸围?|臀围?|脚长"
    r"|大概|左右|差不多|是|的|有|要|那个|这个|就|吧|呢|啊|哦|呀|了|平时|一般|穿|码|号|订单号?|单号|寄?到|在"
)
_REACTION = re.compile(
    r"(?:[啊哦噢喔额呃唉哎咦哇嘿哼呵哈嗯恩唔切靠晕汗]|天哪|我去|不是吧|真的假的|无语|这样|好吧|是吗|哪有)+[啊呀呢吧哦吗]*"
)


@dataclass(frozen=True)
class OpenTopic:
    intent: str
    confidence: float


def open_topic(
    previous: Sequence[Turn], ranked: Callable[[str], Sequence[Candidate]], sure: float
) -> OpenTopic | None:
    """What the talk is about before this turn. `previous` holds normalised texts, oldest first."""
    turns = previous[-TURNS_LOOKED_AT:]
    last = turns[-1] if turns and turns[-1].sender is Sender.AGENT else None
    if last and _ASKS_FOR_BODY.search(last.text):
        return OpenTopic("ask_size", AFTER_A_QUESTION)
    asked = [turn for turn in reversed(turns) if turn.sender is Sender.BUYER]
    for distance, turn in enumerate(asked):
        best = ranked(turn.text)[0]
        if best.intent not in NO_TOPICS and best.confidence >= sure:
            return OpenTopic(best.intent, best.confidence * FADING**distance)
    said = ranked(last.text)[0] if last else None
    if said and said.intent not in NO_TOPICS and said.confidence >= SAID_BY_AGENT:
        return OpenTopic(said.intent, said.confidence * FADING)
    return None


def is_answer(text: str, previous: Sequence[Turn]) -> bool:
    """Whether a turn comes right after the agent's question and asks nothing itself."""
    last = previous[-1] if previous else None
    was_asked = last is not None and last.sender is Sender.AGENT and bool(_ASKS_BACK.search(last.text))
    return was_asked and not _ASKS.search(text)


def is_data_only(words: Normalised, entities: Sequence[Entity]) -> bool:
    """Nothing but figures, names of things and the small words around them."""
    data = [entity for entity in entities if entity.entity not in MEANINGFUL]
    kept = [
        char
        for char, start in zip(words.text, words.starts, strict=True)
        if not any(entity.start <= start < entity.end for entity in data)
    ]
    rest = _FILLING.sub("", "".join(kept))
    had_data = bool(data) or any(char.isdigit() for char in words.text)
    return had_data and not any(char.isalpha() for char in rest)


def is_reaction(text: str) -> bool:
    """An exclamation answers nothing, whatever was asked."""
    return _REACTION.fullmatch(text) is not None
