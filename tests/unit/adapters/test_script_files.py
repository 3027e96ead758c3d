from __future__ import annotations

from pathlib import Path

import pytest

from bot.adapters.scripts.book import BrokenBook, load_book, load_guard, read_sources
from bot.adapters.scripts.documents import read_source
from bot.adapters.scripts.intents import load_intents

FACTS = "from: {shop: shop}\nshop.name: {means: name, type: text, given: always, example: x}\n"


def book(tmp_path: Path, **files: str) -> Path:
    """A data folder with these script files; `__` stands for the folder."""
    for name, text in {"_facts": FACTS, **files}.items():
        path = tmp_path / "scripts" / f"{name.replace('__', '/')}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"script: a\nscript: b\n", "the key 'script' stands twice"),
        (b"script: [", "flow"),
        ("script: 你好".encode("gb18030"), "utf-8"),
    ],
)
def test_a_file_that_is_no_strict_yaml_is_a_fault_in_one_line(
    tmp_path: Path, content: bytes, fault: str
) -> None:
    path = tmp_path / "broken.yml"
    path.write_bytes(content)
    source = read_source(path, tmp_path)
    assert fault in source.fault
    assert "\n" not in source.fault
    assert source.document is None


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    assert "No such file" in read_source(tmp_path / "none.yml", tmp_path).fault


def test_yaml_can_not_make_objects(tmp_path: Path) -> None:
    path = tmp_path / "evil.yml"
    path.write_text("a: !!python/object/apply:os.getcwd []", encoding="utf-8")
    assert "python/object/apply" in read_source(path, tmp_path).fault


def test_scripts_are_named_by_folder_and_file(tmp_path: Path) -> None:
    data = book(tmp_path, talk__greet="script: greet\n", size__which="script: which\n")
    found = [(source.scene, source.name) for source in read_sources(data).scripts]
    assert found == [("size", "which"), ("talk", "greet")]


def test_a_book_of_broken_files_names_all_of_them(tmp_path: Path) -> None:
    data = book(tmp_path, talk__a="script: a\n", talk__b="- 1\n")
    with pytest.raises(BrokenBook) as broken:
        load_book(data)
    assert {Path(fault.path).stem for fault in broken.value.faults} == {"a", "b"}
    assert "lacks 'intent'" in str(broken.value)


def test_broken_guard_rules_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenBook, match="unknown key"):
        load_guard(book(tmp_path, _forbidden="forbiden: []\n"))


@pytest.mark.parametrize(
    "text", ["", "intents: 3", "intents: [{name: a}]", "intents: [{name: a, zh: b, unattended: x, means: c}]"]
)
def test_a_broken_list_of_intents_is_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "intents.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="is no list of intents"):
        load_intents(path)
