"""Words around a figure or a letter that say it is a size, and which figures sizes have."""

from __future__ import annotations

import re

_SMALL = (
    r"(?:是|都|的|了|我|她|他|个|穿|买|拿|码数?|尺码|成|到|要|号|一?[双件条]|大概|左右"
    r"|裤子|鞋子?|衣服|内衣|上衣| )*$"
)
USUALLY = re.compile(rf"(?:平时|平常|通常|一般|习惯|日常|往常|以前|之前都|一直|向来){_SMALL}")
ASKED = re.compile(rf"(?:穿|拿|拍|选|买|要|换|换成|改|改成|发|来|码数|尺码|还是|留|订){_SMALL}")
TALKS_OF_SIZES = re.compile(
    r"码|穿|平时|平常|鞋|靴|裤|服|衣|衫|裙|袄|t恤|身高|脚长|斤|kg|大一?号|小一?号|合适|偏大|偏小|宝宝|孩|娃|儿子|女儿|闺女"
)
WEARABLE = re.compile(
    r"(?:鞋|靴|拖|裤|服|衣|衫|裙|袄|恤|袜|帽|文胸|背心|马甲|外套|夹克|西装|校裤|头盔|戒指|手镯|尿不湿)$"
)
MOST_ASKED = re.compile(
    r"^(?:行|可以|大不大|小不小|合适|够|会|能|的|有|吗|还有|还是|正好|穿|码|偏|紧|松|勒|要|$|\?|？|呢|[,， ])"
)
SWAPPED = re.compile(r"^(?:的|码)?(?:换|改)(?:成|为|个)?(?:\d|x*[sl]\b|m\b)")
IS_ASKED = re.compile(r"^(?:的|有|款|规格|还有|可以|能|够|吗|x|\*|$|\?|？|,|，| )")
DIMENSION = re.compile(
    r"(?:长|宽|高|厚|深|直径|径|身高|衣长|裤长|裙长|胸围|腰围|臀围|脚长|差|离|约)(?:是|有|大概|约|:| )*$"
)
OTHER_UNIT = re.compile(
    r"^\s?(?:块|元|天|件|个|色|小时|分|秒|月|年|点|%|瓦|w|g|克|ml|毫|升|寸|层|楼|次|单(?![鞋衣子])|折|包|盒|箱|斤|kg|岁|cm|米|号[店楼线]|多|度|支)"
)
NO_LETTER_BEFORE = re.compile(r"(?:[\d'’.·&]|最|[a-z] ?-)$")
NO_LETTER_AFTER = re.compile(r"^(?:\d| ?max| ?pro| ?plus|'|\+\d|%)")

_SHOES_AND_TROUSERS = range(25, 49)
_BABIES = frozenset({52, 59, 66, 73})
_BODIES = range(80, 200, 5)


def is_a_size(raw: str) -> bool:
    """42, 38.5, 120, 66: not every figure names a size."""
    found = re.fullmatch(r"(\d{2,3})(\.5)?号?", raw)
    if not found:
        return False
    value = int(found[1])
    return value in _SHOES_AND_TROUSERS or (not found[2] and (value in _BABIES or value in _BODIES))
