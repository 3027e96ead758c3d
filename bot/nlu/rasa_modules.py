"""Rasa's modules, imported late and quietly: together they take seconds, and warn about their own past."""

from __future__ import annotations

import os
import warnings
from importlib import import_module
from types import ModuleType


def rasa_module(name: str) -> ModuleType:
    """Settings that Rasa and TensorFlow read at import are in place before the first one."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"  # its cache does not see changes of the code behind a component
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return import_module(name)
