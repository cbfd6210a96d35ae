"""Forms laid out otherwise than the notice has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.filled_forms import (
    SOUND,
    Xml,
    changed_form,
    file_of,
    forms_of,
    one_form,
    paragraph,
    rows_of,
    run,
    sheet,
    table,
    word,
)
from builders.pictures import draw_on_sheet, png
from ruralskills.forms.collected_form import CollectedForm
from ruralskills.forms.form_labels import field_of

EXPECTED = {
    "name": "张三", "sex": "男", "age": 35, "id_number": "500199198506150017", "phone": "13800000000",
    "qq": "12345678", "identity_kind": "种养大户", "experience": "是", "project": "核桃加工",
    "scale": "年加工30吨", "wants_loan": "否", "pledge": "3户", "leading_way": "务工就业", "signature": "是",
    "prospects": "市场好", "village_opinion": "同意推荐。",
}  # fmt: skip


def assert_read(form: CollectedForm, **changes: object) -> None:
    wanted = EXPECTED | changes
    assert {name: form.values.get(name) for name in wanted} == wanted


LAYOUTS = {
    "two columns": rows_of(SOUND, 1),
    "four columns": rows_of(SOUND, 2),
    "eight columns": rows_of(SOUND, 4),
    "another order": rows_of(dict(reversed(SOUND.items())), 2),
    "identity first": rows_of({"身份证号": SOUND["身份证号"], **SOUND}, 3),
    "labels above": [
        line
        for at in range(0, len(SOUND), 4)
        for line in ([*SOUND][at : at + 4], [*SOUND.values()][at : at + 4])
    ],
    "labels above, one a row": [[text] for pair in SOUND.items() for text in pair],
    "with a title": [["+4 培训对象申报表"], ["+4 填报单位：某村"], *rows_of(SOUND, 2)],
    "with headings": [["+4 一、基本情况"], *rows_of(SOUND)[:6], ["+4 二、创业情况"], *rows_of(SOUND)[6:]],
    "a column of headings": [["基本情况", *row] for row in rows_of(SOUND, 2)],
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts_in_word(tmp_path: Path, layout: str) -> None:
    [form] = forms_of(word(tmp_path, table(LAYOUTS[layout])))
    assert_read(form)


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if "title" not in name])
def test_layouts_in_a_workbook(tmp_path: Path, layout: str) -> None:
    rows = [row for row in LAYOUTS[layout] if not row[0].startswith("+")]
    [form] = forms_of(sheet(tmp_path, rows))
    assert_read(form)


@pytest.mark.parametrize("colon", ["：", ":", "： ", "\n", "  "])
def test_a_value_in_the_cell_of_its_label(tmp_path: Path, colon: str) -> None:
    cells = [f"{label}{colon}{value}" for label, value in SOUND.items()]
    rows = [cells[at : at + 3] for at in range(0, len(cells), 3)]
    [form] = forms_of(word(tmp_path, table(rows)))
    assert_read(form)
    assert not form.values.get("loan_amount")


def test_an_empty_value_behind_a_colon_takes_no_neighbour(tmp_path: Path) -> None:
    values = changed_form(QQ号="", 微信号="")
    rows = [[f"{label}：{value}"] for label, value in values.items()]
    pairs = [[*one, *other] for one, other in zip(rows[::2], rows[1::2], strict=False)]
    [form] = forms_of(sheet(tmp_path, [*pairs, rows[-1]]))
    assert_read(form, qq="")
    assert not form.values.get("wechat")
    assert not form.values.get("loan_amount")


def test_a_form_without_a_table(tmp_path: Path) -> None:
    lines = [f"{label}：{value}" for label, value in SOUND.items()]
    first, kinds = "    ".join(lines[:5]), "经纪人□ 种养大户☑\n其他□ 脱贫户□"
    rest = [line for line in lines[5:] if not line.startswith("身份类别")]
    blocks = ["申报表", first, "身份类别：", kinds, *rest, "负责人：王五   2021年5月8日"]
    path = word(tmp_path, *map(paragraph, blocks))
    [form] = forms_of(path)
    assert_read(form)


def test_a_letter_without_a_table_is_no_form(tmp_path: Path) -> None:
    path = word(tmp_path, paragraph("姓名：张三    性别：男"), paragraph("创业项目：核桃加工"))
    assert file_of(path).status.status == "unreadable"


@pytest.mark.parametrize("wide", [1, 2, 3])
@pytest.mark.parametrize("first", ["姓名", "身份证号"])
def test_two_forms_one_below_the_other(tmp_path: Path, wide: int, first: str) -> None:
    other = changed_form(姓名="李四", 手机号码="13900000000")
    rows = [
        row for values in (SOUND, other) for row in rows_of({first: values[first], **values}, wide)
    ]
    one, two = forms_of(word(tmp_path, table(rows)))
    assert_read(one)
    assert_read(two, name="李四", phone="13900000000")
    one, two = forms_of(
        word(tmp_path, table(rows[: len(rows) // 2]), table(rows[len(rows) // 2 :]))
    )
    assert_read(two, name="李四", phone="13900000000")


def test_a_list_of_the_family_in_a_form_begins_no_other(tmp_path: Path) -> None:
    rows = rows_of(SOUND)
    family = [
        ["姓名", "关系", "联系电话", "备注"],
        ["李芳", "妻子", "13700000000", ""],
        ["张小", "儿子", "", ""],
    ]
    [form] = forms_of(word(tmp_path, table([*rows[:8], *family, *rows[8:]])))
    assert_read(form)


def test_a_second_telephone_is_set_aside(tmp_path: Path) -> None:
    rows = [*rows_of(SOUND), ["填表人", "王五", "联系电话", "13700000000"]]
    [form] = forms_of(word(tmp_path, table(rows)))
    assert_read(form)
    assert "13700000000" in form.extra


def test_an_opinion_under_another_label_is_set_aside(tmp_path: Path) -> None:
    rows = [
        *rows_of(SOUND),
        ["村党支部意见", "支部同意"],
        ["市级审批意见", "市里同意"],
        ["市级意见", "同意上报"],
    ]
    [form] = forms_of(word(tmp_path, table(rows)))
    assert_read(form, county_opinion="")
    assert "支部同意" in form.extra
    rows = [*rows_of(SOUND), ["村委会推荐意见", "另见附件。"]]
    for path in (word(tmp_path, table(rows)), word(tmp_path, table(rows[:-1]), table(rows[-1:]))):
        [form] = forms_of(path)
        assert_read(form, village_opinion="同意推荐。\n另见附件。")


def test_a_list_of_persons_is_no_form(tmp_path: Path) -> None:
    for rows in (
        [[*SOUND], [*SOUND.values()]],
        [["名册"], [*SOUND], [*SOUND.values()], [*SOUND.values()]],
    ):
        assert file_of(sheet(tmp_path, rows)).status.status == "unreadable"


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("人员身份类别", "identity_kind"), ("本人身份类别（可多选）", "identity_kind"), ("身份类型", "identity_kind"),
        ("1.姓名", "name"), ("（一）姓名", "name"), ("姓  名*", "name"), ("申请人姓名", "name"),
        ("居民身份证号码", "id_number"), ("身份证号（18位）", "id_number"), ("联系手机", "phone"), ("本人手机号", "phone"),
        ("现住址", "address"), ("家庭详细地址", "address"), ("受教育程度", "education"), ("最高学历", "education"),
        ("QQ账号", "qq"), ("微信号码", "wechat"), ("贴照片处", "photo"), ("近期免冠彩色照片", "photo"),
        ("是否有创业经验", "experience"), ("拟创办项目", "project"), ("项目实施地点", "project_place"), ("拟创业规模", "scale"),
        ("创业项目简介及市场前景", "prospects"), ("有无贷款需求", "wants_loan"), ("是否需要贷款", "wants_loan"),
        ("拟贷款金额（万元）", "loan_amount"), ("贷款额度", "loan_amount"), ("承诺带动农户数", "pledge"), ("联农带农方式", "leading_way"),
        ("申请人（签字）", "signature"), ("承诺人签名：", "signature"), ("本人签字", "signature"),
        ("村两委意见", "village_opinion"), ("所在村意见", "village_opinion"), ("乡镇党委政府意见", "township_opinion"),
        ("县乡村振兴局意见", "county_opinion"), ("县级审批意见", "county_opinion"),
        ("姓名笔画", ""), ("贷款银行", ""), ("项目编号", ""), ("驻村工作队意见", ""), ("同意贷款", ""), ("身份证复印件", ""),
    ],
)  # fmt: skip
def test_labels_in_other_words(label: str, field: str) -> None:
    assert field_of(label) == field


def box(text: str, x: float, y: float, *, across: str = "column", down: str = "paragraph") -> str:
    """A text box that floats so many centimetres from where it is anchored."""
    position = "".join(
        f"<wp:position{axis} relativeFrom='{origin}'><wp:posOffset>{int(at * 360000)}</wp:posOffset></wp:position{axis}>"
        for axis, origin, at in (("H", across, x), ("V", down, y))
    )
    return (
        f"<w:r><w:drawing><wp:anchor>{position}<wps:wsp><wps:txbx><w:txbxContent>{paragraph(text)}"
        "</w:txbxContent></wps:txbx></wps:wsp></wp:anchor></w:drawing></w:r>"
    )


def inline_box(text: str) -> str:
    return (
        "<w:r><w:drawing><wp:inline><wps:wsp><wps:txbx><w:txbxContent>"
        f"{paragraph(text)}</w:txbxContent></wps:txbx></wps:wsp></wp:inline></w:drawing></w:r>"
    )


def vml_box(text: str, style: str) -> str:
    return (
        f"<w:r><w:pict><v:shape style='{style}'><v:textbox><w:txbxContent>{paragraph(text)}"
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


@pytest.mark.parametrize(
    ("runs", "value", "is_aside"),
    [
        (box("核桃加工", 0.1, 0), "核桃加工", False), (inline_box("核桃加工"), "核桃加工", False),
        (vml_box("核桃加工", "position:absolute;margin-left:2pt;margin-top:1pt"), "核桃加工", False),
        (vml_box("核桃加工", "width:80pt;height:20pt"), "核桃加工", False),
        (run("核桃加工") + box("收件034", 9, -2.2), "核桃加工", True),
        (run("核桃加工") + box("收件034", 0.1, 0), "核桃加工", True), (box("收件034", 9, -2.2), "", True),
        (box("收件034", 2, 3, across="page", down="page"), "", True),
        (vml_box("收件034", "position:absolute;margin-left:250pt;margin-top:-60pt"), "", True),
    ],
)  # fmt: skip
def test_text_boxes(tmp_path: Path, runs: str, value: str, is_aside: bool) -> None:
    form = one_form(tmp_path, 拟创业项目=Xml(runs))
    assert form.values["project"] == value
    assert ("收件034" in form.extra) == is_aside


@pytest.mark.parametrize(
    ("runs", "value"),
    [
        ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>", ""),
        ("<w:sdt><w:sdtPr><w:showingPlcHdr w:val='0'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>", "某某"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", "某某"),
        ("<w:sdt><w:sdtPr><w:alias w:val='值'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>" * 3, "某某"),
    ],
)  # fmt: skip
def test_controls_with_their_prompt_or_a_value(tmp_path: Path, runs: str, value: str) -> None:
    form = one_form(tmp_path, 微信号=Xml(runs.replace("{}", run("某某"))))
    assert form.values["wechat"] == value


@pytest.mark.parametrize(
    "text",
    ["单击或点击此处输入文字。", "单击此处输入文字。", "选择一项。", "点击此处输入内容", "请输入"],
)
def test_the_prompt_of_a_control_is_no_value(tmp_path: Path, text: str) -> None:
    assert one_form(tmp_path, QQ号=text).values["qq"] == ""


def picture_at(anchor: str) -> str:
    return f"<w:r><w:drawing>{anchor}</w:drawing></w:r>"


ANCHOR = (
    "<wp:anchor><wp:positionV relativeFrom='{0}'><wp:posOffset>{1}</wp:posOffset></wp:positionV>"
    "<a:blip r:embed='rId7'/></wp:anchor>"
)
INLINE = "<wp:inline><a:blip r:embed='rId7'/></wp:inline>"


@pytest.mark.parametrize(
    ("place", "anchor", "is_photo"),
    [
        ("title", ANCHOR.format("paragraph", 360000), True), ("title", ANCHOR.format("page", 1080000), True),
        ("end", ANCHOR.format("page", 1080000), True), ("end", ANCHOR.format("paragraph", -7200000), True),
        ("end", INLINE, False), ("name", ANCHOR.format("paragraph", 0), True), ("name", INLINE, True),
        ("opinion", ANCHOR.format("paragraph", 0), False), ("opinion", ANCHOR.format("page", 1080000), True),
        ("opinion", INLINE, False),
    ],
)  # fmt: skip
def test_a_photograph_wherever_it_is_anchored(
    tmp_path: Path, place: str, anchor: str, is_photo: bool
) -> None:
    runs = picture_at(anchor)
    changes = {"name": ("姓名", "张三"), "opinion": ("县级扶贫部门审定意见", "同意")}
    values = changed_form()
    if place in changes:
        label, text = changes[place]
        values[label] = Xml(run(text) + runs)
    title = paragraph(Xml(run("申报表") + (runs if place == "title" else "")))
    end = paragraph(Xml(runs)) if place == "end" else ""
    path = word(tmp_path, title, table(rows_of(values)), end, pictures={"rId7": png(5, 7)})
    [form] = forms_of(path)
    assert (form.values.get("photo") == "是") == is_photo


def test_a_picture_at_the_edge_of_a_sheet(tmp_path: Path) -> None:
    path = sheet(tmp_path, [["培训对象申报表"], *rows_of(SOUND)])
    draw_on_sheet(path, png(50, 70), row=1, column=4)
    [form] = forms_of(path)
    assert form.picture == png(50, 70)


def test_a_seal_at_the_edge_of_a_sheet_is_no_photograph(tmp_path: Path) -> None:
    rows = [["培训对象申报表"], *rows_of(SOUND)]
    path = sheet(tmp_path, rows)
    draw_on_sheet(path, png(50, 50), row=len(rows) - 1, column=4)
    [form] = forms_of(path)
    assert form.values.get("photo") is None
