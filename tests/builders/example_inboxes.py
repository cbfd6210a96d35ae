"""Workspaces of two periods, made from the examples."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

EXAMPLES: Final = Path(__file__).resolve().parents[2] / "examples"
_TONGNAN: Final = """\
notices = ["tongnan-2020"]
unit = "云潼区扶贫开发办公室"
regions = "村名单.xlsx"
villages = "村名单.xlsx"

[bulletin]
addressees = "各镇街、区级有关部门"
contact = "区扶贫办，023-44550000"
"""
_DONGXIANG: Final = """\
notices = ["dongxiang-2020"]
unit = "云川县人力资源和社会保障局"

[bulletin]
addressees = "各乡镇、县直有关部门"
contact = "县人社局，0930-7120000"
"""


def tongnan(folder: Path) -> Path:
    """A district with its third and fourth quarter, the latter with faults."""
    for period, example in (("2020Q3", "tongnan-2020-clean"), ("2020Q4", "tongnan-2020")):
        for path in _workbooks(example):
            if path.name != "村名单.xlsx":
                townships = ("桂花街道", "双河镇", "古井镇")
                unit = next((name for name in townships if name in str(path)), "区扶贫办")
                _send(path, folder, period, unit)
    shutil.copy(EXAMPLES / "tongnan-2020" / "村名单.xlsx", folder)
    (folder / "rs.toml").write_text(_TONGNAN, encoding="utf-8")
    return folder


def dongxiang(folder: Path) -> Path:
    """A county with its November and December, the latter with faults."""
    for period, example in (("2020-11", "dongxiang-2020-clean"), ("2020-12", "dongxiang-2020")):
        for path in _workbooks(example):
            units = {"县妇": "县妇联", "报到": "县职校", "考勤": "县职校"}
            _send(path, folder, period, units.get(path.name[:2], "县人社局"))
    (folder / "rs.toml").write_text(_DONGXIANG, encoding="utf-8")
    return folder


def _workbooks(example: str) -> list[Path]:
    return sorted((EXAMPLES / example).rglob("*.xlsx"))


def _send(path: Path, folder: Path, period: str, unit: str) -> None:
    target = folder / "收件" / period / unit
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, target)
