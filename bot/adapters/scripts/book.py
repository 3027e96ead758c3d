"""The book of scripts in data/scripts: read, checked, and turned into what the services use."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from bot.adapters.scripts.documents import read_source
from bot.adapters.scripts.intents import load_intents
from bot.core.fact_vocabulary import Vocabulary
from bot.core.guard import ReplyGuard
from bot.core.guard_rules import read_guard_rules, read_respelling
from bot.core.joints_reading import read_joints
from bot.core.register_reading import read_register_words
from bot.core.script_book import ScriptBook
from bot.core.script_check import check_book
from bot.core.script_reading import read_script
from bot.core.script_sources import BookSources, Fault, Source
from bot.core.second_reading import SecondReading
from bot.core.vocabulary_reading import read_vocabulary
from bot.nlu.simplified import simplified
from bot.services.scenes.registry import FOLDER_OF

FACTS, FORBIDDEN, UNSCRIPTED = "_facts.yml", "_forbidden.yml", "_unscripted.yml"
JOINTS, REGISTER = "_joints.yml", "_register.yml"


class BrokenBook(ValueError):
    """Script files that can't be read; carries every fault."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


def read_sources(data: Path) -> BookSources:
    """The script files below `data` (the project's data folder), in the order of their paths."""
    folder, root = data / "scripts", data.parent
    return BookSources(
        scripts=tuple(
            read_source(path, root, scene=path.parent.name) for path in sorted(folder.glob("*/*.yml"))
        ),
        facts=read_source(folder / FACTS, root),
        forbidden=read_source(folder / FORBIDDEN, root),
        unscripted=read_source(folder / UNSCRIPTED, root),
        joints=_optional(folder / JOINTS, root),
        register=_optional(folder / REGISTER, root),
    )


def _optional(path: Path, root: Path) -> Source:
    """A file that need not be there: without it everything keeps its default."""
    return read_source(path, root) if path.exists() else Source(path.name, "", path.stem, "", {})


def check_scripts(data: Path) -> tuple[Fault, ...]:
    """Every fault of the book below `data`. Raises ValueError when data/intents.yml can't be read."""
    return check_book(read_sources(data), load_intents(data / "intents.yml"), FOLDER_OF)


class ScriptFiles:
    """What stands in the files below the project's data folder, read once."""

    def __init__(self, data: Path) -> None:
        self._data = data

    @cached_property
    def sources(self) -> BookSources:
        return read_sources(self._data)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Raises BrokenBook."""
        vocabulary, faults = read_vocabulary(self.sources.facts)
        if faults:
            raise BrokenBook(faults)
        return vocabulary

    @cached_property
    def book(self) -> ScriptBook:
        """Raises BrokenBook for files of a wrong shape; `check_scripts` looks deeper."""
        sources, vocabulary = self.sources, self.vocabulary
        read = [read_script(source, vocabulary) for source in sources.scripts]
        joints, joint_faults = read_joints(sources.joints)
        register_words, register_faults = read_register_words(sources.register)
        faults = [*joint_faults, *register_faults, *(fault for _, found in read for fault in found)]
        if faults:
            raise BrokenBook(faults)
        scripts = tuple(script for script, _ in read if script)
        return ScriptBook(scripts, vocabulary, joints, register_words)


@lru_cache(maxsize=2)
def script_files(data: Path) -> ScriptFiles:
    return ScriptFiles(data)


def load_book(data: Path) -> ScriptBook:
    """As the files have it. Raises BrokenBook."""
    return ScriptFiles(data).book


def load_guard(data: Path, second: SecondReading | None = None) -> ReplyGuard:
    """Raises BrokenBook for rules of a wrong shape."""
    path = data / "scripts" / FORBIDDEN
    return _guard(path, data.parent, path.stat().st_mtime_ns if path.exists() else 0, second)


@lru_cache(maxsize=2)
def _guard(path: Path, root: Path, changed: int, second: SecondReading | None) -> ReplyGuard:  # noqa: ARG001
    """Compiling its patterns takes two seconds: once for each state of the file."""
    source = read_source(path, root)
    rules, faults = read_guard_rules(source)
    respelling, respelling_faults = read_respelling(source)
    if faults or respelling_faults:
        raise BrokenBook(faults + respelling_faults)
    return ReplyGuard(rules, simplified, respelling, second)
