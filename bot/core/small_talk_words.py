"""What friendly talk is about, so that the answer fits it (handbook A9, A13)."""

from __future__ import annotations

from typing import Final

from bot.core.word_table import WordTable

GREETINGS: Final = WordTable(
    "hello",
    {"waiting": r"人呢|人咧|人在|哪去了|在[吗么嘛不没]|还在|有人|没人|回我|回一?下|说话|理我"},
)
"""在吗 is a buyer who waits, no chatter (A1)."""

CHATTER: Final = WordTable(
    "other",
    {
        "weather_here": r"(?:你们?|您|咱们?)(?:那边?|那里|那儿|这边?|家|店里)?.{0,4}"
        r"(?:雨|雪|风|冷|热|降温|台风|天气|几度|多少度).{0,4}(?:[吗么嘛没不?]|怎么?样)",
        "down": r"分手|难过|心情不好|失眠|烦|哭|唉|水逆|生病|住院",
        "tired": r"累|困|加班|下班|熬|上班|堵车|论文|打工",
        "happy": r"生日|结婚|满月|快乐|开心|解放|周五|中奖|搬家|毕业",
        "weather": r"冷|热|冻|雨|雪|降温|台风|雾霾|四十度|零下|天气|太阳|回南天",
        "laugh": r"哈哈|嘿嘿|呵呵|笑|逗|☺",
    },
)

PRAISE: Final = WordTable(
    "goods",
    {
        "review": r"好评|五星|5星|晒图|追评|满分",
        "service": r"客服|态度|耐心|服务|售后|专业|贴心|小姐姐",
        "delivery": r"物流|快递|发货|包装",
        "again": r"回购|老顾客|下次|再来|介绍|安利|推荐给|囤",
    },
)

HESITATIONS: Final = WordTable(
    "other",
    {
        "asks_somebody": r"问问|问下|商量|老公|老婆|我妈|室友|领导|孩子|老人",
        "measures": r"量好|量下|量一|尺寸|翻件|比一比",
        "compares": r"货比|别家|对比|实体店|比比|别的款",
        "money": r"工资|手头|钱|搞活动|下个月|贵",
    },
)

UNWANTED: Final = WordTable(
    "messages",
    {
        "calls": r"电话|打了|打给|来电",
        "reminders": r"催|付款|评价|收货",
    },
)
