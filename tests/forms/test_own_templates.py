"""An office's own templates: filled from data and rosters, and harmless whatever they hold."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest

from builders.application_data import data_file
from builders.command_line import rs
from builders.own_templates import FOLDER, TEMPLATES

ROSTER = FOLDER.parent / "shanxi-2021-clean" / "学员花名册.xlsx"


def template(folder: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    path = folder / "mine.docx"
    document.save(str(path))
    return path


def filled(folder: Path, data: str, *paragraphs: str) -> list[str]:
    path = template(folder, *paragraphs)
    result = rs("render-form", data_file(folder, data, "d.yaml"), "--template", path)
    assert result.exit_code == 0, result.output
    return texts(folder / "d.docx")


def texts(path: Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_committed_templates_are_what_their_script_makes(name: str) -> None:
    def parts(source: Path | BytesIO) -> dict[str, bytes]:
        with zipfile.ZipFile(source) as archive:
            names = [n for n in archive.namelist() if not n.startswith("docProps/")]
            return {name: archive.read(name) for name in names}

    made = BytesIO()
    TEMPLATES[name]().save(made)
    assert parts(made) == parts(FOLDER / f"{name}.docx")


def test_certificates_are_a_document_each(tmp_path: Path) -> None:
    result = rs(
        "render-form",
        "--from-ledger",
        ROSTER,
        "--template",
        FOLDER / "结业证书.docx",
        "-o",
        tmp_path,
    )
    assert result.exit_code == 0, result.output
    files = sorted(tmp_path.iterdir())
    assert len(files) == 11
    assert files[0].name == "001-曹平春.docx"
    assert "于2021年5月10日至2021年5月16日参加致富带头人培训班第1期学习" in "".join(texts(files[0]))


def test_an_attendance_sheet_is_one_document(tmp_path: Path) -> None:
    out = tmp_path / "k.docx"
    result = rs(
        "render-form", "--from-ledger", ROSTER, "--template", FOLDER / "考勤表.docx", "-o", out
    )
    assert result.stdout.split() == [str(out)]
    rows = [[cell.text for cell in row.cells] for row in docx.Document(str(out)).tables[0].rows]
    assert len(rows) == 12
    assert rows[1][:2] == ["1", "曹平春"]
    assert texts(out)[0] == "致富带头人培训班第1期考勤表"


def test_the_fields_of_a_template_stand_in_its_order(tmp_path: Path) -> None:
    paragraphs = (
        "甲方：{{ 甲方 }}，乙方：{{ person.name }}", "{% for row in rows %}{{ row.姓名 }}、{% endfor %}",
        "{% if 日期 %}{{ 日期|年月日 }}{% endif %}{{ 甲方 }}",
    )  # fmt: skip
    path = template(tmp_path, *paragraphs)
    result = rs("render-form", "--fields", path)
    assert result.stdout.split() == ["甲方", "person.name", "rows", "rows[].姓名", "日期"]
    as_json = rs("render-form", "--fields", path, "--format", "json").stdout
    assert '"name": "甲方"' in as_json
    assert rs("render-form", "--fields", FOLDER / "结业证书.docx").stdout.split()[:2] == [
        "证书编号", "姓名",
    ]  # fmt: skip


def test_data_of_any_shape(tmp_path: Path) -> None:
    data = (
        "甲方: 某公司\nperson: {name: 张三}\nrows: [{姓名: 李四}, {姓名: 王五}]\n日期: 2021-05-06\n"
    )
    paragraphs = (
        "{{ 甲方 }}{{ person.name }}",
        "{% for r in rows %}{{ r.姓名 }};{% endfor %}",
        "{{ 日期|年月日 }}",
    )
    assert filled(tmp_path, data, *paragraphs) == ["某公司张三", "李四;王五;", "2021年5月6日"]


def test_an_undefined_variable_names_itself_and_its_paragraph(tmp_path: Path) -> None:
    path = template(tmp_path, "甲方：{{ 甲方 }}", "乙方：{{ 乙方 }}先生")
    result = rs("render-form", data_file(tmp_path, "甲方: 某公司\n"), "--template", path)
    assert result.exit_code == 2
    assert "mine.docx：“乙方：{{ 乙方 }}先生”里的“乙方”没有数据" in result.stderr
    assert not (tmp_path / "applicant.docx").exists()


def test_a_wrong_sign_names_its_paragraph(tmp_path: Path) -> None:
    path = template(tmp_path, "好的", "坏的{% if x %}没有结束")
    for words in (("--fields", path), (data_file(tmp_path, "x: 1\n"), "--template", path)):
        result = rs("render-form", *words)
        assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
        assert result.stderr.startswith("rs：mine.docx：")


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("x")', "{{ 7*7 }}", "{% for %}", "{_{ x }_}", "<w:p/>&amp;</w:t>", "]]>", "𠮷䶮",
        "{%p if x %}", "{# c #}", "第一行\n第二行\t后",
    ],
)  # fmt: skip
def test_data_come_out_as_text(tmp_path: Path, text: str) -> None:
    quoted = (
        text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    )
    data = f'x: "{quoted}"\nrows: [{{y: "{quoted}"}}]\n'
    signs = (
        "{{ x }}", "{% for r in rows %}{{ r.y }}{% endfor %}", "{{ x|e }}", "{{ '' ~ x }}",
        "{{ [x]|join }}", "{{ x|trim }}", "{% autoescape false %}{{ x }}{% endautoescape %}",
        "{% set z = x %}{{ z }}", "{{ '' + x }}",
    )  # fmt: skip
    assert filled(tmp_path, data, *signs) == [text] * len(signs)


LONG = "{% set e = 'xxxxxxxxxx' %}" + "{% set e = e~e~e~e~e~e~e~e~e~e %}" * 4
"""A hundred thousand letters."""


@pytest.mark.parametrize(
    "sign",
    [
        "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
        "{% for i in range(10**9) %}{% endfor %}", "{{ 'x' * 10**9 }}", "{{ 2**999 }}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "{{ '%999999999d' % 1 }}",
        "{% macro a(n) %}{% if n %}{{ a(n-1) }}{{ a(n-1) }}{% endif %}{% endmacro %}{{ a(60) }}",
        "{% macro a(s, n) %}{{ a(s ~ s, n-1) if n else '' }}{% endmacro %}{{ a('xxxxxxxx', 60) }}",
        "{{ ''.__class__.__mro__ }}", "{{ x.__class__.__base__.__subclasses__() }}",
        "{{ cycler.__init__.__globals__.os }}", "{% include 'report.html.j2' %}", "{{ x|safe }}",
        f"{LONG}{{% for i in range(99999) %}}{{{{ e }}}}{{% endfor %}}",
        f"{LONG}{{{{ range(99999)|join(e) }}}}", f"{LONG}{{{{ e|replace('x', e) }}}}",
        f"{LONG}{{{{ e.replace('x', e) }}}}", f"{LONG}{{{{ e.join(range(99999)) }}}}",
        "{% for i in range(9999) %}{{ range(99999)|sum }}{% endfor %}",
        "{% set a = [1,1,1,1,1,1,1,1,1,1] %}" + "{% set a = [a,a,a,a,a,a,a,a,a,a] %}" * 12 + "{{ a }}",
        "{% set a = [1,1,1,1,1,1,1,1,1,1] %}" + "{% set a = [a,a,a,a,a,a,a,a,a,a] %}" * 12 + "{{ a|string }}",
        "{% set l = [1] %}{% for i in l %}{{ l.append(1) or '' }}{% endfor %}",
        "{% set a = 99 ** 99 %}" + "{% set a = a * a %}" * 40, "{{ x|format }}",
        "{% for i in [1, 2] recursive %}{{ loop([1, 2]) }}{% endfor %}",
        f"{{% for i in range(99999) %}}{'很长' * 9999}{{% endfor %}}",
        "{{ x|attr('__class__') }}", "{{ 'x'.center(10**9) }}", "{{ x", "{% nope %}", "{{ 1/0 }}", "{{ x.y.z }}",
    ],
)  # fmt: skip
def test_a_hostile_template_is_one_line(tmp_path: Path, sign: str) -> None:
    path = template(tmp_path, "标题", sign)
    result = rs("render-form", data_file(tmp_path, "x: 内容\n"), "--template", path)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1), result.output
    assert result.stderr.startswith("rs：mine.docx：")
    assert not (tmp_path / "applicant.docx").exists()


def bomb() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * (1 << 27))
    return target.getvalue()


def with_entities() -> bytes:
    source, target = BytesIO(), BytesIO()
    docx.Document().save(source)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            head = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(b"?>", b"?>" + head, 1)
            new.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"text", b"PK\x03\x04", ROSTER.read_bytes(), bomb(), with_entities()],
    ids=["empty", "text", "stump", "workbook", "bomb", "entities"],
)
def test_what_is_no_template_is_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mine.docx"
    path.write_bytes(content)
    for words in (("--fields", path), (data_file(tmp_path, "x: 1\n"), "--template", path)):
        result = rs("render-form", *words)
        assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1), result.output
    assert sorted(each.name for each in tmp_path.iterdir()) == ["applicant.yaml", "mine.docx"]


def test_merged_is_for_the_form_only(tmp_path: Path) -> None:
    words = ("--from-ledger", ROSTER, "--template", FOLDER / "结业证书.docx", "--merged")
    result = rs("render-form", *words, "-o", tmp_path)
    assert result.exit_code == 2
    assert list(tmp_path.iterdir()) == []
