"""Chinese names as people write them, for finding personal data."""

from __future__ import annotations

SURNAME = (
    "(?:欧阳|司马|上官|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|夏侯|端木|轩辕|百里|呼延|南宫"
    "|[张王李赵刘陈杨黄周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任"
    "姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔向汤"
    "温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍"
    "涂成苗谷曲盛冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戈岑"
    "景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝])"
)
GIVEN = r"[\u4e00-\u9fff]"
ENDS_A_NAME = "要想的是在电手帮改给和跟我你您他她这那买退换发收寄住地号了吗呢吧啊呀请麻谢，。"
"""What follows a name in a sentence and stands in none."""
GIVEN_NAME = rf"(?:(?![{ENDS_A_NAME}]){GIVEN}){{1,2}}"
NAME = rf"{SURNAME}{GIVEN_NAME}"
