"""Edits of a script put into its YAML text, so that everything else stays as it was written.

Only the touched values are replaced, which keeps comments and makes the history easy to read. A document of
a shape that can't be patched so is written anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from bot.adapters.scripts.documents import read_text
from bot.core.script_edits import Edit
from bot.core.script_sources import Document


class _Patch(NamedTuple):
    start: int
    end: int
    text: str


def rewritten(text: str, edit: Edit) -> str:
    """`text` must be a script that could be read."""
    document: Any = read_text(text, "", "", "").document
    wanted = _edited(document, edit)
    patched = _patched(text, edit)
    return patched if read_text(patched, "", "", "").document == wanted else written(wanted)


def written(document: Document) -> str:
    """In our own style: one fact or condition mapping a line, the rest in blocks."""
    return yaml.dump(
        _flowing(document), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=float("inf")
    )


def _edited(document: Document, edit: Edit) -> dict[str, Any]:
    edited = dict(document)
    if edit.status:
        edited["status"] = edit.status.value
    variants = [dict(variant) for variant in document["variants"]]
    for place, texts in edit.texts.items():
        variants[place].pop("text", None)
        variants[place]["texts"] = list(texts)
    cases = [dict(case) for case in document["cases"]]
    for place, expected in edit.expects.items():
        cases[place]["expect"] = expected
    for place, facts in edit.added_facts.items():
        cases[place]["facts"] = {**cases[place]["facts"], **facts}
    return {**edited, "variants": variants, "cases": cases}


def _patched(text: str, edit: Edit) -> str:
    root = yaml.compose(text, yaml.SafeLoader)  # its marks count characters, the C loader's do not
    assert isinstance(root, yaml.MappingNode), "only scripts that could be read are edited"
    for patch in sorted(_patches(root, edit), reverse=True):
        text = text[: patch.start] + patch.text + text[patch.end :]
    return text


def _patches(root: yaml.MappingNode, edit: Edit) -> Iterator[_Patch]:
    if edit.status:
        _, status = _entry(root, "status")
        yield _Patch(status.start_mark.index, status.end_mark.index, edit.status.value)
    variants, cases = _entry(root, "variants")[1].value, _entry(root, "cases")[1].value
    for place, texts in edit.texts.items():
        yield _texts_patch(variants[place], texts)
    for place, expected in edit.expects.items():
        _, said = _entry(cases[place], "expect")
        yield _Patch(said.start_mark.index, said.end_mark.index, _scalar(expected))
    for place, facts in edit.added_facts.items():
        _, known = _entry(cases[place], "facts")
        more = ", ".join(f"{name}: {_scalar(value)}" for name, value in facts.items())
        end = known.end_mark.index - 1  # before the closing brace
        yield _Patch(end, end, f", {more}" if known.value else more)


def _texts_patch(variant: yaml.MappingNode, texts: tuple[str, ...]) -> _Patch:
    name = next(key.value for key, _ in variant.value if key.value in ("text", "texts"))
    key, value = _entry(variant, name)
    if variant.flow_style:
        inside = ", ".join(_quoted(text) for text in texts)
        return _Patch(key.start_mark.index, value.end_mark.index, f"texts: [{inside}]")
    items = value.value if isinstance(value, yaml.SequenceNode) and not value.flow_style else [value]
    indent = " " * (key.start_mark.column + 2)
    lines = "".join(f"\n{indent}- {_scalar(text)}" for text in texts)
    return _Patch(key.start_mark.index, items[-1].end_mark.index, f"texts:{lines}")


def _entry(mapping: yaml.MappingNode, name: str) -> tuple[yaml.Node, yaml.Node]:
    return next((key, value) for key, value in mapping.value if key.value == name)


def _scalar(value: object) -> str:
    """As it may stand in flow and in block style alike."""
    inside = yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, width=float("inf"))
    return str(inside.strip()[1:-1])


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


class _Flow(dict[str, Any]):
    """A mapping on one line."""


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)  # lists stand indented below their key


_Dumper.add_representer(
    _Flow,
    lambda dumper, mapping: dumper.represent_mapping("tag:yaml.org,2002:map", mapping, flow_style=True),
)


def _flowing(document: Document) -> dict[str, Any]:
    def flow(item: Any, key: str) -> Any:
        return {**item, key: _Flow(item[key])} if key in item else item

    variants = [flow(variant, "when") for variant in document["variants"]]
    return {**document, "variants": variants, "cases": [flow(case, "facts") for case in document["cases"]]}
