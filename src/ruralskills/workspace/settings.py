"""The settings of a workspace: a folder with an ``rs.toml``."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, ClassVar, Final, Literal

from ruralskills.detection.hints import Hint
from ruralskills.errors import CannotRead, OfficeError
from ruralskills.model.ledger_set import Role
from ruralskills.notices.problems import syntax_problem
from ruralskills.notices.toml_lines import EntryPath, TomlLines
from ruralskills.readers.content import content_of
from ruralskills.text.toml_text import toml_data
from ruralskills.text.xml_text import has_control
from ruralskills.workspace.setting_entries import Describes

FILE_NAME = "rs.toml"


class WorkspaceError(OfficeError):
    """Settings that cannot be used.  The message names file, line and entry."""


_STRICT: Final = {"extra": "forbid"}
"""Configuration for pydantic: an unknown entry is an error, being a mistyped one."""
_OWN: Final = frozenset({"folder", "lines"})
"""Fields that are not read from a file."""


@dataclass(frozen=True)
class Layout:
    """The layout of a sheet, given by hand where recognition fails."""

    __pydantic_config__: ClassVar = _STRICT

    file: Annotated[
        str,
        Describes("文件名", "文件名，可用*；也适用于它的校正副本和改后的版本", '"双桥镇*.xlsx"'),
    ] = "*"
    sheet: Annotated[str, Describes("工作表名", "工作表名，可用*", '"明细"')] = "*"
    ledger: Annotated[str, Describes("台账编号", "是哪一种台账，编号见 rs ledgers", '"leader"')] = (
        ""
    )
    header_rows: Annotated[
        tuple[int, ...], Describes("表头行号", "表头在第几行，从1数起", "[2, 3]")
    ] = ()
    columns: Annotated[
        dict[str, str],
        Describes("各列的字段", "列的字母和字段，字段见 rs ledgers 台账编号", 'A = "name"'),
    ] = field(default_factory=dict)
    skip: Annotated[bool, Describes("不检查", "这张工作表不检查", "true")] = False

    def hint(self) -> Hint:
        """Return the layout as a hint for detection."""
        return Hint(self.file, self.sheet, self.ledger, self.header_rows, self.columns, self.skip)


@dataclass(frozen=True)
class Waiver:
    """An office's decision that a finding may stand: rule, subject, reason, last day."""

    __pydantic_config__: ClassVar = _STRICT

    code: Annotated[str, Describes("规则编号", "哪一条规则", '"L201"')] = ""
    fingerprint: Annotated[
        str, Describes("指纹", "只豁免这一个问题：json报告里的fingerprint", '"0123456789abcdef"')
    ] = ""
    unit: Annotated[str, Describes("单位", "哪个单位", '"双桥镇"')] = ""
    village: Annotated[str, Describes("村", "哪个村", '"红花村"')] = ""
    name: Annotated[str, Describes("姓名", "谁", '"张三"')] = ""
    reason: Annotated[str, Describes("理由", "为什么可以，必须写", '"上级已批准"')] = ""
    until: Annotated[date | None, Describes("到期日", "到哪一天为止", "2021-06-30")] = None
    by: Annotated[str, Describes("批准人", "谁批准的", '"王主任"')] = ""


@dataclass(frozen=True)
class FormSettings:
    """The names that forms of the office bear."""

    __pydantic_config__: ClassVar = _STRICT

    county_department: Annotated[
        str,
        Describes(
            "申报表上的县级部门", "申报表上县级部门现在的名称，通知里是旧名称时写",
            '"云潼区乡村振兴局"', default="县级扶贫部门，按通知",
        ),
    ] = ""  # fmt: skip

    def __bool__(self) -> bool:
        return bool(self.county_department)


@dataclass(frozen=True)
class BulletinSettings:
    """The bulletin of the office: to whom it goes, and what is done with it."""

    __pydantic_config__: ClassVar = _STRICT

    addressees: Annotated[
        str, Describes("通报的主送", "主送给谁", '"各镇人民政府、街道办事处："')
    ] = ""
    contact: Annotated[
        str, Describes("通报的联系人", "联系人和电话", '"联系人：王某，023-44550000"')
    ] = ""
    on_finish: Annotated[
        tuple[str, ...],
        Describes(
            "通报写好后的命令",
            "写好后运行的命令和参数，末尾加上写入的文件夹",
            '["python", "发送.py"]',
        ),
    ] = ()
    """A command and its arguments, run when the bulletin is written, without a shell."""
    sentences: Annotated[
        dict[str, str],
        Describes(
            "通报里自己的句子",
            "下一步工作里的话，按情形，见 docs/bulletin.md",
            '"迟报" = "请按时报送。"',
        ),
    ] = field(default_factory=dict)
    """By situation, the sentence under what is to be done next."""

    def __bool__(self) -> bool:
        return any((self.addressees, self.contact, self.on_finish, self.sentences))


@dataclass(frozen=True)
class ProblemListSettings:
    """The head of the lists of problems that units get."""

    __pydantic_config__: ClassVar = _STRICT

    deadline: Annotated[
        date | None,
        Describes("问题清单的整改期限", "哪天以前改好", "2020-07-20", "没有写，留空手填"),
    ] = None
    contact: Annotated[
        str,
        Describes(
            "问题清单的联系人",
            "联系人和电话",
            '"王某，023-44550000"',
            "用通报的联系人，也没有就留空",
        ),
    ] = ""

    def __bool__(self) -> bool:
        return bool(self.deadline or self.contact)


@dataclass(frozen=True)
class Settings:
    """The entries of ``rs.toml``.  Paths are relative to the workspace."""

    __pydantic_config__: ClassVar = {**_STRICT, "arbitrary_types_allowed": True}

    notices: Annotated[
        tuple[str, ...],
        Describes(
            "适用通知", "适用的通知，编号见 rs notices", '["tongnan-2020"]',
            "按台账中的地名和年度识别", option="--notice",
        ),
    ] = ()  # fmt: skip
    unit: Annotated[str, Describes("本单位", "本单位的名称", '"云潼区扶贫办"')] = ""
    villages: Annotated[
        str, Describes("村名单", "村（社区）名单的文件", '"村名单.xlsx"', is_file=True)
    ] = ""
    previous: Annotated[
        tuple[str, ...],
        Describes(
            "上期台账", "上一期的台账，只作比对", '["上期/"]', option="--previous",
            is_file=True,
        ),
    ] = ()  # fmt: skip
    register: Annotated[
        tuple[str, ...],
        Describes(
            "脱贫、监测户名册", "系统导出的户、人名册，只作查对", '["监测户名册.xlsx"]',
            option="--register", is_file=True,
        ),
    ] = ()  # fmt: skip
    exclude: Annotated[
        tuple[str, ...],
        Describes(
            "排除名单", "不应享受补贴人员的名单", '["财政供养人员.xlsx"]', option="--exclude",
            is_file=True,
        ),
    ] = ()  # fmt: skip
    regions: Annotated[
        str,
        Describes(
            "区划名单", "乡镇、村的名单，按它核对单位名称", '"区划.xlsx"',
            "没有给出，乡镇和村不核对", option="--regions", is_file=True,
        ),
    ] = ""  # fmt: skip
    regions_complete: Annotated[
        bool,
        Describes(
            "区划名单是否完整", "区划名单是全的，不在名单中的算填错", "true",
            "否，不在名单中的只列待核",
        ),
    ] = False  # fmt: skip
    select: Annotated[
        tuple[str, ...],
        Describes("只报的规则", "只报这些编号开头的规则", '["P", "L2"]', "全部", option="--select"),
    ] = ()
    ignore: Annotated[
        tuple[str, ...],
        Describes("不报的规则", "不报这些编号开头的规则", '["A301"]', option="--ignore"),
    ] = ()
    fail_on: Annotated[
        Literal["", "error", "warning", "info", "never"],
        Describes(
            "退出码为1的级别",
            "从哪一级起退出码为1：error、warning、info、never",
            '"error"',
            "error",
            option="--fail-on",
        ),
    ] = ""
    marks_only: Annotated[
        bool,
        Describes("校正只作标记", "rs correct 只标注不改动，县级不改乡镇的数时写", "true", "否"),
    ] = False
    inbox: Annotated[
        str, Describes("收件文件夹", "放报来台账的文件夹，里面按时段分文件夹", '"收件"', "收件")
    ] = "收件"
    tasks: Annotated[
        tuple[str, ...],
        Describes(
            "任务分解表", "任务分解表的文件", '["任务.xlsx"]', "没有给出，用收件中的", is_file=True
        ),
    ] = ()
    deadlines: Annotated[
        dict[str, datetime],
        Describes(
            "报送期限", "各期报到什么时候为止，名称是收件里的文件夹",
            '"2020Q2" = 2020-07-05T18:00:00', "没有写，不判定迟报",
        ),
    ] = field(default_factory=dict)  # fmt: skip
    off: Annotated[
        dict[str, str],
        Describes("停用的规则", "不用的规则和理由，报告里会列出", 'L215 = "本县由专班核查"'),
    ] = field(default_factory=dict)
    per_file_ignores: Annotated[
        dict[str, tuple[str, ...]],
        Describes(
            "各文件不报的规则",
            "某些文件不报的规则，文件名可用*",
            '"*归档*.xlsx" = ["L2", "A301"]',
        ),
    ] = field(default_factory=dict)
    forms: Annotated[FormSettings, Describes("申报表", "申报表上的名称")] = FormSettings()
    bulletin: Annotated[BulletinSettings, Describes("通报", "通报里的名称和命令")] = (
        BulletinSettings()
    )
    problem_list: Annotated[
        ProblemListSettings, Describes("问题清单", "问题清单开头的整改期限和联系人")
    ] = ProblemListSettings()
    layouts: Annotated[
        tuple[Layout, ...],
        Describes(
            "指定的表格结构",
            "认不准的表，写明它的结构；rs validate --show-layout --write 会写出草稿",
            default="没有，自动识别",
        ),
    ] = ()
    waivers: Annotated[
        tuple[Waiver, ...] | str,
        Describes(
            "豁免",
            '可以不改的问题和理由，也可以写成 waivers = "豁免清单.xlsx"',
            is_file=True,
        ),
    ] = ()
    folder: Path | None = None
    """The workspace itself, None without one."""
    lines: TomlLines | None = field(default=None, repr=False, compare=False)
    """The lines of the entries in the file."""

    @property
    def hints(self) -> tuple[Hint, ...]:
        """The layouts given by hand, as detection takes them."""
        return tuple(layout.hint() for layout in self.layouts)

    @property
    def reference(self) -> dict[Role, list[Path]]:
        """The paths of the reference data, by role."""
        home = self.folder or Path()
        named: dict[Role, tuple[str, ...]] = {
            "previous": self.previous,
            "register": self.register,
            "excluded": self.exclude,
            "regions": (self.regions,) if self.regions else (),
            "waivers": (self.waivers,) if self.waivers and isinstance(self.waivers, str) else (),
        }
        return {role: [home / path for path in paths] for role, paths in named.items()}

    def place(self, *path: str | int) -> str:
        """Return the file and line of an entry, as a message begins."""
        file = str(self.folder / FILE_NAME) if self.folder else "设置"
        return f"{file}第{self.lines.at(path)}行" if self.lines else file


def find_settings(paths: Sequence[str | os.PathLike[str]]) -> Settings:
    """Return the settings of the workspace around the paths, or the empty settings."""
    home = workspace_around(paths)
    return load_settings(home / FILE_NAME) if home else Settings()


def workspace_around(paths: Sequence[str | os.PathLike[str]]) -> Path | None:
    """Return the workspace around the paths, None for none.

    It is the nearest folder, from the paths' common one upwards, with an ``rs.toml``.
    """
    folders = [
        p if os.path.isdir(p := Path(os.path.realpath(path))) else p.parent for path in paths
    ]
    if not folders:
        return None
    try:
        return workspace_of(Path(os.path.commonpath(folders)))
    except ValueError:  # different drives have nothing in common
        return None


def workspace_of(folder: Path) -> Path | None:
    """Return the nearest folder upwards with settings, also with unreadable ones."""
    return next((f for f in (folder, *folder.parents) if os.path.lexists(f / FILE_NAME)), None)


def _with_control(data: object, path: EntryPath = ()) -> Iterator[EntryPath]:
    """Yield the paths of texts with control characters."""
    if isinstance(data, str) and has_control(data):
        yield path
    elif isinstance(data, dict):
        for name, each in data.items():
            yield from _with_control(each, (*path, name))
    elif isinstance(data, list):
        for number, each in enumerate(data):
            yield from _with_control(each, (*path, number))


def load_settings(path: Path) -> Settings:
    """Read the settings of a file.  Raises WorkspaceError."""
    try:
        text = content_of(path).decode("utf-8-sig")
    except CannotRead as error:
        raise WorkspaceError(f"{path}：{error}") from None
    except UnicodeDecodeError as error:
        raise WorkspaceError(f"{path}：不是UTF-8编码，请另存为UTF-8后再试") from error
    return parse_settings(text, path)


def parse_settings(text: str, path: Path) -> Settings:
    """Return the settings in the text of a file.  Raises WorkspaceError."""
    try:
        data: dict[str, Any] = toml_data(text)
    except tomllib.TOMLDecodeError as error:
        raise WorkspaceError(str(syntax_problem(str(path), text, str(error)))) from error
    from pydantic import TypeAdapter, ValidationError  # not needed without a workspace

    wrong: list[Mapping[str, Any]] = [
        {"loc": (name,), "type": "extra_forbidden"} for name in data if name in _OWN
    ]
    try:
        given = {name: value for name, value in data.items() if name not in _OWN}
        settings = TypeAdapter(Settings).validate_python(given)
    except ValidationError as error:
        wrong += error.errors(include_url=False)
    wrong += ({"loc": path, "type": "control_character"} for path in _with_control(data))
    if not wrong:
        return replace(settings, folder=path.parent, lines=TomlLines(text))
    from ruralskills.workspace.setting_entries import setting_entries
    from ruralskills.workspace.settings_problems import problems

    found = problems(wrong, data, text, str(path), tuple(setting_entries(Settings)))
    raise WorkspaceError("\n".join(map(str, found)))
