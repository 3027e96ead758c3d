"""Scripts as files: CSV for other shop tools, YAML in our own form, one file or a folder of them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from bot.adapters.scripts.documents import read_text
from bot.core.fact_labels import FactLabels
from bot.core.imports import UnreadableFile
from bot.core.quick_phrases import QuickPhrase, wording_name
from bot.core.scripts import Script, ScriptStatus

HEADER = ("快捷短语", "场景/分组", "内容")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be calculated by a spreadsheet."""
LARGEST = 5_000_000
"""Bytes of a YAML file that are read."""
_BETWEEN = re.compile(r"^---[ \t]*$", re.MULTILINE)


def write_csv(path: Path, rows: Iterable[Sequence[str]], encoding: str) -> int:
    """How many rows there are below the header."""
    listed = list(rows)
    path.write_bytes(written_csv(listed).encode(encoding))
    return len(listed)


def written_csv(rows: Iterable[Sequence[str]]) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(HEADER)
    for row in rows:
        writer.writerow([defused(cell) for cell in row])
    return file.getvalue()


def phrase_rows(
    scripts: Iterable[Script],
    phrases: Iterable[QuickPhrase],
    names: Mapping[str, str],
    labels: FactLabels,
) -> Iterator[tuple[str, str, str]]:
    """Every active wording, named so that an import knows it again; then the quick phrases.

    `names` are the intents' Chinese names.
    """
    for script in scripts:
        if script.status is ScriptStatus.ACTIVE:
            for variant, texts in enumerate(one.texts for one in script.variants):
                for wording, text in enumerate(texts):
                    group = names.get(script.intent, script.scene)
                    yield wording_name(script.name, variant, wording), group, labels.for_people(text)
    for phrase in phrases:
        yield phrase.shortcut, phrase.group, phrase.text


def defused(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def write_yaml(path: Path, scripts: Iterable[tuple[Script, str]]) -> int:
    """One file with a document per script, or below a folder the files of data/scripts."""
    scripts = tuple(scripts)
    if path.suffix in (".yml", ".yaml"):
        path.write_text("---\n".join(_ended(text) for _, text in scripts), encoding="utf-8")
        return len(scripts)
    for script, text in scripts:
        target = path / script.scene / f"{script.name}.yml"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_ended(text), encoding="utf-8")
    return len(scripts)


def read_yaml(path: Path) -> dict[str, str]:
    """The documents of a file or a folder by their scripts' names. Raises UnreadableFile."""
    documents: dict[str, str] = {}
    for file in sorted(path.glob("*/*.yml")) if path.is_dir() else [path]:
        for line, text in _documents(file):
            name = _name(text)
            if name is None:
                raise UnreadableFile(f"{file.name}, line {line}: this is no script (docs/scripts.md)")
            if name in documents:
                raise UnreadableFile(f"{file.name}, line {line}: the script {name} stands twice")
            documents[name] = text
    if not documents:
        raise UnreadableFile(f"{path.name}: there is no script in it")
    return documents


def _documents(file: Path) -> Iterator[tuple[int, str]]:
    """(line, text) of each document of a file."""
    if file.stat().st_size > LARGEST:
        raise UnreadableFile(f"{file.name} has more than {LARGEST} bytes")
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFile(f"{file.name} is not in UTF-8") from None
    start = 0
    for match in (*_BETWEEN.finditer(text), None):
        end = match.start() if match else len(text)
        document = text[start:end].lstrip("\n")
        if document.strip():
            yield text.count("\n", 0, end - len(document)) + 1, _ended(document)
        start = match.end() if match else end


def _name(text: str) -> str | None:
    document = read_text(text, "", "", "").document
    if isinstance(document, Mapping):
        name = document.get("script")
    else:
        found = re.search(
            r"^script: *([a-z][a-z0-9_]*) *$", text, re.MULTILINE
        )  # the checker says what is wrong
        name = found[1] if found else None
    return name if isinstance(name, str) and re.fullmatch(r"[a-z][a-z0-9_]*", name) else None


def _ended(text: str) -> str:
    return text.rstrip("\n") + "\n"
