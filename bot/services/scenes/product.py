"""Questions about a product: attributes, care, quality, repair (handbook A4). Only the catalogue answers."""

from __future__ import annotations

from bot.core.catalogue import Product
from bot.core.product_answers import ROLES, Answer, answer, asked_attributes
from bot.core.suggestions import Facts, FactValue
from bot.core.understanding import Clause, Parse
from bot.services.context import TalkContext
from bot.services.scenes.advice import INTENT as ADVICE
from bot.services.scenes.advice import compared_facts
from bot.services.scenes.goods import described, known, texts_of, with_ordered_product
from bot.services.scenes.scene import SceneFacts
from bot.services.scenes.talk_facts import talk_facts

TOPICS = "product_topics"
REPAIR, AUTHENTICITY = "warranty_repair", "ask_authenticity"
TOLD = ("introduction", "quality")
AFTER_BUYING = frozenset({REPAIR, "ask_usage"})


def facts_for(intent: str, clause: Clause, parse: Parse, context: TalkContext) -> SceneFacts:
    if intent in AFTER_BUYING:
        context = with_ordered_product(context)
    texts = texts_of(intent, clause, parse)
    if intent == "ask_product" and (weighed := compared_facts(texts, context)):
        return SceneFacts(talk_facts(context) | weighed, answers=ADVICE)
    asked = _asked(intent, texts, context)
    topic = _topic(intent, texts, context) if not asked else "attribute"
    facts = talk_facts(context) | {"product.asks": topic} | _proof(context)
    if context.product is None:
        return SceneFacts(facts, complete=False)
    if topic != "attribute":
        facts |= described(context.product, context.words)
        return SceneFacts(facts, complete=topic in TOLD or _is_proven(topic, facts))
    answers = _answers(context.product, asked, context)
    facts |= described(context.product, context.words, " ".join(one.text for one in answers))
    facts |= _answered(answers) | _unanswered(asked, answers)
    answered_as = "ask_product" if intent == AUTHENTICITY else ""
    return SceneFacts(facts, complete=len(answers) == len(asked), answers=answered_as)


def _is_proven(topic: str, facts: Facts) -> bool:
    """Whether something on record stands against the doubt, the catalogue's proof or the shop's note."""
    noted = facts["shop.has_authenticity"] is True
    return topic in ("genuine", "makeup") and (noted or facts["product.has_proof"] is True)


def _asked(intent: str, texts: tuple[str, ...], context: TalkContext) -> tuple[str, ...]:
    """The attributes asked for; none where the question is about something else."""
    if intent == REPAIR:
        return context.words.listed(ROLES, "repair")
    asked = asked_attributes(texts, context.words)
    if intent != AUTHENTICITY:
        return asked
    doubted = context.words.listed("doubts", "wear")
    return tuple(attribute for attribute in asked if attribute in doubted)


def _topic(intent: str, texts: tuple[str, ...], context: TalkContext) -> str:
    topics = [name for text in texts for name in context.words.named(TOPICS, text)]
    if intent == AUTHENTICITY and "genuine" in topics:
        made_of = context.words.listed("makeup", "attributes")
        asked = asked_attributes(texts, context.words)
        return "makeup" if any(attribute in made_of for attribute in asked) else "genuine"
    if intent == AUTHENTICITY:
        return "quality"
    return next((topic for topic in topics if topic != "genuine"), "unclear")


def _proof(context: TalkContext) -> dict[str, FactValue]:
    return known("shop.has_authenticity", {"shop.authenticity": context.shop.notes.get("authenticity", "")})


def _answers(product: Product, asked: tuple[str, ...], context: TalkContext) -> list[Answer]:
    found = (answer(product, attribute, context.words, context.shop.notes) for attribute in asked)
    return [one for one in found if one]


def _answered(answers: list[Answer]) -> dict[str, FactValue]:
    facts: dict[str, FactValue] = {"product.answers": len(answers)}
    if answers:
        first = answers[0]
        facts |= {
            "product.attribute": first.attribute,
            "product.answer": first.text,
            "product.weak": first.weak,
        }
    if len(answers) > 1:
        facts |= {"product.second_attribute": answers[1].attribute, "product.second_answer": answers[1].text}
    return facts


def _unanswered(asked: tuple[str, ...], answers: list[Answer]) -> dict[str, FactValue]:
    """The first thing asked for that the catalogue is silent on."""
    told = {one.attribute for one in answers}
    missing = next((attribute for attribute in asked if attribute not in told), "")
    return known("product.has_unanswered", {"product.unanswered": missing})
