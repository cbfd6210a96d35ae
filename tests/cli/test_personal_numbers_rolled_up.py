"""No figure, bulletin, ledger of forms or blank shows a whole personal number beside its data."""

from __future__ import annotations

import json
import os
import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from builders.application_data import changed, data_file
from builders.command_line import rs
from builders.inbox import Inbox
from builders.personal_numbers import leaked, texts
from builders.proof import amount
from builders.sheet_text import Sheet
from builders.workbook_fixture import number

Text = tuple[str, tuple[str, ...]]
BASIS = ("--as-of", "2020-12-31")


def said(*words: str | Path) -> str:
    """What a command prints, on both streams."""
    done = rs(*words)
    assert done.exit_code in (0, 1, 2, 3), done.output
    return done.stdout + done.stderr


def inside(path: Path) -> str:
    """The texts of a file: of all parts of a package, without its links and tags."""
    if not zipfile.is_zipfile(path):
        return path.read_text("utf-8")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.endswith(".xml")}
    texts = [re.sub(r"<[^>]*>", "\n", part.decode("utf-8", "replace")) for part in parts.values()]
    return "\n".join(texts)


def safe(text: str, size: int = 60) -> str:
    """The text as the name of a file."""
    return re.sub(r"[/\x00]", "", text)[:size]


def workspace(folder: Path, made: list[Text]) -> Inbox:
    """What townships sent, with these texts in titles, cells, names, and headers."""
    title, unit, header, name, village, remark, page, file, period = (text for text, _ in made[:9])
    inbox = Inbox(folder, townships=("桂林街道", "双江镇"))
    flat = [re.sub(r"[\n\r|]", " ", each) for each in (name, village, remark, header)]
    rows = (
        f"| {village_} | 贫困村 | {person} | {number_} | {day} | 在库 | {more}"
        for village_, person, number_, day, more in (
            ("青龙村", "张某", number(), "2020-05-06", flat[2]),
            (flat[1], flat[0], number(sequence=3), "2020-05-06", flat[2]),
            ("青龙村", "李某", flat[0], flat[2], ""),
        )
    )
    table = Sheet(
        f"桂林街道2020年致富带头人台账{title}",
        "\n".join((f"| 村 | 村类型 | 姓名 | 身份证号 | 认定时间 | 状态 | {flat[3]}", *rows)),
        short if len(short := re.sub(r"[\\\[\]/?*:\r\n\t]", "", page)) < 32 else "表",
        unit=f"桂林街道{unit}",
    )
    inbox.send("2020Q2", "桂林街道", safe(f"带头人{file}"), table)
    inbox.send("2020Q3", safe(f"双江镇{period}"), safe(f"台账{file}"), table)
    return inbox


def outputs(folder: Path) -> Iterator[tuple[str, str]]:
    """What the commands over an inbox say."""
    for form in ("console", "json", "csv"):
        yield f"rollup as {form}", said("rollup", "--year", "2020", "--format", form)
    yield "the workbook's line", said("rollup", "--year", "2020", "-o", "汇总.xlsx")
    yield "rollup workbook", inside(folder / "汇总.xlsx")
    figures = json.loads(rs("rollup", "--year", "2020", "--format", "json").stdout)["figures"]
    for figure in figures[:2]:
        asked = f"{figure['unit']}/{figure['indicator']}"
        yield "explanation", said("rollup", "--year", "2020", "--explain", asked)
    yield "bulletin's line", said("summarize", "--quarter", "2020Q2", "-q")
    yield "the next bulletin's line", said("summarize", "--quarter", "2020Q3")
    for path in sorted((folder / "通报").rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield path.name, inside(path)


def without_digests(text: str) -> str:
    return re.sub(r"[0-9a-f]{16,64}|[0-9.]+E?-?\d*(?=[,\]]?\s*$)", "", text)


@given(st.lists(texts(), min_size=9, max_size=9))
@settings(
    max_examples=amount(2, 110), deadline=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_no_command_over_an_inbox_shows_a_number(made: list[Text]) -> None:
    numbers = tuple(number for _, several in made for number in several)
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workspace(folder, made)
        os.chdir(folder)
        try:
            for what, text in outputs(folder):
                shown = without_digests(text)
                assert not leaked(shown, numbers), (what, leaked(shown, numbers), made)
        finally:
            os.chdir(before)


@given(st.lists(texts(), min_size=6, max_size=6))
@settings(
    max_examples=amount(2, 110), deadline=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_no_line_on_forms_shows_a_number(made: list[Text]) -> None:
    numbers = tuple(number for _, several in made for number in several)
    name, place, project, phone, _, identity = (
        json.dumps(text, ensure_ascii=False) for text, _ in made
    )
    with tempfile.TemporaryDirectory() as where:
        folder = Path(where)
        data = data_file(
            folder,
            changed(name=name, address=place, project=project, phone=phone, id_number=identity),
            safe(f"{made[4][0]}.yaml"),
        )
        form = folder / "表.docx"  # the path that a command has written is shown as it is
        for what, text in (
            ("findings", said("render-form", data, "-o", folder / "a.docx")),
            ("draft", said("render-form", data, "-o", form, "--draft", "-q")),
            ("collected", said("collect-forms", form, "-o", folder / "名册.xlsx")),
            ("collected as json", said("collect-forms", form, "-o", folder / "名册.xlsx", "--format", "json")),
            ("carried over", said("template", "application", "--from", folder / "名册.xlsx", "-o", folder / "空白.xlsx", "-q")),
        ):  # fmt: skip
            shown = re.sub(r"[0-9a-f]{16,64}", "", text)
            assert not leaked(shown, numbers), (what, leaked(shown, numbers), made)
