"""Numbers that lead to a person, told apart by their form and by the words in front of them."""

from __future__ import annotations

import re

from bot.core.identity_numbers import is_identity_number, resembles_identity_number

PHONE, IDENTITY, ORDER, PARCEL, ACCOUNT = "〈电话〉", "〈证件号〉", "〈订单号〉", "〈运单号〉", "〈账号〉"

_GAP = r"[ \-—_.·]?"
_MOBILE = re.compile(
    rf"(?<![\d.])(?:\+?86{_GAP})?1[3-9]\d(?:{_GAP}\d{{4}}{_GAP}\d{{4}}|\d{{1}}{_GAP}\d{{3}}{_GAP}\d{{4}}"
    rf"|{_GAP}\d{{3}}{_GAP}\d{{5}}|(?: \d){{8}}|{_GAP}\d{{8}})(?![\d])"
    r"|(?<!\d)1 [3-9](?: \d){9}(?!\d)"
    r"|(?<!\d)1[3-9]\d[*＊xX]{4,6}\d{2,4}(?!\d)"
    r"|(?<!\d)(?:0\d{2,3}[- ]\d{7,8}|0(?:10|2\d|[3-9]\d{2})\d{7,8}|[48]00-\d{3,4}-\d{3,4})(?!\d)"
)
_SPOKEN = "零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖"
_SPOKEN_MOBILE = re.compile(
    rf"[一幺壹1][三四五六七八九叁肆伍陆柒捌玖3-9][{_SPOKEN}\d]{{9}}"
    rf"|[一幺壹][三四五六七八九叁肆伍陆柒捌玖](?:[ -]?[{_SPOKEN}]){{9}}"
)
_TOLD_PHONE = re.compile(
    r"(?P<told>(?:电话|手机号?|座机|号码|尾号)(?:改成|换成|是|为)?\s*[:：]?\s*)(?:\d{7,8}|(?<=尾号)\d{4}|(?<=尾号是)\d{4})(?!\d)"
)
_IDENTITY = re.compile(r"(?<![\dA-Za-z])[1-9]\d{5} ?\d{4} ?\d{4} ?\d{3}[\dXx](?![\dA-Za-z])")
_TOLD_IDENTITY = re.compile(
    r"(?P<told>(?:身份证号?码?|证件号码?|护照号?码?|税号|信用代码)(?:是|为)?\s*[:：]?\s*)[A-Za-z]?\d[\dA-Za-z]{7,19}"
)
_CARD = re.compile(r"(?<!\d)\d{4}(?:[ -]\d{4}){3,4}(?:[ -]?\d{1,3})?(?!\d)")
_PARCEL = re.compile(
    r"(?<![A-Za-z\d])(?:SF|YT|JT|JD[VXK]?[A-Z]{0,2}|ZTO|STO|YD|DPK|DB|KY|EMS|LP|CNS?)\d{9,17}(?!\d)"
    r"|(?<![A-Za-z\d])[A-Z]{2}\d{9}CN(?![A-Za-z\d])",
    re.IGNORECASE,
)
_LONG = re.compile(r"(?<![\d.])(?:\d{6}-\d{15}|\d{8,40})(?![\d])")
_TOLD_ACCOUNT = re.compile(
    r"(?P<told>(?:微信号?|薇信|威信|卫星号?|[vVｖ]信|(?<![A-Za-z])(?:vx|wx|wechat)(?![A-Za-z])|(?<![A-Za-z])qq号?|扣扣号?|企鹅号?"
    r"|支付宝(?:账号|帐号|号)?|旺旺号?|(?:账|帐)[号户]|(?<=加)[我你]?[vVqQ](?![A-Za-z])|抖音号|小红书号|会员名|用户名|昵称|旺旺名)"
    r"(?:是|为|叫|改成|加)?\s*[:：]?\s*)(?P<account>[A-Za-z\d][A-Za-z\d_\-]{4,29})",
    re.IGNORECASE,
)
_AN_ACCOUNT = re.compile(
    r"微信|微|信|vx|wx|qq|扣|企鹅|支付宝|账[号户]|帐[号户]|卡号|银行卡|开户", re.IGNORECASE
)
_A_PARCEL = re.compile(
    r"运单|快递|物流|单号|包裹|顺丰|中通|圆通|韵达|申通|邮政|极兔|京东物流|德邦|EMS", re.IGNORECASE
)
_AN_ORDER = re.compile(r"订单|order|交易号|tid", re.IGNORECASE)
_AN_ITEM = re.compile(
    r"(?:[?&](?:id|itemid|item_id|goods_id|skuid|sku_id)=|/item/|(?:商品|宝贝|货)\s*(?:ID|编号|编码|号)\s*[:：]?\s*|jd\.com/)$",
    re.IGNORECASE,
)
BARCODE_DIGITS = 13
_WORDS_BEFORE = 14
_MASKS = re.compile(r"〈[^〈〉]*〉|^[^〈〉]*〉")
"""Whole ones, and the end of one that a window cuts."""
_DIGIT, _FULL_WIDTH = re.compile("[0-9]"), re.compile("[０-９]")
_NARROW = {ord("０") + digit: str(digit) for digit in range(10)}


def without_personal_numbers(text: str) -> str:
    """Of numbers without such words only those go that are as long as telephones, parcels and orders are."""
    if _FULL_WIDTH.search(text):
        text = text.translate(_NARROW)
    if not _DIGIT.search(text) and not _SPOKEN_MOBILE.search(text):
        return _TOLD_ACCOUNT.sub(_account, text)
    text = _IDENTITY.sub(_identity, text)
    text = _TOLD_IDENTITY.sub(rf"\g<told>{IDENTITY}", text)
    text = _PARCEL.sub(PARCEL, text)
    text = _TOLD_ACCOUNT.sub(_account, text)
    text = _MOBILE.sub(PHONE, text)
    text = _SPOKEN_MOBILE.sub(PHONE, text)
    text = _CARD.sub(ACCOUNT, text)
    text = _without_long(text)
    return _TOLD_PHONE.sub(rf"\g<told>{PHONE}", text)


def _account(found: re.Match[str]) -> str:
    return found["told"] + ACCOUNT


def _identity(found: re.Match[str]) -> str:
    plain = found.group().replace(" ", "")
    is_one = is_identity_number(plain) or resembles_identity_number(plain)
    return IDENTITY if is_one else found.group()


def _without_long(text: str) -> str:
    """What stands in front of a number is read as it will be kept: masked once more, nothing changes."""
    kept, done = "", 0
    for found in _LONG.finditer(text):
        kept += text[done : found.start()]
        kept += _long(found.group(), _MASKS.sub("", kept[-_WORDS_BEFORE:]))
        done = found.end()
    return kept + text[done:]


def _long(number: str, before: str) -> str:
    if _AN_ITEM.search(before):
        return number
    if _AN_ORDER.search(before):
        return ORDER
    if _A_PARCEL.search(before):
        return PARCEL
    if _AN_ACCOUNT.search(before):
        return ACCOUNT
    if len(number) >= 16:
        return ACCOUNT if number.startswith("62") and len(number) <= 19 else ORDER
    is_barcode = len(number) == BARCODE_DIGITS and number.startswith("69")
    return PARCEL if len(number) >= 12 and not is_barcode else number
