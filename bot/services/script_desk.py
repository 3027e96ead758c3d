"""Scripts for people: find them, read their history, save a new version, take an old one back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.core.accounts import Account, Right
from bot.core.fact_vocabulary import Vocabulary
from bot.core.intents import Intent
from bot.core.script_book import ScriptBook
from bot.core.script_edits import Edit, edit_of
from bot.core.script_search import FoundScript, found_scripts
from bot.core.script_sources import BookSources, Fault, Source
from bot.core.script_versions import FILE, ChangedLine, ScriptVersion, differences, in_force
from bot.core.scripts import Script, ScriptStatus
from bot.services.faults import Conflict, FaultyScripts, NotFound, Unacceptable
from bot.services.ports import Clock, Store, Work
from bot.services.rights import demand

LONGEST_DOCUMENT = 60_000
LONGEST_NOTE = 200
LONGEST_NAME = 64


class Book(Protocol):
    """The files, and the book that is in force."""

    @property
    def files(self) -> BookSources: ...
    @property
    def vocabulary(self) -> Vocabulary: ...
    def current(self) -> ScriptBook: ...
    def source(self, version: ScriptVersion) -> Source: ...
    def read(self, name: str, document: str) -> Source: ...
    def script(self, source: Source) -> Script | None: ...
    def rewritten(self, document: str, edit: Edit) -> str: ...
    def faults(self, edited: Iterable[Source], intents: Mapping[str, Intent]) -> tuple[Fault, ...]: ...


@dataclass(frozen=True)
class OpenScript:
    """A script as its newest version or, without any, its file has it."""

    name: str
    document: str
    script: Script | None
    """None when the document can't be read any more."""
    versions: tuple[ScriptVersion, ...]
    """Newest first."""
    has_file: bool

    @property
    def newest(self) -> int:
        return self.versions[0].number if self.versions else FILE

    @property
    def in_force(self) -> int:
        settled = in_force(self.versions)
        return settled.number if settled else FILE


@dataclass(frozen=True)
class ListedScript:
    found: FoundScript
    newest: ScriptVersion | None
    """None for a script that stands as its file has it."""


class ScriptDesk:
    def __init__(self, store: Store, book: Book, intents: Mapping[str, Intent], clock: Clock) -> None:
        self._store = store
        self._book = book
        self._intents = intents
        self._clock = clock

    def listed(self, query: str = "", scene: str = "") -> tuple[ListedScript, ...]:
        """Those in force, and new ones that are still drafts; scene by scene."""
        scripts = list(self._book.current().scripts)
        with self._store.read() as work:
            newest = {version.script: version for version in work.script_versions.newest_of_each()}
        known = {script.name for script in scripts}
        unsettled = (
            self._book.script(self._book.source(v)) for v in newest.values() if v.script not in known
        )
        scripts += [script for script in unsettled if script]
        order = {intent: place for place, intent in enumerate(self._intents)}
        scripts.sort(key=lambda one: (one.scene, order.get(one.intent, len(order)), one.rank, one.name))
        found = found_scripts(scripts, query, self._intents, scene=scene)
        return tuple(ListedScript(one, newest.get(one.script.name)) for one in found)

    def opened(self, name: str) -> OpenScript:
        """Raises NotFound."""
        with self._store.read() as work:
            versions = tuple(work.script_versions.of(name))
        file = self._file(name)
        if not versions and file is None:
            raise NotFound(f"there is no script {name}")
        document = versions[0].document if versions else file.text if file else ""
        script = self._book.script(self._book.read(name, document))
        return OpenScript(name, document, script, versions, file is not None)

    def edited(
        self, name: str, texts: Mapping[int, Sequence[str]], status: ScriptStatus | None = None
    ) -> str:
        """The newest document with these wordings; the worked cases follow. Stores nothing."""
        opened = self.opened(name)
        if opened.script is None:
            raise Unacceptable(f"the script {name} can only be edited as a whole")
        edit = edit_of(opened.script, texts, status, self._book.vocabulary)
        return opened.document if edit.is_empty else self._book.rewritten(opened.document, edit)

    def preview(self, name: str, document: str) -> Script:
        """What a document that is not saved would be. Raises FaultyScripts when it can't be read."""
        source = self._book.read(name, document)
        script = self._book.script(source)
        if script is None:
            own = [fault for fault in self._book.faults([source], self._intents) if fault.path == source.path]
            raise FaultyScripts(tuple(own))
        return script

    def save(self, name: str, document: str, *, seen: int, account: Account, note: str = "") -> int:
        """The new version's number. Raises FaultyScripts, Conflict when somebody saved since `seen`."""
        demand(account, Right.EDIT_SCRIPTS)
        opened = self.opened(name)
        document = document.replace("\r\n", "\n").strip() + "\n"
        if len(document) > LONGEST_DOCUMENT or len(note) > LONGEST_NOTE:
            raise Unacceptable(f"a script has at most {LONGEST_DOCUMENT} characters, a note {LONGEST_NOTE}")
        if opened.newest == seen and document.strip() == opened.document.strip():
            raise Unacceptable("nothing has been changed")
        script = self._checked([self._book.read(name, document)])[0]
        version = ScriptVersion(
            name, seen + 1, document, script.status, account.login, self._clock(), note.strip()
        )
        with self._store.write() as work:
            if work.script_versions.newest_number(name) != seen:
                raise Conflict(f"somebody else has saved {name} since you opened it")
            self._add(work, version)
        return version.number

    def save_all(self, documents: Mapping[str, str], *, author: str, note: str = "") -> tuple[str, ...]:
        """Whole documents by name, all or none; the names of those that differ from what was there."""
        if long := [name for name in documents if len(name) > LONGEST_NAME]:
            raise Unacceptable(f"{long[0]} is longer than {LONGEST_NAME} characters")
        changed = {name: text for name, text in documents.items() if self._differs(name, text)}
        if not changed:
            return ()
        scripts = self._checked([self._book.read(name, text) for name, text in changed.items()])
        with self._store.write() as work:
            for script, text in zip(scripts, changed.values(), strict=True):
                number = work.script_versions.newest_number(script.name) + 1
                self._add(
                    work,
                    ScriptVersion(script.name, number, text, script.status, author, self._clock(), note),
                )
        return tuple(changed)

    def document(self, name: str, number: int) -> str:
        """Raises NotFound."""
        with self._store.read() as work:
            version = work.script_versions.get(name, number) if number != FILE else None
        if version:
            return version.document
        file = self._file(name)
        if number != FILE or file is None:
            raise NotFound(f"{name} has no version {number}")
        return file.text

    def changes(self, name: str, number: int) -> tuple[ChangedLine, ...]:
        """What a version changed in the one before; of a new script everything."""
        new = self.document(name, number)
        has_earlier = number - 1 != FILE or self._file(name) is not None
        return differences(self.document(name, number - 1) if has_earlier else "", new)

    def documents(self) -> tuple[tuple[Script, str], ...]:
        """Every script in force with its document, for an export."""
        with self._store.read() as work:
            edited = {version.script: version.document for version in work.script_versions.in_force()}
        files = {source.name: source.text for source in self._book.files.scripts}
        texts = files | edited
        return tuple((script, texts[script.name]) for script in self._book.current().scripts)

    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the book in force; nothing is looked at while no script was edited."""
        with self._store.read() as work:
            versions = work.script_versions.in_force()
        return self._book.faults(map(self._book.source, versions), self._intents) if versions else ()

    def _file(self, name: str) -> Source | None:
        return next((source for source in self._book.files.scripts if source.name == name), None)

    def _differs(self, name: str, document: str) -> bool:
        try:
            return self.opened(name).document.strip() != document.strip()
        except NotFound:
            return True

    def _checked(self, candidates: Sequence[Source]) -> list[Script]:
        """The scripts of these sources. Raises FaultyScripts.

        Faults that the book had before do not count, else one broken script would lock all others.
        """
        with self._store.read() as work:
            edited = {v.script: self._book.source(v) for v in work.script_versions.in_force()}
        present = dict(edited)
        paths = {source.path for source in candidates}
        scripts = [self._book.script(source) for source in candidates]
        faults = set(
            self._book.faults({**present, **{s.name: s for s in candidates}}.values(), self._intents)
        )
        if all(script and script.status is ScriptStatus.DRAFT for script in scripts):
            faults = {fault for fault in faults if fault.path in paths}  # nothing else changes yet
        if any(fault.path not in paths for fault in faults):
            before = set(self._book.faults(present.values(), self._intents))
            faults = {fault for fault in faults if fault.path in paths or fault not in before}
        if faults:
            raise FaultyScripts(tuple(sorted(faults)))
        return [script for script in scripts if script]

    def _add(self, work: Work, version: ScriptVersion) -> None:
        work.script_versions.add(version)
        detail = {"version": version.number, "status": version.status.value}
        work.audit.record(version.author, "script_saved", version.script, detail)
        work.events.append("script_saved", None, {"script": version.script, **detail})
