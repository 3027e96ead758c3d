from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.conversations import Route
from bot.core.intents import Unattended
from bot.core.route import Doubt, route
from bot.core.suggestions import Finding, Severity

CAPS = {"greet": Unattended.ANSWER, "complain": Unattended.ACK, "abuse": Unattended.NEVER}
ALL = frozenset(CAPS)
FINDING = Finding("rule", "x", "y", "z", Severity.WARN)


@given(
    st.lists(st.sampled_from([*CAPS, "unknown"])),
    st.sampled_from([None, *Doubt]),
    st.lists(st.just(FINDING)),
    st.sampled_from([frozenset(), ALL]),
)
def test_in_hours_everything_goes_to_an_agent(
    intents: list[str], doubt: Doubt | None, findings: list[Finding], allowed: frozenset[str]
) -> None:
    way, reason = route(
        intents, CAPS, open_now=True, findings=findings, doubt=doubt, sure=True, allowed_alone=allowed
    )
    assert way is Route.AGENT
    assert reason == (doubt.value if doubt else "in_hours")


@pytest.mark.parametrize(
    ("intents", "findings", "doubt", "allowed", "expected"),
    [
        (["greet"], [], None, ALL, (Route.ANSWER, "sure_and_allowed")),
        (["greet"], [], None, frozenset(), (Route.HOLD, "after_hours")),
        (["greet"], [FINDING], None, ALL, (Route.HOLD, "guard")),
        (["greet"], [], Doubt.FACTS_MISSING, ALL, (Route.HOLD, "facts_missing")),
        ([], [], Doubt.UNSURE, ALL, (Route.HOLD, "unsure")),
        ([], [], None, ALL, (Route.HOLD, "after_hours")),
        (["greet", "complain"], [], None, ALL, (Route.HOLD, "needs_person")),
        (["unknown"], [], None, ALL, (Route.HOLD, "needs_person")),
        (["greet", "abuse"], [], None, ALL, (Route.AGENT, "never_alone")),
        (["abuse"], [FINDING], Doubt.NO_SCRIPT, ALL, (Route.AGENT, "never_alone")),
    ],
)
def test_after_hours_the_strictest_reason_decides(
    intents: list[str],
    findings: list[Finding],
    doubt: Doubt | None,
    allowed: frozenset[str],
    expected: tuple[Route, str],
) -> None:
    assert expected == route(
        intents, CAPS, open_now=False, findings=findings, doubt=doubt, sure=True, allowed_alone=allowed
    )


def test_what_the_model_is_not_sure_enough_of_is_held() -> None:
    found = route(
        ["greet"],
        CAPS,
        open_now=False,
        findings=[],
        doubt=None,
        sure=False,
        allowed_alone=frozenset({"greet"}),
    )
    assert found == (Route.HOLD, "not_sure_enough")
