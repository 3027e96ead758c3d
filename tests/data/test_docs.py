"""What the documentation says exists: links, commands, HTTP calls, rules; and the repository stands alone."""

from __future__ import annotations

import json
import re
import subprocess
from functools import lru_cache

import pytest
import typer
import yaml
from click import Command, Group
from fastapi import FastAPI

from bot.bootstrap import House
from bot.cli.app import app
from bot.settings import PROJECT, Settings
from bot.web.app import create_app

API = "docs/api.md"
RULES = "docs/rules.md"
READMES = ("README.md", "README.zh-CN.md")

TEXTS = ("md", "py", "yml", "toml", "sh", "txt", "json")
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("npmmirror", "com"),
        ("yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("tuna", "tsinghua"),
        ("mirrors", "aliyun"),
        ("conda", "anaconda"),
        ("crates", "io"),
        ("rubygems", "org"),
        ("proxy", "golang"),
    )
)
OUTSIDE = "/".join(("..", "shared"))

FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!`)\[[^\]\n]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
CALLED = re.compile(r"python -m bot +([^`\n#]+)")
CODE = re.compile(r"`([^`\n]+)`")


@lru_cache(maxsize=1)
def files() -> tuple[str, ...]:
    """What is in the repository, and what is new and not ignored."""
    listing = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    listed = subprocess.run(listing, cwd=PROJECT, capture_output=True, check=True).stdout.decode()
    names = dict.fromkeys(name for name in listed.split("\0") if name)
    return tuple(name for name in names if (PROJECT / name).is_file())


def text(name: str) -> str:
    return (PROJECT / name).read_text("utf-8", errors="replace")


PAGES = [name for name in files() if name.endswith(".md")]
COMMANDS = typer.main.get_command(app)


@pytest.mark.parametrize("page", PAGES)
def test_every_relative_link_leads_somewhere(page: str) -> None:
    links = LINK.findall(FENCE.sub("", text(page)))
    assert [link for link in links if not _leads_somewhere(page, link)] == []


def _leads_somewhere(page: str, link: str) -> bool:
    if re.match(r"[a-z]+:", link):
        return True
    path, _, anchor = link.partition("#")
    target = (PROJECT / page).parent / path if path else PROJECT / page
    if not target.exists() or PROJECT not in (target.resolve(), *target.resolve().parents):
        return False
    return not anchor or anchor in map(_anchor, HEADING.findall(FENCE.sub("", target.read_text("utf-8"))))


def _anchor(heading: str) -> str:
    """As the hosts of repositories make it: lower case, no punctuation, blanks as hyphens."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_a_page_calls_exists(page: str) -> None:
    assert [fault for line in CALLED.findall(text(page)) if (fault := _fault(line))] == []


def _fault(line: str) -> str:
    """What the command line `import orders|products FILE --shop demo` has that the program does not."""
    command, words = COMMANDS, line.split()
    while isinstance(command, Group) and words and words[0] != "…":
        known = dict(command.commands)
        missing = [name for name in words[0].split("|") if name not in known]
        if missing:
            return f"{line.strip()}: no command {', '.join(missing)}"
        command = known[words.pop(0).split("|")[0]]
    options = [word.split("=")[0] for word in words if word.startswith("--")]
    unknown = [option for option in options if option not in _options(command)]
    return f"{line.strip()}: no option {', '.join(unknown)}" if unknown else ""


def _options(command: Command) -> set[str]:
    return {"--help", *(name for option in command.params for name in option.opts)}


@pytest.mark.parametrize("page", READMES)
def test_every_command_stands_in_the_readme(page: str) -> None:
    named = {command for code in CODE.findall(text(page)) for command in _spelt_out(code)}
    assert sorted(_leaves(COMMANDS) - named) == []


def _spelt_out(code: str) -> list[str]:
    """`import orders\\|products FILE` names import orders and import products."""
    first, second, *_ = *code.replace("\\|", "|").split(), "", ""
    return [first, *(f"{first} {name}" for name in second.split("|"))]


def _leaves(command: Command, path: str = "") -> set[str]:
    if not isinstance(command, Group):
        return {path}
    return {
        leaf for name, child in command.commands.items() for leaf in _leaves(child, f"{path} {name}".strip())
    }


def test_the_two_readmes_are_twins() -> None:
    english, chinese = (text(page) for page in READMES)
    assert _skeleton(english) == _skeleton(chinese)
    assert [link for link in LINK.findall(english) if link not in READMES] == [
        link for link in LINK.findall(chinese) if link not in READMES
    ]


def _skeleton(page: str) -> list[str]:
    """Headings, pictures, tables and code, without their words."""
    kinds = (match[1] for match in re.finditer(r"^(#+ |!\[|\||```|- \*\*)", page, re.MULTILINE))
    return list(kinds)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return create_app(House(Settings(home=tmp_path_factory.mktemp("home"))))


def test_every_http_call_is_documented_and_no_other(desk: FastAPI) -> None:
    documented = {
        (method.lower(), re.sub(r"{\w+}", "{}", path.split("?")[0]))
        for method, path in re.findall(r"`(GET|POST) (/[^` ]*)`", text(API))
    }
    real = {
        (method, re.sub(r"{\w+}", "{}", path))
        for path, methods in desk.openapi()["paths"].items()
        for method in methods
    }
    assert documented == real


def test_the_json_of_the_pages_is_json() -> None:
    blocks = [
        block for page in PAGES for block in re.findall(r"^```json\n(.*?)^```", text(page), re.M | re.S)
    ]
    assert all(_values(block) for block in blocks)


def _values(block: str) -> list[object]:
    """One value, or several, one after the other."""
    found: list[object] = []
    while block := block.strip():
        value, end = json.JSONDecoder().raw_decode(block)
        found.append(value)
        block = block[end:]
    return found


def test_every_rule_of_the_reply_guard_is_documented_with_its_severity() -> None:
    rules = yaml.safe_load(text("data/scripts/_forbidden.yml"))["forbidden"]
    rows = re.findall(r"^\| (`[a-z_`, ]+) \| (block|warn) \|", text(RULES), re.MULTILINE)
    documented = {(name, severity) for names, severity in rows for name in CODE.findall(names)}
    assert documented == {(rule["rule"], rule["severity"]) for rule in rules}


def test_every_row_of_the_handbook_that_is_cited_is_explained() -> None:
    cited = {row for name in files() if name.startswith(("bot/", "actions/", "data/")) for row in _rows(name)}
    explained = set(re.findall(r"^\| ([A-G]\d+) \|", text(RULES), re.MULTILINE))
    assert sorted(cited - explained) == []


def _rows(name: str) -> set[str]:
    """The rows in `handbook A6, A7`, `handbook C1-C3` and 服务手册 C1、C4."""
    if not name.endswith(TEXTS):
        return set()
    rows: set[str] = set()
    for cited in re.findall(r"(?:handbook|服务手册) ((?:[A-G]\d+(?:, |-|、)?)+)", text(name)):
        rows |= set(re.findall(r"[A-G]\d+", cited))
        for letter, first, last in re.findall(r"([A-G])(\d+)-[A-G](\d+)", cited):
            rows |= {f"{letter}{number}" for number in range(int(first), int(last) + 1)}
    return rows


@pytest.mark.parametrize("ending", TEXTS)
def test_no_file_names_a_package_registry_or_a_path_outside_the_repository(ending: str) -> None:
    found = [
        (name, wrong)
        for name in files()
        if name.endswith(f".{ending}")
        for wrong in (*REGISTRIES, OUTSIDE)
        if wrong in text(name).lower()
    ]
    assert found == []
