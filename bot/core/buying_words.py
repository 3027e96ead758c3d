"""What buyers ask around ordering and paying, beyond the intent (handbook A14, A15)."""

from __future__ import annotations

import re
from typing import Final

from bot.core.text import normalised
from bot.core.word_table import WordTable

ORDERING_QUESTIONS: Final = WordTable(
    "steps",
    {
        "top_up": r"补差|补邮|补运费|差价",
        "apart": r"两个(?:收货)?地址|两个收件人|不同人|几个包裹|各寄",
        "note": r"备注|留言|写在|填到哪|信息填|印.{0,3}填",
        "mine": r"帮我(?:下单|拍)|替我",
        "together": r"[两俩二三四五几]个?(?:颜色|色|尺码|码|款)|一样一|各一|一[件条双套].{1,4}一[件条双套]"
        r"|一起|购物车|一单里|混合|各要|分开拍|几样",
        "how_many": r"几[份件次个条双]|多少份|数量|拍一|拍[两二三四]|够不|够吗",
        "option": r"选|规格|选项|套餐|哪[条个]|颜色分类|尺寸|码",
        "link": r"链接|在哪|哪里|搜|找到|找不到",
    },
)
"""Where someone who wants to order is stuck."""

PAYMENT_QUESTIONS: Final = WordTable(
    "ways",
    {
        "on_delivery": r"快递员.{0,3}[现钱]|货到|到付|收到货再|见货|到货再付|装好了?再付|先用后付"
        r"|先享后付|先付一半",
        "off_platform": r"直接转|私转|(?:微信|支付宝)转|转[你您给]|打[钱款]"
        r"|对公|转账|汇款|收款码|扫你们|公账|哪个账号|现金",
        "friend": r"代付|帮我付|替.{0,3}付|亲情卡|朋友.{0,2}付|老公.{0,2}付",
        "failing": r"付不[了出成上]|失败|闪退|转圈|卡住|异常|风险|限额|系统繁忙|没反应|点不动|处理中"
        r"|灰的|入口没|退回来|打不开|收不到|没动静",
        "deadline": r"多久之内|倒计时|明天付|保留几天|超时|来得及",
        "instalment": r"分期|花呗|白条|免息|信用卡|月付|分\d+期|几期|下个月再还|分半年",
    },
)

INVOICE_QUESTIONS: Final = WordTable(
    "possible",
    {
        "untrue": r"金额.{0,4}(?:大|多)|多开|日期.{0,6}上个月|名目|内容能写|办公用品|大类",
        "special": r"专票|专用发票|一般纳税",
        "amend": r"错|重开|从新开|重新开|换成|改抬头|红冲|没盖章|打不开|过期|再发|寄丢|开成普票",
        "chase": r"没收到|还没(?:开|给|发|来|到|收)|怎么没(?:给|发|来)|没给我"
        r"|没开|催|到底出没|没见发票|什么时候出|什么时候给|发票呢|啥时候给",
    },
)

_WHAT_TO_PAY = re.compile(
    r"[要应该需实得咋]付|怎么付[^款]|付(?:多少|几)|付款?.{0,3}多少|要交多少|收我|[总一]共|合计"
)


def asks_what_to_pay(text: str) -> bool:
    return _WHAT_TO_PAY.search(normalised(text).text) is not None


CONFIRMATIONS: Final = WordTable(
    "asks",
    {
        "confirms": r"没错(?!吧)|无误|正确(?!吗)|对的|都对|没问题(?!吧)|没写错|确认(?!下|一下|吗)$"
        r"|就寄这|就这个地址",
    },
)
"""A buyer who says that all is right, not one who asks for it."""
