"""``rs render-form`` for one applicant: what is read, what stops a form, what stands in it."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest

from builders.application_data import SOUND, after, changed, data_file
from builders.command_line import rs
from builders.form_template import PATH, build
from ruralskills.forms.identity_kinds import KINDS_ON_FORM
from ruralskills.ledgers import Application
from ruralskills.model.fields import field_specs
from ruralskills.notices import shipped_notices


def rendered(tmp_path: Path, text: str, *options: str) -> Path:
    result = rs("render-form", data_file(tmp_path, text), *options)
    assert result.exit_code == 0, result.output
    assert result.stdout.strip() == str(tmp_path / "applicant.docx")
    return tmp_path / "applicant.docx"


def test_the_committed_template_is_what_its_script_makes() -> None:
    def parts(source: Path | BytesIO) -> dict[str, bytes]:
        with zipfile.ZipFile(source) as archive:
            names = [n for n in archive.namelist() if not n.startswith("docProps/")]
            return {name: archive.read(name) for name in names}

    made = BytesIO()
    build().save(made)
    assert parts(made) == parts(PATH)


def test_every_field_stands_in_its_cell(tmp_path: Path) -> None:
    path = rendered(tmp_path, SOUND)
    expected = {
        "姓名": "张三", "性别": "男", "年龄": "35", "政治面貌": "群众", "文化程度": "高中",
        "身份证号": "500199198506150017", "籍贯": "山西省临县", "手机号码": "13800000000",
        "家庭地址": "山西省吕梁市临县白文镇曹家峁村12号", "QQ号": "", "微信号": "",
        "有无创业经历": "☑有  ☐无", "(拟)创业项目": "核桃加工", "(拟)创业地点": "白文镇曹家峁村",
        "(拟)创业产业规模": "年加工核桃50吨", "是否有贷款意向": "是", "贷款意向金额": "20万元",
        "承诺带动脱贫户规模": "5户18人", "(拟)带动方式": "订单收购", "申请人承诺签字": "",
        "(拟)创业项目简况及前景分析": "计划扩大规模",
    }  # fmt: skip
    assert {label: after(path, label) for label in expected} == expected
    for label in ("村委会推荐意见", "乡(镇)推荐意见", "县级扶贫部门审定意见"):
        assert after(path, label).split() == ["负责人:", "年", "月", "日"]


def test_the_boxes_stand_in_the_order_of_the_notice(tmp_path: Path) -> None:
    path = rendered(tmp_path, changed(identity_kind="村干部、返乡青年、小微企业主"))
    boxes = re.sub(r"[\s_]", "", after(path, "身份类别"))
    assert boxes == (
        "☑村两委干部☐村级后备干部☐大学生村官☐经纪人☐家庭农场经营者☐农民合作社骨干"
        "☐种养大户☑外出务工返乡青年☐退伍军人☐创业大学生☑其他小微企业主☐脱贫户"
    )


def test_a_kind_on_no_list_is_named(tmp_path: Path) -> None:
    result = rs("render-form", data_file(tmp_path, changed(identity_kind="种养大户、飞行员")))
    assert result.exit_code == 0
    assert re.search(r"applicant\.yaml:\d+: identity_kind（身份类别）：“飞行员”", result.stderr)


@pytest.mark.parametrize("notice", sorted(shipped_notices()))
def test_the_form_has_its_own_kinds_under_every_notice(tmp_path: Path, notice: str) -> None:
    text = changed(identity_kind="家庭农场主、种养大户、致富能手")
    path = rendered(tmp_path, text, "--notice", notice)
    boxes = after(path, "身份类别")
    assert "☑家庭农场经营者" in boxes
    assert "☑种养大户" in boxes
    assert "☑其他 致富能手 " in boxes
    back = rs("collect-forms", path, "-o", tmp_path / "名册.xlsx", "--notice", notice)
    assert back.exit_code == 0, back.output


def test_a_kind_that_only_an_own_notice_has_stands_behind_other(tmp_path: Path) -> None:
    words: dict[str, list[str]] = {kind: [] for kind in KINDS_ON_FORM} | {"网红主播": ["主播"]}
    lines = [f"{json.dumps(kind)} = {json.dumps(more)}" for kind, more in words.items()]
    (tmp_path / "notices").mkdir()
    (tmp_path / "notices" / "own.toml").write_text(
        'id = "own"\ntitle = "某县实施办法"\ndocument = "某农发〔2021〕1号"\nextends = "shanxi-2021"\n'
        'places = ["某县"]\nyears = [2021]\n\n[[clauses]]\nid = "OWN-01"\nsection = "一"\nphrase = "网红主播"\n'
        'says = "身份类别有网红主播"\nseverity = "info"\nbasis = "原文"\n\n'
        '[lists.identity_kind]\nopen = true\nclause = "OWN-01"\n[lists.identity_kind.words]\n'
        + "\n".join(lines),
        encoding="utf-8",
    )
    (tmp_path / "rs.toml").write_text('notices = ["own"]\n', encoding="utf-8")
    result = rs("render-form", data_file(tmp_path, changed(identity_kind="主播、经纪人")))
    assert result.exit_code == 0, result.output
    assert "“主播”不在表上所列的身份里" in result.stderr
    assert "☑其他 主播 " in after(tmp_path / "applicant.docx", "身份类别")


@pytest.mark.parametrize(
    ("kinds", "other"),
    [("其他", "小微企业主"), ("[其他]", "养蜂、种桃"), ("种养大户", "网店店主")],
)
def test_identity_text_ticks_other(tmp_path: Path, kinds: str, other: str) -> None:
    path = rendered(tmp_path, changed(identity_kind=kinds, identity_text=other))
    assert f"☑其他 {other} " in after(path, "身份类别")


def test_scalars_are_read_as_they_stand(tmp_path: Path) -> None:
    text = changed(phone="02312345670", qq="012_345", wechat="1e5", education="no", scale="0x1F")
    path = rendered(tmp_path, text)
    shown = [
        after(path, word) for word in ("手机号码", "QQ号", "微信号", "文化程度", "(拟)创业产业规模")
    ]
    assert shown == ["02312345670", "012_345", "1e5", "no", "0x1F"]


def test_numbers_of_json_and_toml_are_their_digits(tmp_path: Path) -> None:
    sources = {
        "a.json": '{"姓名": "张三", "身份证号码": 500199198506150017, "loan_amount": 20.50, "wants_loan": true}',
        "a.toml": '"姓名" = "张三"\nid_number = 500199198506150017\nloan_amount = 20.50\nwants_loan = true\n',
    }
    for name, text in sources.items():
        result = rs("render-form", data_file(tmp_path, text, name), "-o", tmp_path / "out.docx")
        assert result.exit_code == 0, result.output
        path = tmp_path / "out.docx"
        assert after(path, "身份证号") == "500199198506150017"
        assert (after(path, "贷款意向金额"), after(path, "是否有贷款意向")) == ("20.5万元", "是")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (changed(id_number="500199198506150018"), 18),
        (changed(id_number=None), 1),
        (changed(name=None), 1),
        (changed(applied="2002-05-06"), 2),  # sixteen years old
        (changed(applied="2051-05-06"), 18),
        ("# 说明\n\n" + changed(phnoe="13800000000"), 21),
        (changed(sex="女"), 19),
    ],
)
def test_an_error_stops_the_form_and_names_its_line(tmp_path: Path, text: str, line: int) -> None:
    path = data_file(tmp_path, text)
    result = rs("render-form", path)
    assert result.exit_code == 1
    assert not (tmp_path / "applicant.docx").exists()
    assert not result.stdout
    errors = [each for each in result.stderr.splitlines() if "必改" in each]
    assert any(re.match(rf"applicant\.yaml:{line}: \w+", each) for each in errors), result.stderr


def test_problems_stand_in_the_order_of_their_lines(tmp_path: Path) -> None:
    text = changed(phone="1380000", sex="女", qq="", loan_amount="二十", wants_loan="否")
    result = rs("render-form", data_file(tmp_path, text))
    lines = [int(line.split(":")[1]) for line in result.stderr.splitlines()[:-1]]
    assert len(lines) > 3
    assert lines == sorted(lines)


def test_the_schema_takes_what_the_program_takes(tmp_path: Path) -> None:
    schema = json.loads(rs("render-form", "--json-schema").stdout)
    assert schema["required"] == ["name", "id_number"]
    assert list(schema["properties"]) == list(field_specs(Application))
    for name in ("phone", "id_number", "age", "loan_amount", "applied"):
        accepted = schema["properties"][name]["type"]
        assert {"string", "null"} <= set(accepted)
        assert {"integer", "number"} & set(accepted)  # a whole number is its digits
    assert "boolean" in schema["properties"]["experience"]["type"]
    assert schema["properties"]["identity_kind"]["anyOf"][1]["type"] == "array"


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.toml", 'name = "张三"\nphone = 0138\n', 2), ("a.toml", 'name = "张三"\nphone =', 2),
        ("a.json", '{"name": "张三",\n\n"phone": 0138}', 3), ("a.yaml", "name: 张三\nphone: a: b\n", 2),
        ("a.yaml", "name: 张三\n\tphone: 1\n", 2),
    ],
)  # fmt: skip
def test_what_cannot_be_parsed_names_its_line(
    tmp_path: Path, name: str, text: str, line: int
) -> None:
    result = rs("render-form", data_file(tmp_path, text, name))
    assert result.exit_code == 2
    assert result.stderr.startswith(f"rs：{name}：第{line}行：")


@pytest.mark.parametrize(
    "words",
    [
        ("没有.yaml",), ("--from-ledger", "没有.yaml"), ("--fields", "没有.yaml"),
        ("data.yaml", "--template", "没有.yaml"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_there_is_named(
    tmp_path: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    data_file(tmp_path, SOUND, "data.yaml")
    monkeypatch.chdir(tmp_path)
    result = rs("render-form", *words)
    assert result.exit_code == 2
    assert result.stderr == "rs：没有.yaml：找不到这个文件。请核对路径和文件名\n"


def test_an_unknown_key_names_the_nearest(tmp_path: Path) -> None:
    result = rs("render-form", data_file(tmp_path, changed(phnoe="1")))
    assert "applicant.yaml:19: phnoe：没有“phnoe”这一项，是不是“phone”" in result.stderr


def test_a_draft_marks_gaps_and_wrong_values(tmp_path: Path) -> None:
    text = changed(address=None, id_number="500199198506150018", experience=None)
    path = rendered(tmp_path, text, "--draft")
    assert docx.Document(str(path)).paragraphs[0].text == "草稿"
    assert after(path, "家庭地址") == "〔待填〕"
    assert after(path, "身份证号") == "500199198506150018 〔待核〕"
    assert after(path, "有无创业经历") == "☐有  ☐无〔待填〕"
    assert after(path, "姓名") == "张三"


def test_the_age_follows_from_the_number_and_the_day(tmp_path: Path) -> None:
    without = changed(applied=None)
    assert after(rendered(tmp_path, without), "年龄") == ""
    assert after(rendered(tmp_path, without, "--as-of", "2021-06-14"), "年龄") == "35"
    assert after(rendered(tmp_path, without, "--as-of", "2021-06-15"), "年龄") == "36"
    result = rs("render-form", data_file(tmp_path, changed(age="40")))
    assert result.exit_code == 0
    assert "age（年龄）：填40岁" in result.stderr


def test_what_does_not_fit_stands_in_full_on_the_annex(tmp_path: Path) -> None:
    long = "建有加工房一座，" * 120
    path = rendered(tmp_path, changed(prospects=long, address="临县白文镇" * 30))
    assert after(path, "(拟)创业项目简况及前景分析") == after(path, "家庭地址") == "见附页"
    texts = [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]
    start = texts.index("附页")
    assert texts[start:][:5] == [
        "附页", "家庭地址", "临县白文镇" * 30, "(拟)创业项目简况及前景分析", long,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://example.org")', "{{ 7*7 }}", "{% for x in y %}", "{_{ x }_}", "<w:p/>&amp;",
        "]]>", "a{%p if x %}b", "𠮷䶮", "第一行\n第二行\t后", "{# c #}", "${x}",
    ],
)  # fmt: skip
def test_data_come_out_as_text(tmp_path: Path, text: str) -> None:
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    path = rendered(tmp_path, changed(prospects=quoted.replace("\t", "\\t")))
    assert after(path, "(拟)创业项目简况及前景分析") == text


def test_control_characters_are_replaced_and_named(tmp_path: Path) -> None:
    result = rs("render-form", data_file(tmp_path, changed(project='"核\\x07桃\\0"')))
    assert result.exit_code == 0
    assert "project（(拟)创业项目）：有2个文档里存不下的控制字符" in result.stderr
    assert after(tmp_path / "applicant.docx", "(拟)创业项目") == "核\ufffd桃\ufffd"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "name: [张三\n"), ("a.yaml", "name: &a 张三\nproject: *a\n"), ("a.yaml", "张三"),
        ("a.yaml", ""), ("a.yaml", "- 1\n- 2\n"), ("a.json", '{"name": }'), ("a.toml", "name = 张三"),
        ("a.yaml", "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n"), ("a.txt", SOUND),
        ("a.yaml", "name: " + "[" * 3000), ("a.json", "[" * 100000), ("a.yaml", "<<: {name: 张三}\n? [a]\n: b"),
    ],
)  # fmt: skip
def test_what_is_no_data_is_one_line(tmp_path: Path, name: str, text: str) -> None:
    result = rs("render-form", data_file(tmp_path, text, name))
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith(f"rs：{name}")
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_the_example_is_sound(tmp_path: Path) -> None:
    example = rs("render-form", "--example").stdout
    result = rs("render-form", data_file(tmp_path, example))
    assert result.exit_code == 0, result.output
    assert "填错" not in result.stderr
    assert "待核" not in result.stderr


def test_a_foreign_file_is_never_replaced(tmp_path: Path) -> None:
    target = data_file(tmp_path, "别人的", "applicant.docx")
    result = rs("render-form", data_file(tmp_path, SOUND))
    assert result.exit_code == 2
    assert target.read_text(encoding="utf-8") == "别人的"


def test_our_own_file_is_replaced(tmp_path: Path) -> None:
    rendered(tmp_path, SOUND)
    assert after(rendered(tmp_path, changed(project="养蜂")), "(拟)创业项目") == "养蜂"


def test_the_parts_of_a_table_stand_in_the_order_that_word_asks_for() -> None:
    order = ["tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    for table in docx.Document(str(PATH)).element.iter(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tblPr"
    ):
        names = [child.tag.rpartition("}")[2] for child in table]
        assert names == [name for name in order if name in names]
