"""What holds for every kind of value."""

import importlib
import pkgutil
import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

import ruralskills.values.field_type
from ruralskills.ledgers import LEDGERS, Leader
from ruralskills.model.fields import field_specs
from ruralskills.model.table import Ledger
from ruralskills.values import identity
from ruralskills.values.field_type import Absent, Context, FieldType, Raw, Unreadable

KINDS = {
    name: module
    for name in (m.name for m in pkgutil.iter_modules(ruralskills.values.__path__))
    if hasattr(module := importlib.import_module(f"ruralskills.values.{name}"), "read")
}
ALIASES = {
    alias: get_args(value)
    for module in KINDS.values()
    for alias, value in vars(module).items()
    if type(value) is type(Annotated[int, 0]) and isinstance(get_args(value)[-1], FieldType)
}
FORBIDDEN = re.compile("字段|校验失败|非法|null|违规|None|NaN")

pieces = st.sampled_from(
    [
        *"0123456789XxEeOl.,-+/*×%年月日号至到约万亿元人户天是否无有√□☑ 　\n'()（），、：",
        "2020",
        "20200305",
        "500152",
        "138",
        "1E+17",
        "三百",
        "手机",
        "０",
        "１",
        "①",
        "²",
        "\u0661",
    ]
)
raws = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.text(),
    st.lists(pieces, max_size=24).map("".join),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
contexts = st.builds(
    Context,
    year=st.none() | st.integers(1999, 2099),
    unit=st.sampled_from(["", "人", "户", "元", "万元", "元/月", "课时", "%", "乱"]),
)


def test_there_is_an_alias_for_every_kind() -> None:
    assert len(KINDS) == 16
    assert set(ALIASES) == {
        "Account", "Amount", "BirthDate", "CertificateNumber", "Count", "CreditCode", "Date", "Dates",
        "HalfDay", "IdentityNumber", "Name", "Paragraphs", "PersonalAccount", "Phone", "Quantity", "Rate", "Text", "YesNo",
    }  # fmt: skip
    additive = {name for name, args in ALIASES.items() if args[-1].additive}
    private = {name: args[-1].private for name, args in ALIASES.items() if args[-1].private}
    assert additive == {"Amount", "Count"}
    assert private == {
        "Account": "account",
        "PersonalAccount": "account",
        "IdentityNumber": "identity",
        "Phone": "phone",
    }


@pytest.mark.parametrize("read", [m.read for m in KINDS.values()], ids=list(KINDS))
@given(raw=raws, context=contexts)
@example(raw="9" * 5000, context=Context())
@example(raw="(" * 5000, context=Context(year=2020, unit="人"))
@example(raw=" T" * 15000 + "1:", context=Context(year=2020))
@example(raw="1,1" * 3000, context=Context(unit="人"))
def test_junk_raises_nothing_but_unreadable(
    read: Callable[[Raw, Context], Any], raw: Raw, context: Context
) -> None:
    try:
        value = read(raw, context)
    except Exception as error:
        assert type(error) is Unreadable
        assert re.fullmatch("C[2-7]0[0-9]", error.code)
        wording = re.sub("“.*”", "", error.message, count=1)
        assert not FORBIDDEN.search(wording)
        assert len(error.message) < 100
    else:
        assert value is not None
        assert hash(value) == hash(read(raw, context))


UNSEEN = "\u200b\u200d\u2066\u202e\u3164\ufe0f\ufeff\ufffc\u034f\u00ad\U000e0041"
WRITTEN = (
    "张三", "马·穆罕默德", "50015219900101000X", "500152********000X", "13800138000", "023-45671234",
    "2020年3月5日", "2020-03-05 08:30:00", "43983", "3月5日至12日", "3户", "1,380.50元", "35%", "免费",
    "√", "□有☑无", "未录入", "/", "零报告", "第2天下午", "合作社 A区", "约30", "622848 0000 0000 007",
)  # fmt: skip


def outcome(read: Callable[[Raw, Context], Any], raw: str) -> Any:
    try:
        return read(raw, Context(year=2020, unit=""))
    except Unreadable as refusal:
        return refusal.code, refusal.candidate


@pytest.mark.parametrize("read", [m.read for m in KINDS.values()], ids=list(KINDS))
@given(raw=st.sampled_from(WRITTEN), data=st.data())
def test_what_nobody_sees_changes_no_value(
    read: Callable[[Raw, Context], Any], raw: str, data: st.DataObject
) -> None:
    dirty = raw
    for one in data.draw(st.lists(st.sampled_from(UNSEEN), min_size=1, max_size=4)):
        at = data.draw(st.integers(0, len(dirty)))
        dirty = dirty[:at] + one + dirty[at:]
    assert outcome(read, dirty) == outcome(read, raw)


@pytest.mark.parametrize("read", [m.read for m in KINDS.values()], ids=list(KINDS))
def test_a_cell_in_which_nothing_is_seen_is_blank(read: Callable[[Raw], Any]) -> None:
    for one in UNSEEN:
        for times in (1, 2, 40):
            assert read(f" {one}\u00a0" * times) is Absent.BLANK, f"U+{ord(one):04X}"


@pytest.mark.parametrize("read", [m.read for m in KINDS.values()], ids=list(KINDS))
def test_an_empty_cell_is_blank(read: Callable[[Raw], Any]) -> None:
    assert read(None) is Absent.BLANK
    assert read("") is Absent.BLANK
    assert read(" 　\n") is Absent.BLANK
    assert read("/") is Absent.NONE


@pytest.mark.parametrize(
    "kind", [k for k in KINDS if k not in ("identity", "text", "name", "certificate")]
)
def test_no_message_quotes_an_identity_number(kind: str) -> None:
    number = "50015219900101000X"
    for raw in (number, f"张三{number}李四", f"{number[:6]} {number[6:]} 王"):
        try:
            KINDS[kind].read(raw, Context(unit="人"))
        except Unreadable as refusal:
            assert not re.search("[0-9]{5}", refusal.message)


def test_pydantic_reads_with_the_same_reader() -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(identity.IdentityNumber)
    assert adapter.validate_python(" 50015219900101000x ") == "50015219900101000X"
    assert adapter.validate_python("/") is None
    with pytest.raises(ValidationError, match="不是号码"):
        adapter.validate_python(date(1990, 1, 1))


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.info.id)
def test_a_row_by_hand_is_read_as_a_sheet_is(ledger: type[Ledger]) -> None:
    model = ledger
    assert list(model.model_fields) == list(field_specs(ledger))
    assert set(model().model_dump().values()) == {None}
    with pytest.raises(ValidationError, match="no_such_field"):
        model.model_validate({"no_such_field": 1})


def test_a_row_by_hand_takes_what_an_office_writes() -> None:
    leader = Leader.model_validate({"name": "张　三", "households_led": "３户"})
    assert leader.model_dump(exclude_none=True) == {"name": "张三", "households_led": 3}
