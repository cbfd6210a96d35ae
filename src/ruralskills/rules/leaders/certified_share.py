"""M1: the share of trained leaders with a certificate, against the last period."""

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct, field

from ruralskills.ledgers import Trainee
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table

_CERTIFICATES: Final = "certificate_kind"
_NO_CERTIFICATE: Final = "培训合格证书"
_FEWEST: Final = 10
"""The number of people from which shares are compared."""


class _Share(Struct):
    """Numbers of the people trained as leaders, and of those with a certificate."""

    trained: set[str] = field(default_factory=set)
    certified: set[str] = field(default_factory=set)
    is_certain: bool = True
    first: Table | None = None

    @property
    def rate(self) -> float:
        """The share in percent."""
        return 100 * len(self.certified) / len(self.trained)

    @property
    def is_comparable(self) -> bool:
        """True if it is certain and of enough people."""
        return self.is_certain and len(self.trained) >= _FEWEST

    def __str__(self) -> str:
        return f"{self.rate:.1f}%（{len(self.certified)}人/{len(self.trained)}人）"


def _share(tables: Iterable[Table]) -> _Share:
    share = _Share()
    for table in tables:
        if "带头人" not in table.layout.title or _CERTIFICATES not in table.columns:
            continue
        share.first = share.first or table
        for row in table.rows(Trainee):
            if row.id_number is None or row.is_unknown(_CERTIFICATES):
                share.is_certain = False
                continue
            share.trained.add(row.id_number)
            if row.certificate_kind not in (None, _NO_CERTIFICATE):
                share.certified.add(row.id_number)
    return share


@rule(
    "M108", "持证率低于上期", Trainee, reference="previous", carries_out="clauses", severity=Severity.INFO,
    nature=Nature.HINT, reads=("id_number", _CERTIFICATES), foldable=False,
    needs=("trainee.certificate_kind",),
    remedy="请核对证书是否登全；考核、发证还没有办完的不用改",
)  # fmt: skip
def fewer_certified_than_last_period(book: LedgerSet) -> Iterator[Answer]:
    """带头人培训要提高持证率：本期持证率低于上期的提示一次；培训合格证书不算，10人以下的不比。

    口径：取得专项职业能力、职业资格、职业技能等级三类证书的人数，除以花名册去重人数。

    通知：shanxi-2021
    标题：2021年致富带头人学员花名册

    | 姓名   | 身份证号           | 证书类别         | 应报 |
    | ------ | ------------------ | ---------------- | ---- |
    | 学员甲 | 500199198506010014 | 专项职业能力证书 |      |
    | 学员乙 | 500199198506020036 | 专项职业能力证书 |      |
    | 学员丙 | 500199198506030058 | 专项职业能力证书 |      |
    | 学员丁 | 50019919850604007X | 专项职业能力证书 |      |
    | 学员戊 | 500199198506050091 | 专项职业能力证书 |      |
    | 学员己 | 500199198506060118 | 培训合格证书 |      |
    | 学员庚 | 50019919850607013X | 培训合格证书 |      |
    | 学员辛 | 500199198506080151 | 培训合格证书 |      |
    | 学员壬 | 500199198506090173 | 培训合格证书 |      |
    | 学员癸 | 500199198506100191 | 培训合格证书 |      |

    应报表头：证书类别

    上期：学员花名册
    标题：2020年致富带头人学员花名册

    | 姓名   | 身份证号           | 证书类别         | 应报 |
    | ------ | ------------------ | ---------------- | ---- |
    | 学员甲 | 500199198506010014 | 专项职业能力证书 |      |
    | 学员乙 | 500199198506020036 | 专项职业能力证书 |      |
    | 学员丙 | 500199198506030058 | 专项职业能力证书 |      |
    | 学员丁 | 50019919850604007X | 专项职业能力证书 |      |
    | 学员戊 | 500199198506050091 | 专项职业能力证书 |      |
    | 学员己 | 500199198506060118 | 专项职业能力证书 |      |
    | 学员庚 | 50019919850607013X | 专项职业能力证书 |      |
    | 学员辛 | 500199198506080151 | 专项职业能力证书 |      |
    | 学员壬 | 500199198506090173 | 培训合格证书 |      |
    | 学员癸 | 500199198506100191 | 培训合格证书 |      |

    不应报：不到10人的

    标题：2021年致富带头人学员花名册

    | 姓名   | 身份证号           | 证书类别         | 应报 |
    | ------ | ------------------ | ---------------- | ---- |
    | 学员甲 | 500199198506010014 | 专项职业能力证书 |      |
    | 学员乙 | 500199198506020036 | 专项职业能力证书 |      |
    | 学员丙 | 500199198506030058 | 专项职业能力证书 |      |
    | 学员丁 | 50019919850604007X | 专项职业能力证书 |      |
    | 学员戊 | 500199198506050091 | 专项职业能力证书 |      |
    | 学员己 | 500199198506060118 | 培训合格证书 |      |
    | 学员庚 | 50019919850607013X | 培训合格证书 |      |
    | 学员辛 | 500199198506080151 | 培训合格证书 |      |
    | 学员壬 | 500199198506090173 | 培训合格证书 |      |

    上期：学员花名册
    标题：2020年致富带头人学员花名册

    | 姓名   | 身份证号           | 证书类别         | 应报 |
    | ------ | ------------------ | ---------------- | ---- |
    | 学员甲 | 500199198506010014 | 专项职业能力证书 |      |
    | 学员乙 | 500199198506020036 | 专项职业能力证书 |      |
    | 学员丙 | 500199198506030058 | 专项职业能力证书 |      |
    | 学员丁 | 50019919850604007X | 专项职业能力证书 |      |
    | 学员戊 | 500199198506050091 | 专项职业能力证书 |      |
    | 学员己 | 500199198506060118 | 专项职业能力证书 |      |
    | 学员庚 | 50019919850607013X | 专项职业能力证书 |      |
    | 学员辛 | 500199198506080151 | 专项职业能力证书 |      |
    | 学员壬 | 500199198506090173 | 培训合格证书 |      |
    """
    now, before = _share(book.of(Trainee)), _share(book.of(Trainee, "previous"))
    if now.first is None or not (now.is_comparable and before.is_comparable):
        return
    if now.rate >= before.rate:
        return
    gap = before.rate - now.rate
    message = f"持证率{now}，上期{before}，低{gap:.1f}个百分点"
    yield now.first.at_header(_CERTIFICATES), Says(message)
