"""The kind of one cell, by what stands in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, Literal

from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values import partial_date
from ruralskills.values.field_type import Context, Raw, Unreadable, absent

ContentKind = Literal[
    "identity", "phone", "account", "credit_code", "sex", "ethnicity", "political", "education",
    "household", "yesno", "day", "number", "name", "township", "village", "organisation", "class", "",
]  # fmt: skip
"""The kind of most cells of a column, empty for any other."""
ANY_YEAR: Final = Context(year=2020)
"""A year for dates without one: that they are dates is enough here."""
_IDENTITY: Final = regex(r"[1-9][0-9]{13,19}[0-9Xx×]?")
_PHONE: Final = regex(r"1[3-9][0-9]{8,10}|0[0-9]{2,3}-?[0-9]{7,8}")
_ACCOUNT: Final = regex(r"[0-9]{16,21}")
_CREDIT_CODE: Final = regex(r"(?!62)(?:[1-9AN][1-9])[0-9A-HJ-NPQRTUWXY]{15,16}")
_NUMBER: Final = regex(
    r"-?[0-9]+(?:\.[0-9]+)?%?(?:户|人|个|名|元|万元|亩|天|日|课时|学时|岁|年|个月|月|次|人次|头|只)?"
)
_TOWNSHIP: Final = regex(r"[\u4e00-\u9fff]{1,8}(?:镇|乡|街道|街道办|办事处|苏木)")
_VILLAGE: Final = regex(
    r"(?!.*(?:贫困|脱贫|重点|示范)村$)[\u4e00-\u9fff]{1,8}(?:村|社区|居委会|村委会|嘎查|屯|寨)"
)
_ORGANISATION: Final = regex(
    r".{2,}(?:公司|学校|职校|技校|中学|小学|幼儿园|大学|合作社|中心|局|委|办|院|厂|部|站|基地|企业|农场|车间|联社|协会|银行|店|所)"
)
_CLASS: Final = regex(
    r".{3,}(?:(?<![倒上下值加轮夜白早晚交换跟])班|(?<![长短近初中后学忙闲定到限])期)(?:次)?(?:\([^()]*\))?|.{2,}\(第?.{1,4}[期班]\)"
)
"""Names of classes, which 不适应倒班 and 成长期 are not."""
_NAME: Final = regex(
    r"(?!.+[校镇村乡局委办院厂部站店所社区县市州省室园场式类级型]$)[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]+[·•][\u4e00-\u9fff]+"
)
_SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚"
    "沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤温康施"
    "文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷"
    "盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷"
    "晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆"
    "乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计"
    "索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎"
)
_POLITICAL: Final = regex(r"(?:中共)?(?:预备)?党员|(?:共青)?团员|群众|无党派.*|民主党派.*|中共.*")
_EDUCATION: Final = regex(
    r"文盲.*|半文盲|小学|初中|高中|中专|中技|技校|职高|大专|专科|本科|大学.*|研究生|硕士.*|博士.*|高职|中职|普通高中"
)
_ETHNICITY: Final = regex(r"汉|回|藏|[\u4e00-\u9fff]{1,4}族")
_HOUSEHOLD: Final = regex("(?:建档立卡|已?脱贫|贫困|监测|边缘|突发|低保|特困|五保|一般).{0,6}")
_YESNO: Final = frozenset("是否有无√×✓✔")
_Test = Callable[[str], object]
_TESTS: Final[tuple[tuple[ContentKind, _Test], ...]] = (
    ("household", lambda text: _HOUSEHOLD.fullmatch(text)),
    ("sex", frozenset({"男", "女", "男性", "女性"}).__contains__),
    ("yesno", _YESNO.__contains__),
    ("phone", lambda text: _PHONE.fullmatch(text)),
    ("identity", lambda text: _IDENTITY.fullmatch(text) and _has_birthday(text)),
    ("credit_code", lambda text: _CREDIT_CODE.fullmatch(text)),
    ("account", lambda text: _ACCOUNT.fullmatch(text)),
    ("number", lambda text: _NUMBER.fullmatch(text)),
    ("ethnicity", lambda text: _ETHNICITY.fullmatch(text)),
    ("political", lambda text: _POLITICAL.fullmatch(text)),
    ("education", lambda text: _EDUCATION.fullmatch(text)),
    ("township", lambda text: _TOWNSHIP.fullmatch(text)),
    ("village", lambda text: _VILLAGE.fullmatch(text)),
    ("class", lambda text: _CLASS.fullmatch(text)),
    ("organisation", lambda text: _ORGANISATION.fullmatch(text)),
    ("name", lambda text: _NAME.fullmatch(text) and text[0] in _SURNAMES),
    ("day", lambda text: any(c.isdigit() for c in text) and _is_day(text)),
)


def _has_birthday(text: str) -> bool:
    """Return True if a number has a year and a month where a birthday stands."""
    year, month = text[6:10], text[10:12]
    return ("1920" <= year <= "2029" and "01" <= month <= "12") or len(text) == 15


def _is_day(text: str) -> bool:
    try:
        return absent(partial_date.read(text, ANY_YEAR)) is None
    except Unreadable:
        return False


def kind_of(raw: Raw) -> ContentKind:
    """Return the kind of one cell."""
    if isinstance(raw, date):
        return "day"
    if isinstance(raw, bool):
        return "yesno"
    if isinstance(raw, int | float):
        if abs(raw) < 1e9:
            return "number"
        digits = f"{raw:.0f}"
        return "phone" if _PHONE.fullmatch(digits) else "identity" if len(digits) > 14 else ""
    if not isinstance(raw, str):
        return ""
    text = normalised(raw)
    return next((kind for kind, test in _TESTS if test(text)), "")
