"""C7: certificates and cards - their numbers, trades and holders."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Final

from ruralskills.ledgers import Trainee
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values import account, certificate
from ruralskills.values.partial_date import PartialDate
from ruralskills.values.skill_level import LEVELS, level_of

_FORMS: Final[Mapping[str, tuple[certificate.Kind, str]]] = {
    "职业技能等级证书": ("技能等级", "应为22位（字母Y或S加21位，或2位字母加20位数字）"),
    "职业资格证书": ("职业资格", "应为16位数字"),
}
_YEAR: Final[Mapping[certificate.Kind, slice]] = {
    "技能等级": slice(13, 15),
    "职业资格": slice(0, 2),
}
_LEVEL: Final[Mapping[certificate.Kind, int]] = {"技能等级": 15, "职业资格": 10}
_EARLY: Final = 3
"""The last month in which a certificate may bear the number of the year before."""


@rule(
    "C710", "证书编号不合编码规则", at="certificate", severity=Severity.WARNING, nature=Nature.DOUBT,
    remedy="请对照证书核对编号和证书类别",
)  # fmt: skip
def certificate_of_another_form(certificate_kind: str, certificate: str) -> str | None:
    """职业技能等级证书编号22位，职业资格证书编号16位；专项能力、合格证书没有统一的编号规则，不核对。

    学员花名册

    | 姓名 | 身份证号           | 证书类别         | 证书编号               | 应报     |
    | ---- | ------------------ | ---------------- | ---------------------- | -------- |
    | 张三 | 500199198506150017 | 职业技能等级证书 | Y000050000001205000001 |          |
    | 李四 | 500199199003020039 | 职业技能等级证书 | Y00005000000120500001  | 证书编号 |
    | 王五 | 500199199208110046 | 职业资格证书     | 2050003001500001       |          |
    | 赵六 | 500199197811200119 | 培训合格证书     | 潼培2020012            |          |
    """
    form = _FORMS.get(certificate_kind)
    if form is None or _kind(certificate) == form[0]:
        return None
    return f"填“{certificate_kind}”，编号{len(certificate)}位，{form[1]}"


def _kind(number: str) -> certificate.Kind | None:
    return certificate.kind(number)


@rule(
    "C711", "证书编号的年份与发证日期不符", at="certificate", severity=Severity.WARNING,
    nature=Nature.DOUBT, remedy="请对照证书核对编号和发证日期",
)  # fmt: skip
def certificate_of_another_year(certificate: str, issued: PartialDate) -> str | None:
    """全国统一编码的证书，编号中有两位是发证年份；年初发的可以是上一年的编号。

    学员花名册

    | 姓名 | 身份证号           | 证书编号               | 发证日期   | 应报     |
    | ---- | ------------------ | ---------------------- | ---------- | -------- |
    | 张三 | 500199198506150017 | Y000050000001205000001 | 2020-08-01 |          |
    | 李四 | 500199199003020039 | Y000050000001195000002 | 2020-08-01 | 证书编号 |
    | 王五 | 500199199208110046 | 1950003001500001       | 2020-01-06 |          |
    """
    kind = _kind(certificate)
    if kind is None or issued.year is None or not certificate[_YEAR[kind]].isdigit():
        return None
    if certificate[:2].isalpha():
        return None  # the titles above the first level have a form of their own
    year = 2000 + int(certificate[_YEAR[kind]])
    if year == issued.year or (year == issued.year - 1 and issued.earliest.month <= _EARLY):
        return None
    return f"编号中的年份是{year}年，发证日期填{issued}，相差{abs(year - issued.year)}年"


@rule(
    "C712", "证书编号的等级与所填不符", at="certificate", severity=Severity.WARNING,
    nature=Nature.DOUBT, remedy="请对照证书核对编号和等级",
)  # fmt: skip
def certificate_of_another_level(certificate: str, level: str) -> str | None:
    """全国统一编码的证书，编号中有一位是等级：1高级技师、2技师、3高级工、4中级工、5初级工。

    学员花名册

    | 姓名 | 身份证号           | 证书编号               | 培训等级    | 应报     |
    | ---- | ------------------ | ---------------------- | ----------- | -------- |
    | 张三 | 500199198506150017 | Y000050000001205000001 | 五级/初级工 |          |
    | 李四 | 500199199003020039 | Y000050000001204000002 | 初级        | 证书编号 |
    | 王五 | 500199199208110046 | Y000050000001205000003 | 专项能力    |          |
    """
    kind, digit = _kind(certificate), level_of(level)
    if kind is None or digit is None or certificate[:2].isalpha():
        return None
    in_number = certificate[_LEVEL[kind]]
    if in_number not in LEVELS or in_number == digit:
        return None
    return f"编号中的等级是{in_number}（{LEVELS[in_number]}），所填等级是“{level}”"


@rule(
    "C713", "证书编号重复", Trainee, at="certificate", severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("certificate", "id_number", "name"), foldable=False,
    remedy="请对照证书核对编号；全班共用一个文号的，请填各人自己的编号",
)  # fmt: skip
def certificate_number_of_two_people(
    book: LedgerSet,
) -> Iterator[Answer]:
    """一个证书编号只属于一个人；同一人在几张表里的同一证书不算，没有统一编码的编号不比。

    | 姓名 | 身份证号           | 证书编号               | 应报     |
    | ---- | ------------------ | ---------------------- | -------- |
    | 张三 | 500199198506150017 | Y000050000001205000001 |          |
    | 李四 | 500199199003020039 | Y000050000001205000001 | 证书编号 |
    | 王五 | 500199199208110046 | 潼培〔2020〕12号       |          |
    | 赵六 | 500199197811200119 | 潼培〔2020〕12号       |          |
    """
    owners: dict[str, Trainee] = {}
    for row in book.rows(Trainee):
        number = row.certificate
        if not number or not row.id_number or _kind(number) is None:
            continue
        owner = owners.setdefault(number, row)
        if owner.id_number != row.id_number:
            place, owner_place = row.at("certificate"), owner.at("certificate")
            message = f"与{owner_place.relative_to(place)}（{owner.name or ''}）的证书编号相同"
            yield place, Says(message, related=(owner_place,))


@rule(
    "C714", "证书工种与培训工种不同", at="certificate_trade", severity=Severity.INFO,
    nature=Nature.HINT, remedy="请核对；工种名称写法不同的不用改",
)  # fmt: skip
def certificate_of_another_trade(certificate_trade: str, trade: str) -> str | None:
    """证书上的工种一般就是培训的工种；互相包含的写法（焊工、电焊工）算相同。

    学员花名册

    | 姓名 | 身份证号           | 培训工种 | 证书工种   | 应报     |
    | ---- | ------------------ | -------- | ---------- | -------- |
    | 张三 | 500199198506150017 | 电焊工   | 焊工       |          |
    | 李四 | 500199199003020039 | 电焊工   | 中式烹调师 | 证书工种 |
    | 王五 | 500199199208110046 | 家政服务 | 家政服务员 |          |
    """
    certified, trained = _trade_signs(certificate_trade), _trade_signs(trade)
    if not certified or not trained or certified & trained:
        return None
    return f"填“{certificate_trade}”，培训工种是“{trade}”"


def _trade_signs(trade: str) -> set[str]:
    """Return the signs of a trade, without 工, 员, 师 and the like that many names have."""
    pattern = r"[（(].*?[)）]|[工员师人]|培训|技能|初级|中级|高级|班"
    return set(re.sub(pattern, "", normalised(trade)))


_CARD: Final = regex("卡")


@rule(
    "C715", "银行卡号校验位不符", at="account", severity=Severity.WARNING, nature=Nature.DOUBT,
    remedy="请对照卡片核对；确是存折、一折通账号的不用改",
)  # fmt: skip
def card_number_fails_its_check(account: str, headers: Mapping[str, str]) -> str | None:
    """62开头的16至19位银行卡号，末位是校验位；存折、一折通账号没有校验位，表头不写“卡”的不核对。

    学员花名册

    | 姓名 | 身份证号           | 银行卡号            | 应报     |
    | ---- | ------------------ | ------------------- | -------- |
    | 张三 | 500199198506150017 | 6228480000000000000 |          |
    | 李四 | 500199199003020039 | 6228480000000000008 | 银行卡号 |
    | 王五 | 500199199208110046 | 1000480000000000008 |          |
    """
    if not _fails_its_check(account, headers["account"]):
        return None
    return f"卡号{len(account)}位，末位校验位不符，其中至少一位可能写错"


def _fails_its_check(number: str, header: str) -> bool:
    """Return True if a number in a column of cards is one but for its last digit."""
    is_card = number.startswith(account.CARD) and len(number) in account.CARD_DIGITS
    return is_card and bool(_CARD.search(header)) and not account.has_valid_check_digit(number)


_MOST_CARDS: Final = 0.8
_FEWEST_CARDS: Final = 5
_FEW_DIGITS: Final = 2
"""The digits that a number may have lost or won."""


@rule(
    "C718", "银行卡号位数与本列不同", at="", severity=Severity.WARNING, nature=Nature.DOUBT, foldable=False,
    remedy="请对照卡片核对；确是别的银行、存折账号的不用改",
)  # fmt: skip
def card_of_another_length(table: Table) -> Iterator[Answer]:
    """一列账号八成以上是62开头、位数相同的银行卡（至少5个），单单一个位数不同，可能多写或漏写了数字。

    学员花名册

    | 姓名 | 身份证号           | 银行账号            | 应报     |
    | ---- | ------------------ | ------------------- | -------- |
    | 张三 | 500199198506150017 | 6228480000000000000 |          |
    | 李四 | 500199199003020039 | 6228480000000000018 |          |
    | 王五 | 500199199208110046 | 6228480000000000026 |          |
    | 赵六 | 500199197811200119 | 622848000000000003  | 银行账号 |
    | 钱七 | 500199196510090062 | 6228480000000000042 |          |
    | 孙八 | 500199198808080122 | 6228480000000000059 |          |
    """
    column = table.columns.get("account")
    if column is None or column.spec.reads.name != "account":
        return
    if len({len(value) for value in column.values if isinstance(value, str)}) < 2:
        return
    lengths: dict[int, list[int]] = defaultdict(list)
    cards: Counter[int] = Counter()
    for code, times in Counter(column.codes).items():
        value = column.values[code]
        if isinstance(value, str) and value.isdigit():
            lengths[len(value)] += [code] * times
            cards[len(value)] += times * value.startswith(account.CARD)
    usual, most = max(cards.items(), key=itemgetter(1), default=(0, 0))
    if most < max(_FEWEST_CARDS, _MOST_CARDS * sum(map(len, lengths.values()))):
        return
    odd = {codes[0]: length for length, codes in lengths.items() if len(codes) == 1}
    odd = {code: n for code, n in odd.items() if 0 < abs(n - usual) <= _FEW_DIGITS}
    for index, code in column.rows_with(odd):
        if not _fails_its_check(column.values[code], column.header):  # C715 tells of it
            message = f"账号{odd[code]}位，本列其余的银行卡号多为{usual}位"
            yield table.at_field(index, "account"), message


@rule(
    "C716", "持卡人不是本人", Trainee, at="account_holder", severity=Severity.INFO, nature=Nature.HINT,
    remedy="请核对是否家人代领；代领的备好委托材料",
)  # fmt: skip
def card_of_somebody_else(account_holder: str, name: str) -> str | None:
    """补贴打到别人卡上的，写明持卡人就可以，只作提示；写“本人”的算本人。

    学员花名册

    | 姓名 | 身份证号           | 银行卡号            | 持卡人 | 应报   |
    | ---- | ------------------ | ------------------- | ------ | ------ |
    | 张三 | 500199198506150017 | 6228480000000000000 | 张三   |        |
    | 李四 | 500199199003020039 | 6228480000000000018 | 李大   | 持卡人 |
    | 王五 | 500199199208110046 | 6228480000000000026 | 本人   |        |
    """
    if account_holder in (name, "本人"):
        return None
    return f"填“{account_holder}”，本人是“{name}”"


@rule(
    "C717", "信用代码是旧注册号", at="credit_code", severity=Severity.WARNING, nature=Nature.DOUBT,
    remedy="请换填营业执照上的18位统一社会信用代码；证照未换的在备注说明",
)  # fmt: skip
def old_registration_number(credit_code: str) -> str | None:
    """15位的是旧注册号，2018年起应换用18位统一社会信用代码（GB 32100—2015）。

    致富带头人台账

    | 姓名 | 身份证号           | 统一社会信用代码   | 应报             |
    | ---- | ------------------ | ------------------ | ---------------- |
    | 张三 | 500199198506150017 | 91350100M000100Y43 |                  |
    | 李四 | 500199199003020039 | 500223000012345    | 统一社会信用代码 |
    | 王五 | 500199199208110046 | 91350100M000100Y43 |                  |
    """
    return None if len(credit_code) == 18 else f"填{len(credit_code)}位旧注册号，应为18位"
