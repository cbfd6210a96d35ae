"""The data of an application form, sound as they stand, and the cells of forms."""

from __future__ import annotations

from pathlib import Path

import docx

SOUND = """\
name: 张三
id_number: 500199198506150017
applied: 2021-05-06
political: 群众
education: 高中
native_place: 山西省临县
address: 山西省吕梁市临县白文镇曹家峁村12号
phone: 13800000000
identity_kind: [种养大户, 其他：小微企业主]
experience: 有
project: 核桃加工
project_place: 白文镇曹家峁村
scale: 年加工核桃50吨
wants_loan: 是
loan_amount: 20
pledge: 5户18人
leading_way: 订单收购
prospects: 计划扩大规模
"""


def data_file(folder: Path, text: str, name: str = "applicant.yaml") -> Path:
    """Write a data file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def changed(**fields: str | None) -> str:
    """Return the sound data with some fields changed, or left out where None."""
    lines = [
        line for line in SOUND.splitlines(keepends=True) if line.partition(":")[0] not in fields
    ]
    return "".join(lines) + "".join(f"{k}: {v}\n" for k, v in fields.items() if v is not None)


def cells(path: Path, number: int = 0) -> list[str]:
    """Return the texts of the distinct cells of a form, row by row."""
    table = docx.Document(str(path)).tables[number]
    seen = {cell._tc: cell.text for row in table.rows for cell in row.cells}
    return list(seen.values())


def after(path: Path, label: str, number: int = 0) -> str:
    """Return the text of the cell behind a label."""
    texts = cells(path, number)
    labels = ["".join(text.split()) for text in texts]  # a label may stand on two lines
    return texts[labels.index(label) + 1]
