"""P12: cells under 姓名 that hold no single person's name."""

from collections.abc import Iterator
from typing import Final

from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Answer, rule
from ruralskills.model.table import Table
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

_FIELDS: Final = ("name", "head_name", "leader_name", "trainee_name")
_TELEPHONE: Final = regex(r"\d{7,}")
# A remark ends at the next bracket and two characters stand for a name: linear in a long text.
_REMARK: Final = regex(r"[（(\[【][^（(\[【)）\]】]*[)）\]】]")
_SEVERAL: Final = regex(r"[\u4e00-\u9fff]{2}[、，,;；/][\u4e00-\u9fff]{2}")
_SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾"
    "夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
"""The hundred commonest surnames, which tell two names from one with a blank."""
_SEVERAL_APART: Final = regex(rf"(?:(?!夏侯|万俟)[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}(?: |$)){{2,}}")
_PLACEHOLDER: Final = regex(
    r"[xX×*＊]{2,}|[\u4e00-\u9fff][xX×*＊]+[\u4e00-\u9fff]?|[\u4e00-\u9fff]{1,2}?某{1,2}|[甲乙丙丁]某"
)
_MASK: Final = regex("[某×*＊]|[xX]{2,}")
_NUMBERED: Final = regex(r"([^\d]{1,8})(\d{1,6})")
_TRIAL: Final = regex(
    r"测试.*|示例.*|样例.*|例[:：].*|test\d*|姓名|某人|同上|待定|待补|未知|无名氏?|[a-z]{1,4}"
    r"|[\u4e00-\u9fff](先生|女士|小姐|师傅|老板)",
)


@rule(
    "P125", "姓名不像一个人的姓名", at="", severity=Severity.WARNING, nature=Nature.DOUBT, by_row=True,
    remedy="请对照身份证核对；一行只填一个人的全名，同名的不加数字",
)  # fmt: skip
def name_of_no_single_person(table: Table) -> Iterator[Answer]:
    """一格只写一个人的全名：夹有数字、写了几个人、只写某某或XXX、测试、同上、王先生、电话的，请核对。

    少数民族姓名的间隔点、括号里的说明不算；整列隐去姓名的（张某、李*、学员1、学员2）不报，有几个写全的照报。

    | 姓名       | 身份证号           | 应报 |
    | ---------- | ------------------ | ---- |
    | 张三       | 500199198506150017 |      |
    | 李四1      | 500199199003020039 | 姓名 |
    | 王五、赵六 | 500199199208110046 | 姓名 |
    | 钱某某     | 500199197811200119 | 姓名 |
    | 测试       | 500199196510090062 | 姓名 |
    | 周九       | 500199197905230036 |      |
    | 吴十       | 500199198803120017 |      |
    | 郑一 冯二  | 500199198402110037 | 姓名 |
    | 欧阳 娜娜  | 500199199111210024 |      |
    | 马·穆罕默德 | 500199198808080122 |      |

    不应报：整列隐去姓名

    | 姓名  | 身份证号           | 应报 |
    | ----- | ------------------ | ---- |
    | 张某  | 500199198506150017 |      |
    | 李*娟 | 500199199003020039 |      |
    | 欧阳* | 500199199208110046 |      |
    """
    for name, column in table.columns.items():
        if column.spec.reads.name != "name" or name not in (*_FIELDS, table.ledger.info.name):
            continue
        used = set(column.codes)
        names = {code: value for code in used if isinstance(value := column.values[code], str)}
        wrong = {code: why for code, value in names.items() if (why := _why(value))}
        if name == table.ledger.info.name:  # the head of a household may be the person of the row
            wrong |= {code: "不是姓名" for code, value in names.items() if value == "本人"}
        for code in _withheld(names):
            wrong.pop(code, None)
        for index, code in column.rows_with(wrong):
            yield table.at_field(index, name), f"填“{table.text(index, name)}”，{wrong[code]}"


def _withheld(names: dict[int, str]) -> set[int]:
    """Return the codes of names that a list withholds on purpose.

    Either nearly all are masked, or most have a running number, each of them another one.
    """
    words = {code: normalised(name) for code, name in names.items()}
    masked = {code for code, word in words.items() if _MASK.search(word)}
    if masked and len(masked) * 10 >= len(names) * 9:
        return masked
    numbered = {code: found for code, word in words.items() if (found := _NUMBERED.fullmatch(word))}
    if any(_TRIAL.fullmatch(found[1]) for found in numbered.values()):
        return set()
    numbers = {int(found[2]) for found in numbered.values()}
    runs = len(numbers) == len(numbered) > 1 and max(numbers) - min(numbers) < len(numbers)
    return set(numbered) if runs and len(numbered) * 2 > len(names) else set()


def _why(name: str) -> str:
    """Return in words why something is no name, empty if it may be one."""
    word = _REMARK.sub("", normalised(name))
    if _TELEPHONE.search(word):
        return "像是号码"
    if any(map(str.isdecimal, word)):
        return "夹有数字"
    if _SEVERAL.search(word) or _SEVERAL_APART.fullmatch(name):
        return "像是几个人"
    if _PLACEHOLDER.fullmatch(word):
        return "没有写全"
    return "不是姓名" if _TRIAL.fullmatch(word.lower()) else ""
