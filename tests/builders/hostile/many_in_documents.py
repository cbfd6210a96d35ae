"""Word documents with too many of one thing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Final

from builders.corpus.xlsx import PACKAGE, RELATIONS
from builders.hostile.kinds import Kind

_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_APPLICATION: Final = "application/vnd.openxmlformats"
_COMMANDS: Final = (
    ("collect-forms", "表.docx", "-o", "名册.xlsx"),
    ("render-form", "人.yaml", "--template", "表.docx", "-o", "出.docx"),
    ("render-form", "--fields", "表.docx"),
)


def document(body: str) -> bytes:
    """Return a document around its body."""
    types = (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
        f'ContentType="{_APPLICATION}-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="{_APPLICATION}-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    related = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", types)
        package.writestr("_rels/.rels", related)
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
        )
    return target.getvalue()


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _row(*texts: str) -> str:
    cells = "".join(f"<w:tc>{_paragraph(text)}</w:tc>" for text in texts)
    return f"<w:tr>{cells}</w:tr>"


def _table(rows: str) -> str:
    return f"<w:tbl>{rows}</w:tbl>"


_OPEN, _CLOSE = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
_BODIES: Final[dict[str, tuple[Callable[[int], str], int]]] = {
    "paragraphs": (lambda n: "".join(_paragraph(f"姓名：张三{at}") for at in range(n)), 20_000),
    "rows": (lambda n: _table("".join(_row("姓名", f"张{at}") for at in range(n))), 9_000),
    "forms": (
        lambda n: _table(
            "".join(
                _row("姓名", f"张{at}")
                + _row("身份证号", "500199198506150017")
                + _row("性别", "男")
                for at in range(n)
            )
        ),
        4_000,
    ),
    "other words": (
        lambda n: _table("".join(_row(f"第{at}项", f"{at}") for at in range(n))),
        9_000,
    ),
    "tables": (lambda n: "".join(_table(_row("姓名", f"张{at}")) for at in range(n)), 6_000),
    "tables in tables": (lambda n: _OPEN * n + _paragraph("姓名") + _CLOSE * n, 4_000),
    "tables in tables again": (
        lambda n: (_OPEN * 60 + _paragraph("姓名") + _CLOSE * 60) * n,
        60,
    ),
    "controls": (
        lambda n: "".join(
            f"<w:sdt><w:sdtContent>{_paragraph(f'姓名：张{at}')}</w:sdtContent></w:sdt>"
            for at in range(n)
        ),
        15_000,
    ),
    "controls in controls": (
        lambda n: "<w:sdt><w:sdtContent>" * n + _paragraph("姓名") + "</w:sdtContent></w:sdt>" * n,
        6_000,
    ),
    "runs": (
        lambda n: f"<w:p>{''.join(f'<w:r><w:t>姓名：{at}</w:t></w:r>' for at in range(n))}</w:p>",
        40_000,
    ),
    "cells": (lambda n: _table(_row(*(f"姓名{at}" for at in range(n)))), 9_000),
    "placeholders": (
        lambda n: "".join(_paragraph("{{ 姓名 }}" + str(at)) for at in range(n)),
        15_000,
    ),
    "loops": (
        lambda n: _paragraph("{% for x in range(9) %}" * n + "{{ x }}" + "{% endfor %}" * n),
        3_000,
    ),
    "brackets": (lambda n: _paragraph("{{ " + "(" * n + "x" + ")" * n + " }}"), 60_000),
}

_PERSON: Final = "name: 张三\nid_number: '500199198506150017'\n".encode()
KINDS: Final = tuple(
    Kind(
        f"document of {name}",
        lambda count, body=body: {"表.docx": document(body(count)), "人.yaml": _PERSON},  # type: ignore[misc]  # mypy loses the type of a default
        count,
        _COMMANDS,
    )
    for name, (body, count) in _BODIES.items()
)
