"""What buyers want changed, added, put together or called off (handbook B2, B3)."""

from __future__ import annotations

import re
from typing import Final

from bot.core.text import normalised
from bot.core.word_table import WordTable

NOTE_WISHES: Final = WordTable(
    "other",
    {
        "check": r"别发错|检查|挑个|挑|线头|色差|仔细|别搞混|核对|质检|拿件好|看一眼|顺不顺|拍个视频"
        r"|通上电|一顺边|瑕疵",
        "later": r"晚几天|晚[点些]再?[发寄]|以后再发|再(?:给我|帮我|让.{1,3})?[发寄]|先[别不]要?[发寄]|过完年"
        r"|先压着|压着别发|等我.{0,8}[发寄]|月底|下月|别提前|不急.{0,6}等|[号周]以?后",
        "card": r"贺卡|卡片上?写|写.{0,3}卡|落款|插的牌|祝",
        "gift": r"送人|送客户|礼品|礼盒|蝴蝶结|包漂亮|价签|吊牌|价格撕|小票|匿名|保密|外面别写"
        r"|不要显示|寄件人",
        "careful": r"包严实|压坏|泡沫|纸箱|易碎|轻拿|护角|木架|套个?箱|别折|卷筒|抽真空|独立|蛋托|当心"
        r"|小心|拆分",
        "delivery": r"放门口|门卫|代收|放.{0,3}邻居|上楼|电话|派送|送上|工作日|丰巢|物业|敲门|短信"
        r"|点[以之]?[后前]送|周[末一二三四五六日].{0,2}送|号.{0,2}送|[早晚上下]午?.{0,4}送|当天到|签收|前台|管理处|三楼"
        r"|约.{0,6}送|上门|驿站",
    },
)

_CARD_TEXT = re.compile(r"祝|快乐|幸福|平安|落款|(?:写|印)\s*[::]?\s*[^一张个卡什么啥\s]{4,}")
_PHONE = re.compile(r"1[3-9]\d{9}")
_ADDRESS = re.compile(
    r"[省市区县镇乡].{0,20}(?:路|街|巷|村|小区|花园|苑|栋|幢|号|单元|室)|(?:路|街|大道)\d+号"
    r"|\d+(?:栋|幢|号楼|单元)"
)


def gives_address(text: str) -> bool:
    """Whether the new address, or a new phone number, stands in the message itself."""
    words = normalised(text).text
    return bool(_PHONE.search(words) or _ADDRESS.search(words))


def gives_card_text(text: str) -> bool:
    """Whether the words for a card stand in the message itself."""
    return _CARD_TEXT.search(normalised(text).text) is not None


ADDRESS_PARTS: Final = WordTable(
    "address",
    {
        "phone": r"电话|手机|号码|换号|联系方式",
        "receiver": r"收件人|收货人|名字|换个人",
    },
)

AMOUNTS: Final = WordTable(
    "piece",
    {
        "fewer": r"少发|少一|改回一|改一[件箱个份]|[两三四2-9][件箱个份]改[一1]|多点了|其中一|减[一1]",
        "more": r"再?加[一二两三四五1-9].{0,3}[包件个份双箱条]|再来|多要"
        r"|改[成]?[两三四五2-9][件箱个份双条]|数量",
    },
)
"""Whether more or fewer pieces are wanted, not another piece."""

OTHER_PEOPLE: Final = WordTable(
    "own",
    {
        "other": r"室友|朋友|老伴|老公|老婆|同事|闺蜜|我妈|小号|她那单|他那单",
    },
)

MORE_TO_COME: Final = WordTable(
    "",
    {
        "yes": r"再[拍买下加要]|[还又]想?[买拍要加]|(?:要是|如果|打算|准备|想).{0,4}[拍买]|现在拍|拍下(?!的)"
        r"|加一?[件双条个]"
    },
)
"""Whether an order is spoken of that has not been placed yet."""
_ONE_OF = re.compile(r"(?:有|其中|里面|里头|退|取消)(?:[一1]单|[个一]个?订?单子?)|[一1]单(?:不|想退|退)")


def names_one_of_several(text: str) -> bool:
    """Whether one order of several is spoken of without saying which: 有一单不想要了."""
    return _ONE_OF.search(normalised(text).text) is not None


PARTING: Final = WordTable(
    "together",
    {
        "apart": r"分开(?!付)|分[两几批]|拆|先[走发寄来]|到一样发一样|不用等齐|单独发|分几件|各?分"
        r"|两个快递|五个快递",
    },
)
_TOGETHER = re.compile(r"别拆|[别不]要?分|唔好分|合")


def wants_apart(text: str) -> bool:
    words = normalised(text).text
    return not _TOGETHER.search(words) and PARTING.named(words) == "apart"


CANCELLED_FOR: Final = WordTable(
    "changed_mind",
    {
        "reorder": r"重新?[拍下]|重拍|从新下|换个号",
        "twice": r"拍重|重了|买重|点错|拍了俩|两个?单|多拍",
        "late": r"不发|等不|等半|太慢|不想等|明天出发",
        "sold_out": r"缺货|没.{0,3}色|没货",
    },
)
"""Why an order is called off, as far as it is said."""
