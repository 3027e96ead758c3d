"""Words around a figure that say what it measures, or that it measures no body."""

from __future__ import annotations

import re

from bot.nlu.entities.context import cue

MEASURED = {
    "under_bust": cue("下胸围?|下围"),
    "bust": cue("上?胸围?|上围"),
    "waist": cue("腰围?|裤腰"),
    "hip": cue("臀围?|屁股|胯围?"),
    "foot": cue("脚长|足长|脚"),
    "height": cue("身高|个子|净高|身长|(?<![度])高"),
}
WEIGHED = cue("体重|(?<![净毛承载])重|斤数|(?<!热)狗狗?|猫咪?|泰迪|金毛|柯基|毛孩子")
CHILD = re.compile(r"宝宝|宝贝|孩|娃|儿子|女儿|闺女|小朋友|妹妹|弟弟|岁|月龄|婴|新生儿")
CHILD_HEIGHT = re.compile(
    r"身高\s?(?:[5-9]\d|1[0-3]\d)(?!\d)"
    r"|(?<!\d)(?:[89]\d|1[0-3]\d)\s?(?:cm|厘米|公分)?[,， ]+\d{2}(?:\.\d)?\s?(?:斤|kg|公斤)"
)
"""A body below 140 cm is a child's."""
THING = re.compile(
    r"(?:衣长|裙长|裤长|肩宽|袖长|长|宽|厚|直径|高度|尺寸|床|窗|桌|柜|帘|屏|杯|锅|箱|包|被|毯|第|满|减|改成|拍成|换成|乘|x|\*)的?是?$"
)
GOODS = re.compile(r"(?:买|拍|要|来|发|装|共|每|一箱|一袋|净含量|净重|毛重|承重|载重|限重|称重|最大)[了的]?$")
PACKED = re.compile(
    r"^(?:装|的?(?:苹果|橘子|米|大米|茶|肉|水果|橙|面|辣椒|东西|货)|一[箱袋包盒]|多少钱|包邮|起)"
)
OTHER_UNIT = re.compile(
    r"^\s?(?:块|元|天|件|个|小时|分|秒|号|月|年|点|买|拍|卖|收|%|瓦|w|g|克|ml|毫升|升|寸|层|楼|次|单(?![鞋衣肩])|折|包|盒|箱)"
)
LASTING = re.compile(r"(?:用|穿|洗|等|保质期|过)了?$")
FURNITURE = re.compile(r"窗|床|桌|柜|帘|屏|杯|锅|沙发|门|毯|架|冰箱|洗衣机|空调|纸箱")
BUILT = re.compile(r"^(?:小个子|大个子|个子|身高|高(?![度清\d帮跟领腰端低]))")
"""After a figure: a body of that height."""
TIMES = re.compile(r"^ ?(?:乘|x|\*)")
GIVEN = re.compile(r"(?:给|收|扣|退|赔|补|还|欠|送|少|多|返|减|便宜)了?[我他她]$|[我他她]的$")
"""Before a figure that is money, though a person stands there too."""
NO_HEIGHT_AFTER = re.compile(r"^(?:开头|那个|尾|的体重|块|元|多)")
WEIGHT_AFTER = re.compile(r"^的体重")
SPEAKER = cue("我|本人|老公|老婆|他|她|妈|爸")
