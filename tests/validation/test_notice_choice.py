"""Which notices bind: named, or recognised by place and year; two places are nobody's guess."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest

import ruralskills as rs
from builders.sheet_text import write
from builders.workbook_fixture import TODAY, leaders
from ruralskills import notices
from ruralskills.detection.recognised_table import RecognisedTable
from ruralskills.validation import notice_choice
from ruralskills.validation.notice_choice import NoticeChoice
from ruralskills.validation.validate import ChoiceError
from ruralskills.workspace.settings import Settings

PACKS = notices.shipped_notices()


@dataclass
class Named:
    title: str
    year: int | None
    unit_line: str = ""
    places: str = ""
    file: str = "台账.xlsx"

    @property
    def heading(self) -> str:
        return f"{self.title} {self.unit_line}"


def drafts(*given: Named) -> list[RecognisedTable]:
    return cast(list[RecognisedTable], list(given))


def recognised(*given: Named) -> list[str]:
    return [choice.notice for choice in notice_choice.recognise_notices(drafts(*given), PACKS)]


@pytest.mark.parametrize(
    ("title", "year", "expected"),
    [
        ("潼南区桂林街道2020年致富带头人台账", 2020, ["tongnan-2020"]),
        ("潼南区桂林街道2021年致富带头人台账", 2021, []),
        ("潼南区桂林街道致富带头人台账", None, ["tongnan-2020"]),
        ("忻州市2021年致富带头人花名册", 2021, ["shanxi-2021"]),
        ("东乡县2022年培训台账", 2022, ["dongxiang-2020"]),
        ("东乡县2023年培训台账", 2023, []),
        ("清流县2022年产业发展带头人名册", 2022, ["qingliu-2022"]),
        ("××县2020年台账", 2020, []),
    ],
)
def test_place_and_year_of_a_title(title: str, year: int | None, expected: list[str]) -> None:
    assert recognised(Named(title, year)) == expected


def test_region_columns_serve_where_headings_name_no_place() -> None:
    assert recognised(Named("致富带头人台账", 2020, places="潼南区 桂林街道")) == ["tongnan-2020"]
    both = Named("忻州市2021年台账", 2021, places="潼南区")
    assert recognised(both) == ["shanxi-2021"]


def test_reason_names_place_and_year() -> None:
    [choice] = notice_choice.recognise_notices(drafts(Named("潼南区2020年台账", 2020)), PACKS)
    assert choice.reason == "按台账中的“潼南区”、2020年识别"
    assert not choice.is_explicit


def test_place_whose_notice_is_not_in_force_is_remarked() -> None:
    [remark] = notice_choice.remarks_on_years(
        drafts(Named("潼南区2021年台账", 2021, file="甲.xlsx")), PACKS
    )
    assert remark.startswith("甲.xlsx：是“潼南区”2021年的台账")
    assert "tongnan-2020" in remark
    assert "只适用于2020年" in remark
    assert notice_choice.remarks_on_years(drafts(Named("潼南区2020年台账", 2020)), PACKS) == []
    assert notice_choice.remarks_on_years(drafts(Named("某县2021年台账", 2021)), PACKS) == []
    [years] = notice_choice.remarks_on_years(drafts(Named("东乡县2023年台账", 2023)), PACKS)
    assert "只适用于2020年至2022年" in years


def test_agreed_notice_binds_only_files_of_its_years() -> None:
    found = notice_choice.recognise_notices(drafts(Named("潼南区2020年台账", 2020)), PACKS)
    other = drafts(Named("潼南区2021年台账", 2021))
    assert notice_choice.binding_choices(found, other, PACKS) == ()
    assert notice_choice.binding_choices(found, drafts(Named("台账", None)), PACKS) == tuple(found)
    told = notice_choice.named_notices(["tongnan-2020"], PACKS, "由 --notice 指定")
    assert notice_choice.binding_choices(told, other, PACKS) == tuple(told)


def test_two_places_in_two_files() -> None:
    by_file = {
        "甲.xlsx": [NoticeChoice("tongnan-2020", "")],
        "乙.xlsx": [NoticeChoice("shanxi-2021", "")],
    }
    with pytest.raises(ChoiceError) as caught:
        notice_choice.agree_on_notices(by_file, PACKS)
    message = str(caught.value)
    assert "甲.xlsx" in message
    assert "乙.xlsx" in message
    assert "--notice" in message


def test_notice_of_the_state_goes_with_any_place() -> None:
    by_file = {
        "甲.xlsx": [NoticeChoice("national-2021", "")],
        "乙.xlsx": [NoticeChoice("shanxi-2021", "")],
    }
    names = [choice.notice for choice in notice_choice.agree_on_notices(by_file, PACKS)]
    assert names == ["national-2021", "shanxi-2021"]


def test_unknown_notice_is_refused_with_those_there_are() -> None:
    with pytest.raises(ChoiceError, match=r"没有名为“tongnan”的通知.*tongnan-2020"):
        notice_choice.named_notices(["tongnan"], PACKS, "")


def test_common_is_always_listed_last() -> None:
    listed = notice_choice.describe_choices([NoticeChoice("tongnan-2020", "x")], PACKS)
    assert [one.id for one in listed] == ["tongnan-2020", "common"]
    [only] = notice_choice.describe_choices([], PACKS)
    assert "未指定也未识别出" in only.chosen_by


def test_recognised_over_files(tmp_path: Path) -> None:
    def file(name: str, title: str) -> Path:
        return write(tmp_path / name, leaders("| 2 |", head="| 带动贫困户数 |", title=title))

    one = file("甲.xlsx", "潼南区桂林街道2020年致富带头人台账")
    other = file("乙.xlsx", "双江镇2020年第二季度致富带头人台账")
    outcome = rs.validate([one, other], as_of=TODAY, settings=Settings())
    assert [n.id for n in outcome.notices] == ["tongnan-2020", "common"]
    clauses = {f.clause.id for f in outcome.findings if f.clause}
    assert clauses == {"CQ-18"}
    third = file("丙.xlsx", "山西省忻州市2021年致富带头人台账")
    with pytest.raises(ChoiceError, match=r"甲\.xlsx.*丙\.xlsx"):
        rs.validate([one, third], as_of=TODAY, settings=Settings())
    told = rs.validate([one, third], notices=["common"], as_of=TODAY, settings=Settings())
    assert [n.id for n in told.notices] == ["common"]
