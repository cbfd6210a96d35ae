"""A filled form as a row of the application ledger, with what could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from msgspec import Struct, field

from ruralskills.forms.form_marks import without_draft_marks
from ruralskills.forms.form_reading import FilledForm
from ruralskills.forms.identity_kinds import OTHER, read_kinds
from ruralskills.forms.opinion_texts import read_opinion
from ruralskills.forms.ticked_boxes import has_boxes, read_boxes, ticked_elsewhere
from ruralskills.ledgers import Application
from ruralskills.model.fields import field_specs
from ruralskills.notices import CodeList
from ruralskills.text.lazy_regex import regex
from ruralskills.values import yesno
from ruralskills.values.field_type import Absent, Context, Unreadable

_DAYS: Final = {
    "village_opinion": "village_recommended",
    "township_opinion": "township_reviewed",
    "county_opinion": "county_filed",
}
_NUMBERS: Final = frozenset({"age", "loan_amount"})
_YES: Final = ("有", "是")
_NO: Final = ("无", "否", "没有")
_LINE: Final = regex(r"[_＿]{2,}")
_BRACKETED: Final = regex(r"[(（](.*)[)）]")
_FRAME: Final = regex(
    r"(?:(?:贴|粘贴)?(?:一寸|1寸|2寸|二寸|小二寸|近期|正面|免冠|彩色|照片|相片|处)\s*)+"
)
"""The words in an empty frame."""

Value = str | int | Decimal


class CollectedForm(Struct):
    """A form that was read: its file, its values by field, and doubts by field."""

    source: str
    """The file, as its row names it."""
    values: dict[str, Value]
    labels: Mapping[str, str]
    doubts: dict[str, str] = field(default_factory=dict)
    """Messages about fields that could not be read."""
    extra: list[str] = field(default_factory=list)
    picture: bytes = b""

    def label(self, name: str) -> str:
        """Return the label of a field as it stands on the form."""
        written = self.labels.get(name, "")
        return "".join(written.split()) or field_specs(Application)[name].header


def collected(form: FilledForm, source: str, kinds: CodeList) -> CollectedForm:
    """Return the row of a form. ``kinds`` is the list of 身份类别 in force."""
    made = CollectedForm(source, {}, form.labels, extra=list(form.extra))
    specs = field_specs(Application)
    for name in form.texts:
        text = without_draft_marks(form.text(name))
        if name == "identity_kind":
            _take_kinds(made, text, form.annex.get("identity_text", ""), kinds)
        elif name in _DAYS:
            opinion = read_opinion(text)
            made.values |= {name: opinion.text, _DAYS[name]: opinion.day}
        elif name in ("photo", "signature"):
            continue
        elif specs[name].reads.name == "yesno":
            _take_answer(made, name, text)
        elif name in _NUMBERS:
            made.values[name] = _number(name, text)
        else:
            made.values[name] = text
    if form.signed or without_draft_marks(form.text("signature")):
        made.values["signature"] = "是"
    if form.pictures:
        made.picture = form.pictures[0]
        made.values["photo"] = "是"
    elif text := _FRAME.sub("", form.text("photo")).strip():
        made.values["photo"] = text
    return made


def _take_kinds(made: CollectedForm, text: str, annexed: str, kinds: CodeList) -> None:
    """Take the ticked kinds in the order of the list, and the text behind 其他."""
    official = kinds.words
    if not has_boxes(text):
        made.values["identity_kind"] = _in_order(text, kinds)
        return
    boxes = read_boxes(text, tuple(official))
    ticked = {official[word.word] for word in boxes.words if word.is_ticked}
    order = [kind for kind in kinds.official if kind in ticked]
    made.values["identity_kind"] = "、".join(order)
    others = [word for word in boxes.words if official[word.word] == OTHER]
    if unknown := ticked_elsewhere(text, tuple(official)):
        made.doubts["identity_kind"] = f"“{'”“'.join(unknown)}”不在表上所列的身份里，没有读入"
    other = annexed or next((_other_text(boxes.behind(word)) for word in others), "")
    if other:
        made.values["identity_text"] = other
        if OTHER not in ticked:
            made.doubts["identity_kind"] = f"“其他”没有勾选，后面写着“{other}”"


def _in_order(text: str, kinds: CodeList) -> str:
    """Return kinds in words in the order of the list, else the text as it is."""
    read = read_kinds((text,), "", kinds)
    return text if read.other or not read.ticked else read.text


def _answer(text: str) -> str:
    """Return 是 or 否 for a written answer, other texts as they are."""
    try:
        value = yesno.read(text)
    except Unreadable:
        return text
    if isinstance(value, bool):
        return "是" if value else "否"
    return text


def _other_text(text: str) -> str:
    """Return the text on the line behind 其他, without the line itself.

    >>> _other_text(" 小微企业主 "), _other_text("：小微企业主"), _other_text("（养蜂）"), _other_text("_____")
    ('小微企业主', '小微企业主', '养蜂', '')
    """
    text = _LINE.sub("", text)
    if not text[:1].isspace():
        bare = text.strip()
        if bracketed := _BRACKETED.fullmatch(bare):
            bare = bracketed[1]
        text = bare.lstrip(":：")
    return text.strip()


def _take_answer(made: CollectedForm, name: str, text: str) -> None:
    """Take the answer of two boxes. Both or none is a doubt."""
    if not has_boxes(text):
        made.values[name] = _answer(text)
        return
    ticked = {word.word for word in read_boxes(text, (*_YES, *_NO)).words if word.is_ticked}
    is_yes, is_no = bool(ticked & {*_YES}), bool(ticked & {*_NO})
    if is_yes != is_no:
        made.values[name] = "是" if is_yes else "否"
        return
    made.values[name] = ""
    made.doubts[name] = "两个框都勾选了" if is_yes else "两个框都没有勾选"


def _number(name: str, text: str) -> Value:
    """Return a number in the unit of the ledger, or the text that is none."""
    spec = field_specs(Application)[name]
    try:
        value: Any = spec.reads.read(text, Context(unit=spec.unit))
    except Unreadable:
        return text
    return text if isinstance(value, Absent) else value
