"""Loading a model in this process."""

from __future__ import annotations

import os

import pytest

from bot.cli.understanding import quiet_rasa


def test_a_process_that_loads_a_model_hands_no_address_on_to_those_it_starts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A desk started from it would look for its model where this one's would be."""
    before = dict(os.environ)
    monkeypatch.setattr(os, "environ", dict(before))
    quiet_rasa()
    handed_on = os.environ.keys() - before.keys()
    assert not {name for name in handed_on if name.endswith(("_URL", "_TOKEN"))}
