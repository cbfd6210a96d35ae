"""The listing of ``--show-settings``: each setting in force and its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from ruralskills.workspace.settings import FILE_NAME, BulletinSettings, FormSettings, Settings


class _Setting(Struct, frozen=True):
    """A setting as it is listed: field, label, option, and text of the default."""

    field: str
    label: str
    option: str
    default: str
    is_file: bool = False


SETTINGS: Final = (
    _Setting("notices", "适用通知", "--notice", "按台账中的地名和年度识别"),
    _Setting("unit", "本单位", "", "没有写"),
    _Setting("villages", "村名单", "", "没有给出", is_file=True),
    _Setting("regions", "区划名单", "--regions", "没有给出，乡镇和村不核对", is_file=True),
    _Setting("regions_complete", "区划名单是否完整", "", "否，不在名单中的只列待核"),
    _Setting("register", "脱贫、监测户名册", "--register", "没有给出", is_file=True),
    _Setting("previous", "上期台账", "--previous", "没有给出", is_file=True),
    _Setting("exclude", "排除名单", "--exclude", "没有给出", is_file=True),
    _Setting("waivers", "豁免", "", "没有", is_file=True),
    _Setting("marks_only", "校正只作标记", "", "否"),
    _Setting("off", "停用的规则", "", "没有"),
    _Setting("layouts", "指定的表格结构", "", "没有，自动识别"),
    _Setting("forms", "申报表上的县级部门", "", "县级扶贫部门，按通知"),
    _Setting("bulletin", "通报的主送、联系人等", "", "没有写"),
    _Setting("inbox", "收件文件夹", "", "收件"),
    _Setting("deadlines", "报送期限", "", "没有写，不判定迟报"),
    _Setting("tasks", "任务分解表", "", "没有给出，用收件中的", is_file=True),
    _Setting("as_of", "检查日期", "--as-of", "今天"),
    _Setting("select", "只报的规则", "--select", "全部"),
    _Setting("ignore", "不报的规则", "--ignore", "没有"),
    _Setting("baseline", "基线", "--baseline", "没有给出", is_file=True),
)


def lines(settings: Settings, options: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield a line for each setting.  ``options`` are the values of the command line."""
    home = settings.folder
    yield (
        f"设置文件：{home / FILE_NAME}" if home else f"设置文件：没有找到{FILE_NAME}，按选项和默认"
    )
    substitutes = {"regions": "没有给出，用村名单核对"} if settings.villages else {}
    for setting in SETTINGS:
        given = options.get(setting.field)
        value = getattr(settings, setting.field, None)
        if given:
            names = (_file(name, Path()) if setting.is_file else name for name in given)
            text, source = "、".join(names), setting.option
        elif value:
            text = _text(value, setting, home or Path())
            source = FILE_NAME if home else "调用时给出"
        else:
            text, source = substitutes.get(setting.field, setting.default), "默认"
        yield f"{setting.label}：{text}〔{source}〕"


def _text(value: Any, setting: _Setting, home: Path) -> str:
    """Return a value of the workspace's settings as it is listed."""
    if value is True:
        return "是"
    if isinstance(value, str):
        return _file(value, home) if setting.is_file else value
    if isinstance(value, FormSettings):
        return value.county_department
    if isinstance(value, BulletinSettings):
        return value.addressees or "已写"
    if all(isinstance(item, str) for item in value):
        return "、".join(_file(item, home) if setting.is_file else item for item in value)
    return f"{len(value)}条"


def _file(name: str, home: Path) -> str:
    return name if (home / name).exists() else f"{name}（找不到这个文件）"
