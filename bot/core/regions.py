"""China's 34 provinces, and an address taken apart as far as delivery questions need it."""

from __future__ import annotations

import re
from dataclasses import dataclass

PROVINCES = {
    "北京": "北京市",
    "天津": "天津市",
    "上海": "上海市",
    "重庆": "重庆市",
    "河北": "河北省",
    "山西": "山西省",
    "辽宁": "辽宁省",
    "吉林": "吉林省",
    "黑龙江": "黑龙江省",
    "江苏": "江苏省",
    "浙江": "浙江省",
    "安徽": "安徽省",
    "福建": "福建省",
    "江西": "江西省",
    "山东": "山东省",
    "河南": "河南省",
    "湖北": "湖北省",
    "湖南": "湖南省",
    "广东": "广东省",
    "海南": "海南省",
    "四川": "四川省",
    "贵州": "贵州省",
    "云南": "云南省",
    "陕西": "陕西省",
    "甘肃": "甘肃省",
    "青海": "青海省",
    "台湾": "台湾省",
    "内蒙古": "内蒙古自治区",
    "广西": "广西壮族自治区",
    "西藏": "西藏自治区",
    "宁夏": "宁夏回族自治区",
    "新疆": "新疆维吾尔自治区",
    "香港": "香港特别行政区",
    "澳门": "澳门特别行政区",
}
"""Short name -> official name."""

MUNICIPALITIES = frozenset({"北京", "天津", "上海", "重庆"})
ONE_CITY = MUNICIPALITIES | {"香港", "澳门"}

# A bare short name also begins street names (北京路) and places elsewhere (海南藏族自治州), so it counts
# only where an administrative place follows.
PROVINCE = re.compile(
    "|".join(
        rf"(?P<p{i}>{official}|{short}省|{short}自治区|{short}(?=$|[\s,，]|(?!藏族|蒙古族).{{0,10}}[市区县州盟旗]))"
        for i, (short, official) in enumerate(PROVINCES.items())
    )
)
CITY = re.compile(r"[^区县路街号\s]{1,8}?(?:市|盟|自治州)|[^区县路街号\s]{1,6}地区")
BARE_CITY = re.compile(r"(新乡|萍乡|景德镇|[^\s\d区县路街道号]{1,5}[^\s\d区县路街道号镇乡村])\s+(?=\S)")
DISTRICT = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:(?<!小)区|县|旗|(?<!门)市)(?![路街道场])")
NO_CITY = re.compile(r"(?:市辖区|(?:省|自治区)直辖县级行政区划)\s*")
POSTCODE = re.compile(r"(?:\s*[(（]\d{6}[)）])+$")


@dataclass(frozen=True)
class Address:
    """An address in three parts; what could not be told stays empty and its text in `rest`."""

    province: str = ""
    city: str = ""
    rest: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.province, self.city, self.rest) if part)


def short_province(text: str) -> str:
    """浙江 for 浙江省, 浙江 or an address that begins so; empty when no province is named."""
    match = PROVINCE.match(text.strip())
    return list(PROVINCES)[int(str(match.lastgroup)[1:])] if match else ""


def split_address(text: str) -> Address:
    """Province and city with their official names in front of the rest; a postcode at the end is dropped."""
    line = POSTCODE.sub("", " ".join(text.split()))
    match = PROVINCE.match(line)
    if not match:
        city, rest = _city_first(line)
        return Address("", city, rest)
    short = short_province(line)
    after = line[match.end() :].lstrip(" ,，")
    if short in ONE_CITY:
        city, rest = _own_city(short, after)
    else:
        city, rest = _city_first(_without_fillers(after), province=PROVINCES[short])
    return Address(PROVINCES[short], city, _without_fillers(rest))


def district(rest: str) -> str:
    """The district or county an address begins with, after its city; empty where it names none."""
    match = DISTRICT.match(rest.strip())
    return match.group() if match else ""


def _own_city(short: str, after: str) -> tuple[str, str]:
    """A municipality is its own city; exports repeat its name or write 市辖区 in the city's place."""
    official = PROVINCES[short]
    return official, after.removeprefix(official).lstrip()


def _city_first(text: str, province: str = "") -> tuple[str, str]:
    if match := CITY.match(text):
        return match.group(), text[match.end() :].lstrip()
    if province.startswith("吉林") and text.startswith("市"):  # 吉林市船营区, the province left out
        return "吉林市", text.removeprefix("市").lstrip()
    if province and (match := BARE_CITY.match(text)):
        return match.group(1), text[match.end() :]
    return "", text


def _without_fillers(text: str) -> str:
    while match := NO_CITY.match(text):
        text = text[match.end() :]
    return text
