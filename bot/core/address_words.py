"""Addresses as buyers write them: a chain of places that leads to a door."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.core.regions import PROVINCES

ADDRESS = "〈地址〉"

_ADMIN = "特别行政区|自治区|自治州|自治县|开发区|高新区|新区|地区|省|市|盟|区|县|旗"
_STREET = (
    "街道|大道|胡同|小区|花园|公寓|大厦|广场|家园|新村|社区|学院|大学|学校|中学|小学|医院|工业园|产业园|物流园|科技园|驿站"
    "|超市|菜鸟|中心|大楼|市场|商城|幼儿园|银行|公司|酒店|宾馆|宿舍|镇|乡|村|路|街|巷|弄|道|苑|庄|园|府|湾|里|坊|屯|厂|城"
)
_NUMBER = (
    r"(?:[\dA-Za-z]{1,5}|[一二三四五六七八九十百]{1,4})(?:[-—#－][\dA-Za-z]{1,5}){0,4}"
    r"(?:号楼|号院|号|段|栋|幢|座|单元|室|楼|层|弄|组|队|门|房|户|期|巷|院|#)"
)
_DOOR = r"[\dA-Za-z]{1,5}(?:[-—#－][\dA-Za-z]{1,5}){1,4}|\d{3,4}(?!\d|[元块年月日斤克码分])"
_TOKEN = re.compile(
    rf"(?P<number>{_NUMBER})|(?P<street>[\u4e00-\u9fff]{{1,10}}?(?:{_STREET})+)"
    rf"|(?P<admin>[\u4e00-\u9fff]{{1,10}}?(?:{_ADMIN}))|(?P<door>{_DOOR})"
)
_PROVINCE = "|".join(sorted(PROVINCES, key=len, reverse=True))
_LEAD = re.compile(
    rf".*(?:地址(?:是|为|改成|改为|换成)?|寄到|寄往|寄去|发到|发往|送到|送去|改到|改成|改为|换成|换到|住在|放到?|放在|在|到|是|往)(?=.)|.+?(?=(?:{_PROVINCE}))"
)
_TOGETHER = re.compile(r"[\s,，、/·]{0,2}[A-Za-z]{0,8}[\s]?$")
_LABELLED = re.compile(
    r"(?P<label>(?:收货|收件|详细|收货人|寄件|退货|新)?地址\s*[:：]\s*)(?P<rest>(?:(?!https?://)[^\n;；。〈]){4,80})"
)
_HINT = re.compile(
    rf"[{''.join(dict.fromkeys('省市盟区县旗镇乡村路街巷弄道苑庄园府湾坊屯厂城栋幢座厦寓院站店号室舍'))}]|地址"
)


def without_addresses(text: str) -> str:
    if not _HINT.search(text):
        return text
    text = _LABELLED.sub(_labelled, text)
    pieces: list[str] = []
    done = 0
    for chain in _chains(text):
        start, end = _edges(chain)
        if start < done:
            continue
        pieces += [text[done:start], ADDRESS]
        done = end
    return "".join([*pieces, text[done:]]) if pieces else text


def _labelled(found: re.Match[str]) -> str:
    rest = found["rest"]
    return found["label"] + ADDRESS if _HINT.search(rest) and len(rest.strip()) > 5 else found.group()


def _chains(text: str) -> Iterator[list[re.Match[str]]]:
    """Runs of places and numbers with nothing between them, where they lead to a door."""
    chain: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        if chain and not _TOGETHER.fullmatch(text[chain[-1].end() : token.start()]):
            if _is_address(chain):
                yield chain
            chain = []
        chain.append(token)
    if chain and _is_address(chain):
        yield chain


def _is_address(chain: list[re.Match[str]]) -> bool:
    """A street with a number, or a town with a street."""
    kinds = [str(token.lastgroup) for token in chain]
    streets = kinds.count("street")
    doors = (
        kinds[kinds.index("street") :].count("number") + kinds[kinds.index("street") :].count("door")
        if streets
        else 0
    )
    return bool(streets and (doors or ("admin" in kinds and kinds.index("admin") < len(kinds) - 1))) or (
        "admin" in kinds and kinds.count("number") > 1
    )


def _edges(chain: list[re.Match[str]]) -> tuple[int, int]:
    """Without what leads up to it: 麻烦改到浙江省 begins with 浙江."""
    first = chain[0]
    lead = _LEAD.match(first.group())
    return first.start() + (lead.end() if lead else 0), chain[-1].end()
