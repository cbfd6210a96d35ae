"""The baseline: an earlier json report, whose findings are not reported again."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from msgspec.structs import replace

from ruralskills.errors import OfficeError
from ruralskills.model.outcome import Outcome


class BaselineError(OfficeError):
    """A file that is no json report of a check.  The message names it and the problem."""


def known_fingerprints(path: Path) -> frozenset[str]:
    """Return the fingerprints of the findings in an earlier json report.

    Findings that it knew from a baseline are among them, so that it can be the next baseline.
    Waived ones are not: when the waiver ends, the finding is new.  Raises BaselineError.
    """
    if path.exists() and not path.is_file():  # a pipe would be waited for
        raise BaselineError(f"基线文件“{path}”打不开（这是文件夹、管道或设备，不是普通文件）")
    try:
        report = json.loads(path.read_bytes())
        waived = [finding for finding in report["waived"] if not finding.get("waiver")]
        findings = [*report["findings"], *waived]
        return frozenset(str(finding["fingerprint"]) for finding in findings)
    except FileNotFoundError:
        raise BaselineError(f"基线文件“{path}”不存在") from None
    except OSError as error:
        raise BaselineError(f"基线文件“{path}”打不开（{error.strerror}）") from error
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise BaselineError(
            f"基线文件“{path}”不是核查报告，请用 rs validate --format json 的结果"
        ) from error


def without_known(outcome: Outcome, fingerprints: Collection[str]) -> Outcome:
    """Return an outcome with its known findings among the waived ones.

    They bear no waiver.  Numbers stay as they are: a finding has the same number with and without
    a baseline.
    """
    new = tuple(f for f in outcome.findings if f.fingerprint not in fingerprints)
    old = tuple(f for f in outcome.findings if f.fingerprint in fingerprints)
    remark = f"与基线相比：已有{len(old)}条不再列出，新增{len(new)}条"
    return replace(
        outcome,
        findings=new,
        waived=(*outcome.waived, *old),
        remarks=(*outcome.remarks, remark),
    )
