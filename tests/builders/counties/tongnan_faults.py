"""Faults in the townships' ledgers: each in a record of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from builders import people
from builders.counties.tongnan_records import GUIHUA, GUJING, SHUANGHE, District
from builders.leader_records import Village
from builders.office_sheet import Formula


def spoil(district: District) -> None:
    """Plant the faults."""
    _spoil_guihua(district)
    _spoil_shuanghe(district)
    _spoil_gujing(district)


def _village(district: District, name: str) -> Village:
    return next(village for village in district.villages if village.name == name)


def _spoil_guihua(district: District) -> None:
    poor, stone, willow = (district.of(name) for name in ("红花村", "石桥村", "柳湾村"))
    one = poor[1]
    one.fault("C201", "identity", identity=people.kept_as_number(one.person.identity))
    one = poor[3]
    one.fault("P101", "sex", sex=people.other_sex(one.person.sex))
    one = stone[0]
    del one.households[2:]
    one.fault("L201", "poor")
    stone[3].cause = ""
    stone[3].fault("L210", "cause")
    one = willow[0]
    one.fault("C301", "phone", phone=people.ten_digits(one.person.phone))
    one = poor[4]
    one.fault("L214", "in_system", in_system="否", entered=None)
    bad = willow[1].households[0]
    bad.fault("C205", "head_id", head_id=people.one_digit_wrong(bad.head.identity))
    shared = poor[0].households[1]
    since = max(poor[2].recognised, shared.linked) + timedelta(days=5)
    again = replace(shared, linked=since, raised=shared.raised - 300, written={}, faults=[])
    again.fault("L204", "head_id")
    poor[2].households.append(again)
    short, swapped = district.classes[GUIHUA][1:3]
    short.days, short.lecture, short.visit, short.theory, short.practice = 5, 4, 1, 12, 28
    short.fault("T301", "days")
    district.classes[GUIHUA][0].lecture, district.classes[GUIHUA][0].visit = 4, 3
    district.classes[GUIHUA][0].fault("T302", "lecture")
    district.classes[GUIHUA][3].fault("T310", "place", place="云潼宾馆")
    swapped.theory, swapped.practice = swapped.practice, swapped.theory
    swapped.fault("T305", "practice")


def _spoil_shuanghe(district: District) -> None:
    river, heron, plain, bamboo = (
        district.of(name) for name in ("双河村", "白鹭村", "大坪村", "竹溪村")
    )
    river[0].fault("C402", "recognised", recognised="2020年2月30日")
    river[2].fault("L212", "remark", remark="2020年9月病故")
    heron[3].remove(date(2020, 10, 9), "外出务工")
    _village(district, "白鹭村").fault("L208", "village")
    plain[0].fault("L215", "in_system", in_system="是", entered="2020.3.3")
    one = plain[1]
    one.fault("L202", "poor", poor=f"{len(one.households) + 1}户")
    household = river[3].households[0]
    again = replace(household, written={}, faults=[])
    again.fault("L205", "head_id")
    river[3].households.append(again)
    river[3].written["poor"] = f"{len(river[3].households) - 1}户"
    river[3].written["size"] = river[3].size - household.size
    other = district.of("桂香社区")[0]
    one = bamboo[2]
    one.person, one.households, one.unlisted = other.person, other.households, True
    one.recognised = other.recognised
    other.fault("P102", "identity")  # 桂花街道's workbook is read second
    backwards = district.classes[SHUANGHE][2]
    backwards.fault("D502", "held", held="2020.7.16-2020.7.12")


def _spoil_gujing(district: District) -> None:
    pine, ridge = district.of("青松村"), district.of("长岭村")
    pine[2].fault("R101", "name", name=None)
    one = ridge[0]
    one.fault("P104", "age", age=int(str(one.age)[::-1]))
    ridge[3].fault("C101", "size", size=Formula("#REF!+3", "#REF!"))
    district.of("井口社区")[0].remove(date(2020, 11, 2), "病故")
    _village(district, "井口社区").fault("L209", "village")
    left = district.of("玉峰村")[0]
    left.remove(date(2020, 10, 20), "外出务工")
    left.fault("L211", "removed", removed=None)
    first, _, third = district.classes[GUJING]
    first.fault("N401", "completed", completed=first.trained + 3)
    third.fault("T308", "days", days=9)
    (_, one_roster), (_, other_roster) = district.rosters
    again = replace(one_roster[2], written={}, faults=[])
    again.fault("P103", "identity")
    one_roster[8] = again
    both = replace(one_roster[4], written={}, faults=[])
    both.fault("P109", "identity")
    other_roster[5] = both
