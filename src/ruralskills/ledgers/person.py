"""The columns by which a ledger of persons says who a row is about."""

from typing import Any, Final

from ruralskills.model.fields import column
from ruralskills.model.table import Ledger
from ruralskills.text.lazy_regex import regex
from ruralskills.values.count import Count
from ruralskills.values.identity import IdentityNumber
from ruralskills.values.person_name import Name
from ruralskills.values.phone import Phone
from ruralskills.values.text import Text

_POOR: Final = regex("(贫困|建档立卡)(人|户|群众|劳动力|学生|大学生|家庭)")
"""A title that says of everybody on the sheet that he is of a poor household."""


class Person(Ledger):
    """Somebody: from which township and village, name, number, telephone, kind of household.

    No ledger of its own; ledgers of persons take these columns and add theirs.
    """

    seq: Text = column("序号", "编号", "No.")
    county: Text = column("区县", "县", "县(市、区)", "所在县", "县区", label=True)
    township: Text = column(
        "镇街", "乡镇", "乡(镇)", "镇(街)", "镇(街道)", "乡镇(街道)", "所在乡镇", "乡", "镇",
        "所属乡镇", "镇街名称", label=True,
    )  # fmt: skip
    village: Text = column(
        "村(社区)", "村", "行政村", "所在村", "村名", "村居", "村(居)", "村组", "所属村", label=True
    )
    name: Name = column("姓名", "人员姓名", "劳动力姓名", required=True)
    sex: Text = column("性别", codes="sex")
    id_number: IdentityNumber = column(
        "身份证号", "身份证号码", "公民身份号码", "18位身份证号", "身份证", "证件号码",
        "劳动力身份证号码", required=True,
    )  # fmt: skip
    age: Count = column("年龄", "周岁")
    phone: Phone = column("联系电话", "手机号码", "联系方式", "手机号", "手机", "电话", "电话号码")
    household_head: Name = column("户主", "户主姓名")
    household_number: Text = column("户编号", "户号")
    household_kind: Text = column(
        "户类型", "户属性", "贫困户属性", "脱贫户属性", "人员类别", "贫困户类型", "低收入类型",
        codes="household_kind",
    )  # fmt: skip

    @classmethod
    def from_title(cls, title: str) -> dict[str, Any]:
        """A sheet of poor people says so in its title, and its rows need no kind of household."""
        return {"household_kind": "贫困户"} if _POOR.search(title) else {}
