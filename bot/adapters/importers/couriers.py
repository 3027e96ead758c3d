"""Couriers: KUAIDI100's code -> the name buyers know."""

from __future__ import annotations

COURIERS = {
    "yuantong": "圆通速递",
    "zhongtong": "中通快递",
    "yunda": "韵达快递",
    "shentong": "申通快递",
    "jtexpress": "极兔速递",
    "shunfeng": "顺丰速运",
    "ems": "EMS",
    "youzhengguonei": "邮政快递包裹",
    "youzhengbk": "邮政标准快递",
    "jd": "京东物流",
    "debangkuaidi": "德邦快递",
    "debangwuliu": "德邦物流",
    "huitongkuaidi": "百世快递",
    "danniao": "丹鸟",
    "zhaijisong": "宅急送",
    "tiantian": "天天快递",
    "youshuwuliu": "优速快递",
    "annengwuliu": "安能物流",
    "kuayue": "跨越速运",
    "yimidida": "壹米滴答",
    "zhongtongkuaiyun": "中通快运",
    "shunfengkuaiyun": "顺丰快运",
    "suning": "苏宁物流",
}


def courier_name(text: str) -> str:
    """The Chinese name for a code; names and unknown codes stay as they are."""
    stripped = text.strip()
    return COURIERS.get(stripped.lower(), stripped)
