"""A filled form as a row of the application ledger, with what could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct, field

from ruralskills.forms.filled_form import FilledForm
from ruralskills.forms.form_labels import unit_of
from ruralskills.forms.form_marks import without_draft_marks
from ruralskills.forms.form_values import (
    ReadValue,
    Value,
    filled_in,
    read_answer,
    read_choice,
    read_digits,
    read_identity,
    read_number,
)
from ruralskills.forms.opinion_texts import read_opinion, signed
from ruralskills.ledgers import Application
from ruralskills.model.fields import field_specs
from ruralskills.model.typed_column import Unknown
from ruralskills.notices import CodeList
from ruralskills.text.lazy_regex import regex

_DAYS: Final = {
    "village_opinion": "village_recommended",
    "township_opinion": "township_reviewed",
    "county_opinion": "county_filed",
}
_DOUBT: Final = "C602"
_NUMBERS: Final = frozenset({"age", "loan_amount"})
_DIGITS: Final = frozenset({"id_number", "phone", "qq", "wechat"})
_CHOICES: Final = frozenset({"sex", "political", "education"})
_FRAME: Final = regex(
    r"(?:(?:贴|粘贴)?(?:一寸|1寸|2寸|二寸|小二寸|近期|正面|免冠|彩色|照片|相片|处)\s*)+"
)
"""The words in an empty frame."""


class CollectedForm(Struct):
    """A form that was read: its file, its values by field, and doubts by field."""

    source: str
    """The file, as its row names it."""
    values: dict[str, Value]
    labels: Mapping[str, str]
    doubts: dict[str, Unknown] = field(default_factory=dict)
    """Doubts by field, with the message about each."""
    extra: list[str] = field(default_factory=list)
    picture: bytes = b""

    def label(self, name: str) -> str:
        """Return the label of a field as it stands on the form."""
        written = self.labels.get(name, "")
        return "".join(written.split()) or field_specs(Application)[name].header


def collected(form: FilledForm, source: str, kinds: CodeList) -> CollectedForm:
    """Return the row of a form. ``kinds`` is the list of 身份类别 in force."""
    made = CollectedForm(source, {}, form.labels, extra=list(form.extra))
    for name in form.texts:
        written = without_draft_marks(form.text(name))
        text = filled_in(name, written)
        if name == "identity_kind":
            _take_kinds(made, written, form.annex.get("identity_text", ""), kinds)
        elif name in _DAYS:
            _take_opinion(made, name, written)
        elif name not in ("photo", "signature", "identity_text"):
            read = _read(form, name, text)
            made.values[name] = read.value
            if read.doubt is not None:
                made.doubts[name] = read.doubt
    if other := without_draft_marks(form.text("identity_text")):
        made.values.setdefault("identity_text", other)
    if form.signed or signed(filled_in("signature", without_draft_marks(form.text("signature")))):
        made.values["signature"] = "是"
    if form.pictures:
        made.picture = form.pictures[0]
        made.values["photo"] = "是"
    elif text := _FRAME.sub("", form.text("photo")).strip():
        made.values["photo"] = text
    return made


def _read(form: FilledForm, name: str, text: str) -> ReadValue:
    """Return the value of a field from the text of its cell."""
    if name in _NUMBERS:
        return read_number(name, text, unit_of(form.labels.get(name, "")))
    if name in _DIGITS:
        return ReadValue(read_digits(text))
    if name in _CHOICES:
        return read_choice(name, text)
    if field_specs(Application)[name].reads.name == "yesno":
        return read_answer(text, has_struck=form.has_struck)
    return ReadValue(text)


def _take_kinds(made: CollectedForm, text: str, annexed: str, kinds: CodeList) -> None:
    """Take the ticked kinds in the order of the list, and the text behind 其他."""
    read = read_identity(text, annexed, kinds)
    made.values["identity_kind"] = read.text
    if read.other:
        made.values["identity_text"] = read.other
    if read.doubt is not None:
        made.doubts["identity_kind"] = read.doubt


def _take_opinion(made: CollectedForm, name: str, text: str) -> None:
    """Take an opinion and its day."""
    opinion = read_opinion(text)
    made.values |= {name: opinion.text, _DAYS[name]: opinion.day}
    if opinion.doubt:
        made.doubts[name] = Unknown(_DOUBT, opinion.doubt)
    if opinion.day_doubt:
        made.doubts[_DAYS[name]] = Unknown(_DOUBT, opinion.day_doubt)
