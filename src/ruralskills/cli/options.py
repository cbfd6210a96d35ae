"""The options shared by several commands."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from ruralskills.cli.completion_values import notice_ids
from ruralskills.cli.pages import PageFormat
from ruralskills.cli.panels import CHOOSE, READ, SHOW

Notices = Annotated[
    list[str] | None,
    typer.Option(
        "--notice",
        help="适用的通知，可以多次。 Notice in force; repeatable.",
        show_default=False,
        metavar="ID",
        rich_help_panel=CHOOSE,
        autocompletion=notice_ids,
    ),
]
AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of",
        formats=["%Y-%m-%d"],
        help="以这一天为今天。 Stands for today.",
        show_default=False,
        metavar="DATE",
        rich_help_panel=CHOOSE,
    ),
]
Password = Annotated[
    str,
    typer.Option(
        "--password",
        help="加密文件的打开密码。 Password of protected workbooks.",
        show_default=False,
        metavar="TEXT",
        rich_help_panel=READ,
    ),
]
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs",
        min=0,
        help="同时检查几个文件，0为全部核心。 Worker processes; 0 for all cores.",
        metavar="N",
        rich_help_panel=READ,
    ),
]
Unmask = Annotated[
    bool,
    typer.Option(
        "--unmask",
        help="不遮盖身份证号和电话。 Do not mask personal numbers.",
        rich_help_panel=SHOW,
    ),
]
Quiet = Annotated[
    bool,
    typer.Option(
        "--quiet", "-q", help="不显示进度和说明。 No progress and notes.", rich_help_panel=SHOW
    ),
]
Debug = Annotated[
    bool, typer.Option("--debug", help="出错时显示详情。 Show a traceback.", hidden=True)
]
Pages = Annotated[
    PageFormat,
    typer.Option("--format", help="格式。 Format.", metavar="FORMAT", rich_help_panel=SHOW),
]
Regions = Annotated[
    str | None,
    typer.Option(
        "--regions",
        metavar="PATH",
        help="区划名单，列出应报的单位。 The list of townships and villages.",
        show_default=False,
        rich_help_panel=READ,
    ),
]
NoRank = Annotated[
    bool, typer.Option("--no-rank", help="不排名次。 No ranks.", rich_help_panel=SHOW)
]
JsonSchema = Annotated[
    bool,
    typer.Option(
        "--json-schema", help="打印json的结构。 Print the schema of the json.", rich_help_panel=SHOW
    ),
]
