"""What buyers ask of a parcel, and what the courier shall do with it (handbook B7, B8)."""

from __future__ import annotations

from typing import Final

from bot.core.word_table import WordTable

TRACKING_QUESTIONS: Final = WordTable(
    "where",
    {
        "code": r"取件码|提货码|取货码|放哪个驿站|哪个驿站",
        "sent": r"发了[没吗么]|发没发|发货了[没吗么]|寄了[没吗么]|寄没寄|寄出[了去]|有没有(?:发|寄)"
        r"|货?走了没|发出来|发过来没|出库没|安排了没",
        "unseen": r"查不到|查无|搜不到|没有?物流|没有?信息|没显示|不显示|没有?更新",
        "number": r"单号|运单|快递号|物流号|单好|号[有发给]|给个号|有号|没号",
    },
)

REDIRECTIONS: Final = WordTable(
    "unread",
    {
        "refuse": r"拒收|拒签|拒一个|不签|不收了|没要|jushou|让.{0,6}退回|没签字|退回的件",
        "leave": r"(?<![别不])(?:放|搁|丢|挂|摆)[在到个]?.{0,4}(?:门口|门外|门边|门把|鞋柜|地垫|表箱|消防栓"
        r"|楼道|楼下|大厅|前台|物业|门卫|保安|邻居|传达室|收发室)"
        r"|(?:门卫|物业|前台|邻居|保安).{0,3}(?:代收|帮收|签收)",
        "again": r"再派|再送|再[跑来]一?[趟次]|再给我.?送|重新派|二次派|改天|改到?周|改约|晚上来"
        r"|周[一二三四五六日天]再|送单位|转送上门|先别[送来]",
        "keep": r"存|留几天|留着|压着|hold|先别派|放网点|放丰巢|驿站|自提|暂时别|自己去拿|等我电话|半个月",
        "elsewhere": r"改派|转[寄到送]|改送|换个派送|换收货|改个派送|改联系人|联系人|第二个地址"
        r"|送到?.{0,2}公司|改到|那边改|改道|送新房",
        "catch": r"拦|攔|截|追回|召回|撤回|叫回|[退拉带转掉回]回|[调掉回]头|退返|不想要|不要[了啦]|别送了"
        r"|取消|收回去|别往.{0,6}[寄走]",
    },
)
"""A wish that can't be read is asked about: it may be the goods that are wanted, so nothing is caught."""
