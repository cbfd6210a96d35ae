"""The headings under which help lists options and commands."""

from __future__ import annotations

from typing import Final

READ: Final = "读取 Read"
CHOOSE: Final = "筛选 Choose"
SHOW: Final = "显示 Show"
WRITE: Final = "写出 Write"

CHECK: Final = "检查 Check"
ROLL_UP: Final = "汇总 Roll up"
FORMS: Final = "表格 Forms"
LOOK_UP: Final = "查阅 Look up"
OFFICE: Final = "本机 This machine"
