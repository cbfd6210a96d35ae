"""Generated applicants: every box, long and empty texts, rare characters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any, Final

from builders.people import People

KINDS: Final = (
    "村两委干部", "村级后备干部", "大学生村官", "经纪人", "家庭农场经营者", "农民合作社骨干",
    "种养大户", "外出务工返乡青年", "退伍军人", "创业大学生", "其他", "脱贫户",
)  # fmt: skip
APPLIED: Final = date(2021, 5, 6)
_HAN: Final = (
    "核桃种植加工合作社青龙村三组养蜂羊肉冷库年产吨亩带动务工入股分红订单收购村民增收计划扩大规模"
)
_RARE: Final = "𠮷䶮㙍𬭎〇·—…“”《》（）：；，。！？①㎡℃％～／＼｜"
_OTHER: Final = "abcXYZ0189 .,:;!?'\"<>&{}%#$@*+=-_/\\[]()^~|`"
_SIGNS: Final = (
    "{{ x }}", "{% if %}", "{_{", "<w:p/>", "&amp;", "=1+1", "姓名", "身份证号：1", "无", "/", "见附件",
    "规模", "备注", "a  b", "第 一 行", "甲\u3000\u3000乙", "a\tb", "x\u00a0y", "1\u20112", "第一\u00ad行", "ﬁ①㈱", "👨‍👩‍👧", "☑有", "〔2021〕7号",
)  # fmt: skip


def text(rng: Random, most: int, *, breaks: bool = False) -> str:
    """Return a text, now and then empty, without blanks at its ends."""
    chance = rng.random()
    if chance < 0.12:
        return ""
    if chance < 0.22:
        return rng.choice(_SIGNS)
    pool = _HAN * 4 + _RARE + (_OTHER if rng.random() < 0.5 else "") + ("\n" * 3 if breaks else "")
    return "".join(rng.choice(pool) for _ in range(rng.randint(1, most))).strip()


def applicant(rng: Random, people: People) -> dict[str, Any]:
    """Return the data of one applicant by field, sound for the rules of the ledger."""
    person = people.aged(20, 60, APPLIED)
    kinds = [kind for kind in KINDS if rng.random() < 0.3]
    other = (
        "".join(rng.choice(_HAN) for _ in range(rng.choice((3, 8, 60)))) if "其他" in kinds else ""
    )
    wants_loan = rng.choice((True, False, None))
    long = rng.random() < 0.2
    return {
        "name": rng.choice((person.name, "𠮷䶮", "阿不都热合曼·买买提艾力")),
        "id_number": person.identity,
        "applied": APPLIED.isoformat(),
        "political": rng.choice(("中共党员", "群众", "共青团员", "")),
        "education": rng.choice(("小学", "初中", "高中", "大学专科", "")),
        "native_place": text(rng, 8),
        "address": text(rng, 200 if long else 30),
        "phone": person.phone,
        "qq": rng.choice(("", "012345678")),
        "wechat": rng.choice(("", "wx_" + person.phone, "WX-" + "W" * 20)),
        "identity_kind": kinds,
        "identity_text": other,
        "experience": rng.choice((True, False, None)),
        "project": text(rng, 60),
        "project_place": text(rng, 40),
        "scale": text(rng, 60),
        "wants_loan": wants_loan,
        "loan_amount": rng.choice(("20", "0.5", "12.25", "300")) if wants_loan else "",
        "pledge": rng.choice(("5户18人", "3户", "五户", "")),
        "leading_way": text(rng, 120 if long else 25, breaks=True),
        "prospects": text(rng, 1500 if long else 200, breaks=True),
    }


def applicants(count: int, seed: int) -> list[dict[str, Any]]:
    """Return so many applicants."""
    rng, people = Random(seed), People(seed)
    return [applicant(rng, people) for _ in range(count)]


def as_json(data: list[dict[str, Any]]) -> str:
    """Return applicants as a data file, which YAML reads too."""
    return json.dumps(data, ensure_ascii=False, indent=1)


def expected(data: Mapping[str, Any]) -> dict[str, str]:
    """Return what the collected roster must hold of an applicant, as text by field."""
    answers = {True: "是", False: "否", None: ""}
    number = str(data["id_number"])
    return {
        **{name: str(value) for name, value in data.items() if name != "applied"},
        "sex": "男" if int(number[16]) % 2 else "女",
        "age": str(_age(number)),
        "identity_kind": "、".join(data["identity_kind"]),
        "experience": answers[data["experience"]],
        "wants_loan": answers[data["wants_loan"]],
    }


def _age(number: str) -> int:
    born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    return APPLIED.year - born.year - ((APPLIED.month, APPLIED.day) < (born.month, born.day))
