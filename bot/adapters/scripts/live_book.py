"""The book as it is in force: the files, overlaid with what people have edited on the desk.

The files are read once a process. Whether an edit has come since is one query for the newest id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bot.adapters.scripts.book import ScriptFiles
from bot.adapters.scripts.documents import read_text
from bot.adapters.scripts.rewriting import rewritten
from bot.core.fact_vocabulary import Vocabulary
from bot.core.intents import Intent
from bot.core.script_book import ScriptBook
from bot.core.script_check import check_book
from bot.core.script_edits import Edit
from bot.core.script_reading import read_script
from bot.core.script_sources import BookSources, Fault, Source
from bot.core.script_versions import ScriptVersion, overlaid
from bot.core.scripts import Script
from bot.services.ports import Store
from bot.services.scenes.registry import FOLDER_OF


class _Read(NamedTuple):
    newest: int
    """Id of the newest version that the book knows."""
    book: ScriptBook


class LiveBook:
    def __init__(self, files: ScriptFiles, store: Store) -> None:
        self._files = files
        self._store = store
        self._read: _Read | None = None

    @property
    def files(self) -> BookSources:
        return self._files.sources

    @property
    def vocabulary(self) -> Vocabulary:
        """Raises BrokenBook."""
        return self._files.vocabulary

    def current(self) -> ScriptBook:
        """Raises BrokenBook when the files can't be read; an edit that can't be leaves its file in force."""
        with self._store.read() as work:
            newest = work.script_versions.newest_id()
            known = self._read
            if known and known.newest == newest:
                return known.book
            versions = work.script_versions.in_force()
        book = self._joined(versions)
        self._read = _Read(newest, book)
        return book

    def source(self, version: ScriptVersion) -> Source:
        return self.read(version.script, version.document)

    def read(self, name: str, document: str) -> Source:
        """A script's text as if it stood in its file. The scene of a new one is that of its intent."""
        file = next((source for source in self.files.scripts if source.name == name), None)
        if file:
            return read_text(document, file.path, file.scene, name)
        found = read_text(document, "", "", name).document
        intent = found.get("intent") if isinstance(found, Mapping) else None
        scene = FOLDER_OF.get(str(intent), "")
        return read_text(document, f"data/scripts/{scene or '?'}/{name}.yml", scene, name)

    def script(self, source: Source) -> Script | None:
        """None when its shape leaves nothing to show."""
        script, faults = read_script(source, self.vocabulary)
        return None if faults else script

    def rewritten(self, document: str, edit: Edit) -> str:
        return rewritten(document, edit)

    def faults(self, edited: Iterable[Source], intents: Mapping[str, Intent]) -> tuple[Fault, ...]:
        """What is wrong with the whole book once these sources stand in the place of their files."""
        return check_book(overlaid(self.files, {one.name: one for one in edited}), intents, FOLDER_OF)

    def _joined(self, versions: Iterable[ScriptVersion]) -> ScriptBook:
        edited = {version.script: self.script(self.source(version)) for version in versions}
        readable = {name: script for name, script in edited.items() if script}
        return self._files.book.overlaid(readable)
