"""What buyers say around refunds and returns, beyond the intent (handbook C1-C3)."""

from __future__ import annotations

import re
from typing import Final

from bot.core.placeholders import PICTURE
from bot.core.text import normalised
from bot.core.word_table import WordTable

POLICY_QUESTIONS: Final = WordTable(
    "may",
    {
        "address": r"地址|寄到?哪|寄去哪|退到?哪|退回哪|哪个仓|收件人|寄给谁",
        "postage": r"运费|邮费|快递费|物流费|到付|包邮|谁出|谁掏|谁付|要钱不|收费",
        "days": r"几天|多少天|多久|多长时间|七天|7天|十五天|15天|期限|哪天|过了.{0,4}天",
        "parcel": r"放.{0,3}(?:纸条|什么|啥)|写(?:什么|啥)|哪家快递|什么快递|赠品|原包装|鞋盒|盒子",
        "how": r"怎么|咋|流程|步骤|哪里申请|在哪.{0,2}申请|先申请|填在哪|如何",
    },
)
"""A question about the rules: may I, how, until when, who pays, where to."""

MISTAKES: Final = WordTable(
    "unclear",
    {
        "extra": r"多发|发重|多了一|多给|多寄",
        "gift": r"赠|送的|小样|满赠|贺卡|卡片|奖品",
        "wrong": r"错|不是我|别人的|货不对|不一样|不一致|不符|左脚|右手|左手|来的?是|来了个|发成|拿成"
        r"|给的?是",
        "missing": r"少|漏|缺|没放|没给|没收到|没看见|没在|没有|没装|不见|空|只[有到来]|才[两一二三四五六]"
        r"|就[有来到俩]"
        r"|咋就|呢$",
    },
)
"""What is wrong with the contents of a parcel."""

COMPENSATION_FOR: Final = WordTable(
    "flaw",
    {
        "late": r"迟|晚|超时|延误|耽误|等了|拖|未按|还不发|不发货|还没发|没发货",
        "missing": r"少|漏|缺|弄丢|丢了",
        "damage_done": r"看医生|医药费|过敏|烧了|染|误工|打车|精神|损失|三倍|退一赔|假一",
    },
)
"""What a compensation is wanted for; `damage_done` goes beyond the goods, a supervisor's matter."""

INSURANCE_QUESTIONS: Final = WordTable(
    "have",
    {
        "unpaid": r"没赔|一毛|没到账|没收到|失败|拒保|不够|才赔|剩下的",
        "how_much": r"多少|几块|几元|首重|全赔|够不够|赔几",
        "when": r"多久|几天|什么时候|啥时候|到账|理赔|怎么赔|自动|打到哪",
        "exchange": r"换货|换码",
        "cancel": r"不要运费险|去掉|取消运费险",
    },
)

_NO_FAULT = re.compile(r"(?:没有?|不是|无|不算)(?:什么|任何|啥)?(?:质量|瑕疵|坏|破|毛病|问题)")
_FAULT = re.compile(
    r"质量|瑕疵|毛病|坏|破[了损洞个皮]|有洞|裂|断了|碎|开线|脱线|开胶|脱胶|污渍|油渍|掉色|褪色|起球|钻毛"
    r"|勾丝|异味|发霉"
    r"|发错|错发|少发|漏发|少件|不符|假货|假的|色差|不一样|描述"
)


SPOILT: Final = WordTable(
    "none",
    {
        "tag_off": r"吊牌(?:(?!没|还).){0,3}(?:剪|拆|扯|撕|掉|丢|扔|没了|不在|不见|找不)"
        r"|(?<![没未别不先])[剪拆扯撕扔][了掉].{0,2}吊牌",
        "washed": r"(?<![没未有])(?:洗了(?!吗|么|没)|洗过|下[了过]水|过[了过]水)",
        "worn": r"(?<![没未有试])(?:穿[了过](?:[一两几三半]|好几)[天次回周]|穿过(?!一下)|穿出去|穿去)",
        "soiled": r"弄脏|蹭脏|(?<![没未有])(?:沾[到了上]|蹭[到了上])",
        "altered": r"改[了过短]裤?[脚长]?|裁[短了]|锁[了过]?边",
        "opened": r"(?<![没未有不别])(?:拆[了开过]|拆封|拆包|开封|试[了穿过])",
    },
)
"""What the buyer did with the goods that ends a no-reason return; opening does so for hygiene goods alone."""

_PICTURE_TOLD = re.compile(
    r"(?:照片|图片?|视频)[^没不怎]{0,4}(?:发|传|拍)[^没不]{0,3}了(?!吗|么|没)"
    r"|(?:发|传)(?:了|过|过去了?)[^吗么没]{0,3}(?:照片|图|视频)"
)


def tells_of_picture(text: str) -> bool:
    """Whether the buyer says that pictures were sent."""
    return _PICTURE_TOLD.search(normalised(text).text) is not None


def names_fault(text: str) -> bool:
    """Whether the goods are said to be faulty, wrong or not as described, in so many words."""
    return _FAULT.search(_NO_FAULT.sub("", normalised(text).text)) is not None


_IN_HAND = re.compile(
    r"收到|到了|到货|拿到|签收|拆|穿|试|洗|小了|大了|紧|松|勒|挤|肥|短了|长了|偏[大小]|不合[适身脚]|寄回|新的|照片|图片"
)


def has_goods_in_hand(text: str) -> bool:
    """Whether somebody who wants an exchange speaks of goods that have arrived or of a fault."""
    return _IN_HAND.search(normalised(text).text) is not None or names_fault(text) or holds_picture(text)


def holds_picture(text: str) -> bool:
    return PICTURE in normalised(text).text
