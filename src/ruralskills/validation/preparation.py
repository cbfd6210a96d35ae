"""The preparation of a run: options, notices and regions."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from ruralskills.catalogue import available_notices
from ruralskills.detection.table_unit import UnitSources
from ruralskills.model.ledger_set import Role
from ruralskills.model.table import Table
from ruralskills.notices import NoticeHeading, NoticeLibrary
from ruralskills.notices.problems import suggestion
from ruralskills.rules import RuleError, all_rules, declared_rules
from ruralskills.validation.file_check import CheckOptions, check_file
from ruralskills.validation.input_file import InputFile
from ruralskills.validation.notice_choice import NoticeChoice, named_notices
from ruralskills.validation.reference_data import read_reference_data
from ruralskills.validation.supplied_regions import ReferenceDataError, region_list_of_villages
from ruralskills.workspace.settings import Settings


def check_options(
    settings: Settings,
    notices: Sequence[str],
    as_of: date | None,
    password: str,
    normalise: bool = False,
) -> CheckOptions:
    """Return the options of a run, without the names of units."""
    library = available_notices.load(settings.folder)
    return CheckOptions(
        library,
        as_of or date.today(),
        _explicit_choices(notices, settings, library.headings),
        settings.hints,
        password,
        normalise,
        UnitSources(office=settings.unit),
        _rules_off(settings, library),
        settings.folder and Path(os.path.abspath(settings.folder)),
    )


def _rules_off(settings: Settings, library: NoticeLibrary) -> dict[str, str]:
    """Return the rules that the settings switch off, each with its reason.

    Raises RuleError for an unknown one, and for one without a reason.
    """
    if not settings.off:
        return {}
    known = {**all_rules(), **declared_rules(library.own)}
    for code, reason in settings.off.items():
        place = settings.place("off", code)
        if code not in known:
            raise RuleError(
                f"{place}：[off]里的“{code}”不是规则的编号。{suggestion(code, known, '编号见 rs rules')}"
            )
        if known[code].scope == "cell":
            raise RuleError(f"{place}：[off]里的{code}在读取单元格时核查，不能停用")
        if not reason.strip():
            raise RuleError(f'{place}：停用{code}没有写理由，请写作 {code} = "理由"')
    return settings.off


def _explicit_choices(
    notices: Sequence[str], settings: Settings, available: Mapping[str, NoticeHeading]
) -> tuple[NoticeChoice, ...] | None:
    """Return the notices that somebody named. None when they are to be recognised."""
    if notices:
        return named_notices(notices, available, "由 --notice 指定")
    if settings.notices:
        return named_notices(settings.notices, available, "由工作区设置指定")
    return None


def region_tables(
    references: Mapping[Role, Sequence[Path]],
    settings: Settings,
    options: CheckOptions,
    scratch: Path,
) -> list[Table]:
    """Return the list of regions, else the list of villages that can serve as one.

    The list is read again with the notices in force, which are not yet known.
    """
    if paths := references.get("regions"):
        lists = read_reference_data({"regions": paths}, options, {}, scratch / "names")
        return lists.tables["regions"]
    return region_list_of_villages(village_tables(settings, options))


def village_tables(settings: Settings, options: CheckOptions) -> list[Table]:
    """Return the workspace's list of villages, which is not checked."""
    if not settings.villages or settings.folder is None:
        return []
    file = InputFile(settings.folder / settings.villages, settings.villages)
    check = check_file(file, options)
    if check.status.status == "unreadable":
        raise ReferenceDataError(f"村名单“{settings.villages}”：{check.status.reason}")
    return check.tables
