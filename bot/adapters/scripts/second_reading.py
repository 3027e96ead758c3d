"""The guard's second reading: its kinds and judged replies in data/guard, and what was learned from them."""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from bot.adapters.scripts.book import BrokenBook
from bot.adapters.scripts.documents import read_source
from bot.core.disguises import legible, plain
from bot.core.script_sources import Fault
from bot.core.second_reading import Kinds, SecondReading, read_kinds
from bot.nlu.reply_reader import RECIPE, JudgedReply, ReplyReader
from bot.nlu.simplified import simplified

KINDS, JUDGED = "kinds.yml", "judged"
LEARNS_FROM = "plain"
"""The view of a text that the guard hands to the second reading: it must learn from the same."""
_log = logging.getLogger(__name__)


def load_second_reading(data: Path, kept: Path, *, without: Collection[str] = ()) -> SecondReading:
    """Learns from the judged replies below `data`, or reads from the folder `kept` what it had learned.

    `without`: names of files not to learn from, which are to measure it. Raises BrokenBook for files of a
    wrong shape.
    """
    folder = data / "guard"
    files = tuple(path for path in sorted((folder / JUDGED).glob("*.jsonl")) if path.stem not in without)
    state = sha256(repr((*RECIPE, LEARNS_FROM)).encode())
    for path in (folder / KINDS, *files):
        state.update(path.read_bytes())
    return _second_reading(folder / KINDS, files, kept / f"{state.hexdigest()[:16]}.npz")


@lru_cache(maxsize=4)
def _second_reading(kinds_file: Path, files: tuple[Path, ...], kept: Path) -> SecondReading:
    """`kept` names the state of the files: learning from them takes seconds."""
    root = kinds_file.parents[2]
    kinds, faults = read_kinds(read_source(kinds_file, root))
    if kept.exists() and not faults:
        return SecondReading(kinds, ReplyReader.load(kept))
    replies, judged_faults = read_judged(files, kinds, root)
    if faults or judged_faults:
        raise BrokenBook(faults + judged_faults)
    _log.warning("The reply guard learns from %d judged replies, once: half a minute.", len(replies))
    reader = ReplyReader.of(replies)
    _keep(reader, kept)
    return SecondReading(kinds, reader)


def read_judged(files: Iterable[Path], kinds: Kinds, root: Path) -> tuple[list[JudgedReply], list[Fault]]:
    """JSON Lines of text, verdict (good | bad) and, of a bad one, rule: a kind's name or a rule's."""
    replies: dict[str, JudgedReply] = {}
    faults = []
    for path in files:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            judged = json.loads(line)
            kind = kinds.of(judged["rule"] if judged["verdict"] == "bad" else "")
            if kind is None:
                faults.append(
                    Fault(
                        str(path.relative_to(root)),
                        f"line {number} names the unknown kind {judged['rule']!r}",
                    )
                )
                continue
            replies.setdefault(judged["text"], JudgedReply(_as_read(judged["text"]), kind))
    return list(replies.values()), faults


def _as_read(text: str) -> str:
    return plain(legible(text, simplified)).text


def _keep(reader: ReplyReader, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{path.name}.{token_hex(4)}")
        reader.save(fresh)
        fresh.replace(path)
    except OSError:
        _log.warning("What the reply guard learned can't be kept in %s: each start learns it.", path.parent)
