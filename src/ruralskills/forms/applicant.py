"""An applicant as the data give him: texts by field, with their lines."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from msgspec import Struct, field

from ruralskills.detection.hints import AddedHeaders
from ruralskills.detection.ledger_headers import headers_of
from ruralskills.detection.vocabulary import header_word
from ruralskills.forms.data_tree import DataNode, Entries, Items, Scalar
from ruralskills.forms.problem import FormProblem
from ruralskills.ledgers import Application
from ruralskills.model.fields import FieldSpec, field_specs
from ruralskills.model.findings import Severity
from ruralskills.text.lazy_regex import regex

_FORBIDDEN: Final = regex("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no document can hold (XML 1.0, production 2)."""
_LONGEST_KEY: Final = 40
REPLACEMENT: Final = "\ufffd"
_BREAKS: Final = regex("\r\n?")


class Given(Struct, frozen=True):
    """The texts that were given for a field, more than one for a list, and their line."""

    texts: tuple[str, ...]
    line: int

    @property
    def text(self) -> str:
        """The whole content, without blanks at its ends."""
        return "、".join(self.texts).strip()


class Applicant(Struct):
    """One applicant, with the problems of his data."""

    file: str
    line: int
    """The line where his mapping begins."""
    prefix: str
    """``[2].`` for the second of several, else empty."""
    given: dict[str, Given]
    problems: list[FormProblem] = field(default_factory=list)
    place_of: Callable[[str], str] | None = None
    """Returns the cell of a field, where he comes from a row of a ledger."""

    def text(self, name: str) -> str:
        """Return the text of a field, empty where none was given."""
        found = self.given.get(name)
        return found.text if found else ""

    def line_of(self, name: str) -> int:
        """Return the line of a field, that of the mapping where it is missing."""
        given = self.given.get(name)
        return given.line if given else self.line

    def problem(
        self, name: str, message: str, severity: Severity = Severity.ERROR, *,
        label: str = "", remedy: str = "", code: str = "",
    ) -> FormProblem:  # fmt: skip
        """Return a problem about a field of his."""
        spec = field_specs(Application).get(name)
        if self.place_of is not None:
            place, path = self.place_of(name), ""
        else:
            place = f"{self.file}:{self.line_of(name)}"
            path = f"{self.prefix}{name}"
        return FormProblem(
            place, path, spec.header if spec else "", severity, label or LABELS[severity],
            message, remedy, code, name,
        )  # fmt: skip


LABELS: Final = {Severity.ERROR: "填错", Severity.WARNING: "待核", Severity.INFO: "提示"}


def applicants_of(
    mappings: Sequence[Entries], file: str, added: AddedHeaders = ()
) -> list[Applicant]:
    """Return the applicants of a data file, in its order."""
    several = len(mappings) > 1
    return [
        _applicant(mapping, file, f"[{number}]." if several else "", added)
        for number, mapping in enumerate(mappings, start=1)
    ]


def _applicant(mapping: Entries, file: str, prefix: str, added: AddedHeaders) -> Applicant:
    applicant = Applicant(file, mapping.line, prefix, {})
    for entry in mapping.entries:
        spec = _field_of(entry.key, added)
        if spec is None:
            applicant.problems.append(_unknown_key(applicant, entry.key, entry.line, added))
            continue
        if spec.field in applicant.given:
            earlier = applicant.given[spec.field].line
            message = f"“{entry.key}”与第{earlier}行重复，只能填一次"
            applicant.problems.append(_at_line(applicant, spec, entry.line, message))
            continue
        texts = list(_texts(entry.value))
        applicant.given[spec.field] = Given(tuple(t for t in texts if t is not None), entry.line)
        if problem := _shape_problem(applicant, spec, entry.value):
            applicant.problems.append(problem)
    _replace_forbidden(applicant)
    return applicant


def _field_of(key: str, added: AddedHeaders) -> FieldSpec | None:
    key = key.strip()
    if found := field_specs(Application).get(key):
        return found
    return headers_of(Application, added).get(header_word(key)[0])


def _texts(node: DataNode) -> Iterator[str | None]:
    """Yield the texts of a value and of a list, nothing of what a field cannot hold."""
    if isinstance(node, Scalar):
        yield node.text
    elif isinstance(node, Items):
        yield from (item.text for item in node.items if isinstance(item, Scalar))


def _shape_problem(applicant: Applicant, spec: FieldSpec, node: DataNode) -> FormProblem | None:
    """Return the problem of a mapping, or of a list where one value is meant."""
    if isinstance(node, Scalar):
        return None
    if isinstance(node, Items):
        if spec.several and all(isinstance(item, Scalar) for item in node.items):
            return None
        if spec.several:
            return applicant.problem(spec.field, "列表里应是一个个词，不能再分层")
        return applicant.problem(spec.field, "只能填一个内容，不能是列表")
    return applicant.problem(spec.field, "这里应是内容，不能再分项")


def _at_line(applicant: Applicant, spec: FieldSpec, line: int, message: str) -> FormProblem:
    return FormProblem(
        f"{applicant.file}:{line}", f"{applicant.prefix}{spec.field}", spec.header,
        Severity.ERROR, LABELS[Severity.ERROR], message, field=spec.field,
    )  # fmt: skip


def _unknown_key(applicant: Applicant, key: str, line: int, added: AddedHeaders) -> FormProblem:
    specs = field_specs(Application)
    known = {**{name: name for name in specs}, **{h: h for h in headers_of(Application, added)}}
    near = difflib.get_close_matches(key.strip()[:_LONGEST_KEY], known, 1, 0.5)
    hint = f"，是不是“{near[0]}”" if near else "，有哪些项目见 rs render-form --example"
    return FormProblem(
        f"{applicant.file}:{line}", f"{applicant.prefix}{key}", "", Severity.ERROR,
        LABELS[Severity.ERROR], f"没有“{key}”这一项{hint}",
    )  # fmt: skip


def _replace_forbidden(applicant: Applicant) -> None:
    """Replace characters that no document can hold, and name the fields they stood in."""
    for name, given in applicant.given.items():
        unbroken = tuple(_BREAKS.sub("\n", text) for text in given.texts)
        texts = tuple(_FORBIDDEN.sub(REPLACEMENT, text) for text in unbroken)
        applicant.given[name] = Given(texts, given.line)
        if texts != unbroken:
            count = sum(len(_FORBIDDEN.findall(text)) for text in unbroken)
            message = f"有{count}个文档里存不下的控制字符，已换成“{REPLACEMENT}”"
            applicant.problems.append(
                applicant.problem(name, message, Severity.WARNING, remedy="请对照原件重新录入")
            )
