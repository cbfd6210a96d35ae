"""The example county: a fictitious district, its village list, task table and three townships.

Each township makes its workbooks in its own way.  Twice: with planted faults, each in its cell, and
a clean twin of the same shape.  Every name and number is invented.

Run as ``python -m builders.tongnan_county examples`` with ``tests`` in ``PYTHONPATH``; the same files
come out every time.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from builders.county import write_sheets
from builders.tongnan.district import VILLAGE_FILE, write_tasks, write_villages
from builders.tongnan.faults import spoil
from builders.tongnan.guihua import write_guihua
from builders.tongnan.gujing import write_gujing
from builders.tongnan.model import DISTRICT, Fault
from builders.tongnan.offices import offices
from builders.tongnan.shuanghe import write_shuanghe
from builders.tongnan.sound import sound_county

PLANTED: Final = "tongnan-2020"
CLEAN: Final = "tongnan-2020-clean"
FINDINGS: Final = f"{PLANTED}.findings.txt"

SETTINGS: Final = f"""\
# 本文件夹的设置：适用哪个通知，村名单在哪里。{DISTRICT}和表中的人都是虚构的。
notices = ["tongnan-2020"]
unit = "{DISTRICT}扶贫开发办公室"
villages = "{VILLAGE_FILE}"
"""


def make_example(folder: Path, *, planted: bool) -> list[Fault]:
    """Write the county into a folder and return what is wrong in it; unless planted, nothing is."""
    county = sound_county()
    if planted:
        spoil(county)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rs.toml").write_text(SETTINGS, encoding="utf-8", newline="\n")
    fillings = [
        write_villages(county),
        write_tasks(county),
        write_guihua(county),
        write_shuanghe(county),
        *write_gujing(county),
    ]
    faults = [fault for filling in fillings for fault in filling.save(folder)]
    return faults + write_sheets(offices(county), folder, planted=planted)


def lines_of(findings: Iterable[Any]) -> Iterator[str]:
    """Yield a line for each finding: place, code, nature, title."""
    for one in findings:
        yield "\t".join((one.place, one.code, one.nature.label, one.title))


def main(arguments: Sequence[str]) -> int:
    """Write both folders, the list of findings and the sample in the READMEs.

    Return 1 when the findings are not the planted faults.
    """
    import ruralskills
    from builders import readme_sample

    [examples] = map(Path, arguments)
    for name in (PLANTED, CLEAN):
        shutil.rmtree(examples / name, ignore_errors=True)
    planted = make_example(examples / PLANTED, planted=True)
    make_example(examples / CLEAN, planted=False)
    outcome = ruralskills.validate(examples / PLANTED)
    findings = outcome.findings
    text = "".join(f"{line}\n" for line in lines_of(findings))
    (examples / FINDINGS).write_text(text, encoding="utf-8", newline="\n")
    if all((examples.parent / name).is_file() for name in readme_sample.READMES):
        readme_sample.renew(examples.parent, outcome)
    found = [Fault(one.place, one.code) for one in findings]
    for word, some, others in (("not found", planted, found), ("not planted", found, planted)):
        for fault in some:
            if fault not in others:
                print(f"{word}: {fault.place} {fault.code}")
    return int(sorted(map(str, planted)) != sorted(map(str, found)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
