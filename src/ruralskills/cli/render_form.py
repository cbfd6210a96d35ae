"""``rs render-form``: fill in the application form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ruralskills.cli.exit import CommandError, exit_on_error
from ruralskills.cli.options import AsOf, Debug, Notices, Quiet
from ruralskills.cli.output import name_kept, writing
from ruralskills.cli.screen import print_bytes, print_schema, say

if TYPE_CHECKING:
    from ruralskills.forms.render_form import FormRun

Data = Annotated[
    Path | None,
    typer.Argument(
        metavar="DATA",
        help="申报人的数据，yaml、json或toml文件。 Applicant's data: yaml, json or toml.",
        show_default=False,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="写到这个文件；多份的，写到这个文件夹。 File; folder for several forms.",
        show_default=False,
    ),
]
Merged = Annotated[
    bool, typer.Option("--merged", help="几份合成一个文件，每份另起一页。 All forms in one file.")
]
PhotoDir = Annotated[
    Path | None,
    typer.Option(
        "--photo-dir",
        metavar="DIR",
        help="照片文件夹，照片以身份证号或姓名命名。 Folder of photos named by number or name.",
        show_default=False,
    ),
]
Draft = Annotated[
    bool,
    typer.Option(
        "--draft", help="有缺项、错项也写，并标出来。 Write in spite of gaps, and mark them."
    ),
]
Example = Annotated[
    bool,
    typer.Option(
        "--example", help="打印一份带说明的数据样例。 Print a sound example with comments."
    ),
]
JsonSchema = Annotated[
    bool, typer.Option("--json-schema", help="打印数据的结构。 Print the schema of the data.")
]


def render_form(
    data: Data = None,
    output: Output = None,
    merged: Merged = False,
    photo_dir: PhotoDir = None,
    draft: Draft = False,
    notice: Notices = None,
    as_of: AsOf = None,
    example: Example = False,
    json_schema: JsonSchema = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """填写培训对象申报表：先按台账规则核对，再写成Word文件。 Check an applicant's data and fill in the form."""  # fmt: skip
    with exit_on_error(debug):
        if json_schema:
            from ruralskills.forms import form_schema

            print_schema(form_schema.schema())
            return
        if example:
            from ruralskills.forms import form_example

            print_bytes(form_example.text())
            return
        if data is None:
            raise CommandError("请写明申报人的数据文件，例如：rs render-form applicant.yaml")
        from ruralskills.forms.render_form import FormOptions, render_file

        options = FormOptions(
            output, notice or (), as_of.date() if as_of else None, photo_dir, draft, merged
        )
        with writing(output or data.parent):
            run = render_file(data, options)
        _print(run, quiet)
    if run.refused:
        raise typer.Exit(1)


def _print(run: FormRun, quiet: bool) -> None:
    for problem in run.problems:
        if problem.stops or not quiet:
            say(problem.line, error=True)
    for kept in run.kept:
        name_kept(kept)
    for path in run.written:
        say(str(path), mask=False)
    if run.refused:
        say(
            f"rs：有{run.refused}份申报表没有写：请改正〔填错〕的内容，或用 --draft 先写草稿",
            error=True,
        )
