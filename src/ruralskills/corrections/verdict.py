"""The verdict on a returned workbook: to be taken over, looked at, or sent back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from ruralskills.corrections.recheck import Recheck
from ruralskills.model.findings import Severity

_UNREADABLE: Final = ("C2", "C3", "C4", "C5", "C6", "C7")
"""Rules on a value that is none, for which another one is wanted."""


class Verdict(Struct, frozen=True):
    """A verdict with its reasons in Chinese."""

    is_adoptable: bool
    says: str


def verdict_of(recheck: Recheck) -> Verdict:
    """Return the verdict. A workbook is adoptable only where nothing is open."""
    if recheck.is_list_only:
        return Verdict(False, _of_list(recheck))
    if recheck.before.rows and not recheck.kept:
        return Verdict(False, "两个文件没有一行是同一人、同一件事，请核对是不是拿错了文件")
    if other := next((c.says for c in recheck.sheets if c.kind in ("unit", "period")), ""):
        return Verdict(False, f"{other}，请核对是不是拿错了文件")
    reasons = list(_to_be_checked(recheck))
    if errors := recheck.after.count(Severity.ERROR):
        rest = f"；另请核对：{'；'.join(reasons)}" if reasons else ""
        return Verdict(False, f"还有{errors}条必须改正，请退回再改{rest}")
    if reasons:
        return Verdict(False, f"请先核对，核对后再采用：{'；'.join(reasons)}")
    told = sum(not change.is_open for change in recheck.sheets)
    return Verdict(True, f"可以采用（另有{told}处告知，不影响采用）" if told else "可以采用")


def _of_list(recheck: Recheck) -> str:
    """Return the numbers of a list that came back without its ledger."""
    choices = Counter(answered.answer.choice for answered in recheck.answers)
    said = "、".join(f"填“{choice}”{count}条" for choice, count in choices.items())
    left = f"，没有填的{recheck.unanswered}条" if recheck.unanswered else ""
    return f"只报回了问题清单，没有报回台账：清单上{recheck.listed}条，{said or '都没有填'}{left}"


def _to_be_checked(recheck: Recheck) -> Iterator[str]:
    """Yield what a person has to look at before the workbook is taken over."""
    if recheck.elsewhere:
        yield f"清单上有{len(recheck.elsewhere)}条须与其他台账一起核对（加 --with 文件夹）"
    if count := sum(change.is_open for change in recheck.sheets):
        yield f"工作表、列、合计等改动{count}处"
    if missing := recheck.before.rows - recheck.kept:
        yield f"少了{missing}行"
    if recheck.added:
        yield f"多了{len(recheck.added)}行"
    if emptied := _emptied(recheck):
        yield f"填错的内容删去了、没有填上对的{emptied}处"
    if changes := recheck.unrequested:
        private = recheck.before.private
        numbers = sum(private.get(change.field) == "identity" for change in changes)
        of_numbers = f"，其中身份证号{numbers}处" if numbers else ""
        yield f"没有要求改而改动的{len(changes)}处{of_numbers}"


def _emptied(recheck: Recheck) -> int:
    """Return the number of cells whose wrong value was deleted."""
    found = recheck.before.findings
    wrong = {finding.cell for finding in found if finding.code.startswith(_UNREADABLE)}
    return sum(
        change.before in wrong and bool(change.old.strip()) and not change.new.strip()
        for change in recheck.changed
    )
