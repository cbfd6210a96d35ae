"""``rs render-form``: fill in the application form."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ruralskills.cli.exit import CommandError, exit_on_error
from ruralskills.cli.options import AsOf, Debug, Notices, Password, Quiet
from ruralskills.cli.output import name_kept, writing
from ruralskills.cli.panels import CHOOSE, READ, SHOW, WRITE
from ruralskills.cli.progress import progress_bar
from ruralskills.cli.screen import print_bytes, print_schema, say

if TYPE_CHECKING:
    from ruralskills.forms.form_run import FormOptions, FormRun


class FormFormat(StrEnum):
    """The format of a filled form."""

    DOCX = "docx"
    PDF = "pdf"


class ListFormat(StrEnum):
    """The format of a list of variables."""

    CONSOLE = "console"
    JSON = "json"


Data = Annotated[
    Path | None,
    typer.Argument(
        metavar="DATA",
        help="申报人的数据，yaml、json或toml文件。 Applicant's data: yaml, json or toml.",
        show_default=False,
        rich_help_panel=READ,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="写到这个文件；多份的，写到这个文件夹。 File; folder for several forms.",
        show_default=False,
        metavar="FILE",
        rich_help_panel=WRITE,
    ),
]
Merged = Annotated[
    bool,
    typer.Option(
        "--merged",
        help="几份合成一个文件，每份另起一页。 All forms in one file.",
        rich_help_panel=WRITE,
    ),
]
PhotoDir = Annotated[
    Path | None,
    typer.Option(
        "--photo-dir",
        metavar="DIR",
        help="照片文件夹，照片以身份证号或姓名命名。 Folder of photos named by number or name.",
        show_default=False,
        rich_help_panel=READ,
    ),
]
Draft = Annotated[
    bool,
    typer.Option(
        "--draft",
        help="有缺项、错项也写，并标出来。 Write in spite of gaps, and mark them.",
        rich_help_panel=WRITE,
    ),
]
FromLedger = Annotated[
    Path | None,
    typer.Option(
        "--from-ledger",
        metavar="LEDGER",
        help="按名册逐行填写。 One form for each row of a ledger.",
        show_default=False,
        rich_help_panel=READ,
    ),
]
Ids = Annotated[
    list[str] | None,
    typer.Option(
        "--id",
        metavar="NUMBER",
        help="只写这个身份证号的人，可以多次。 Only this person, by number; repeatable.",
        show_default=False,
        rich_help_panel=CHOOSE,
    ),
]
Names = Annotated[
    list[str] | None,
    typer.Option(
        "--name",
        help="只写这个姓名的人，可以多次。 Only this person; repeatable.",
        show_default=False,
        metavar="NAME",
        rich_help_panel=CHOOSE,
    ),
]
Template = Annotated[
    Path | None,
    typer.Option(
        "--template",
        metavar="DOCX",
        help="用自己的Word模板。 A Word template of your own.",
        show_default=False,
        rich_help_panel=READ,
    ),
]
Fields = Annotated[
    Path | None,
    typer.Option(
        "--fields",
        metavar="DOCX",
        help="列出模板要填的内容。 List what a template needs.",
        show_default=False,
        rich_help_panel=SHOW,
    ),
]
To = Annotated[
    FormFormat,
    typer.Option(
        "--to",
        help="docx，或另用LibreOffice转成pdf。 docx, or pdf too by LibreOffice.",
        metavar="FORMAT",
        rich_help_panel=WRITE,
    ),
]
FieldsFormat = Annotated[
    ListFormat,
    typer.Option(
        "--format",
        help="--fields 的格式。 Format of --fields.",
        metavar="FORMAT",
        rich_help_panel=SHOW,
    ),
]
Example = Annotated[
    bool,
    typer.Option(
        "--example",
        help="打印一份带说明的数据样例。 Print a sound example with comments.",
        rich_help_panel=SHOW,
    ),
]
JsonSchema = Annotated[
    bool,
    typer.Option(
        "--json-schema", help="打印数据的结构。 Print the schema of the data.", rich_help_panel=SHOW
    ),
]


def render_form(
    data: Data = None,
    output: Output = None,
    from_ledger: FromLedger = None,
    id_: Ids = None,
    name: Names = None,
    merged: Merged = False,
    photo_dir: PhotoDir = None,
    draft: Draft = False,
    to: To = FormFormat.DOCX,
    template: Template = None,
    fields: Fields = None,
    format_: FieldsFormat = ListFormat.CONSOLE,
    notice: Notices = None,
    as_of: AsOf = None,
    password: Password = "",
    example: Example = False,
    json_schema: JsonSchema = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """填写培训对象申报表：先按台账规则核对，再写成Word文件。 Check an applicant's data and fill in the form."""  # fmt: skip
    with exit_on_error(debug):
        if json_schema or example:
            _print_reference(json_schema)
            return
        if fields is not None:
            _print_fields(fields, format_)
            return
        source = from_ledger or data
        if source is None or (from_ledger and data):
            raise CommandError(
                "请写明申报人的数据文件，例如：rs render-form applicant.yaml；"
                "按名册填写用 rs render-form --from-ledger 名册.xlsx"
            )
        from ruralskills.forms.form_run import FormOptions

        with progress_bar(quiet, "正在填写", "份") as progress, writing(output or source.parent):
            options = FormOptions(
                output, notice or (), as_of.date() if as_of else None, photo_dir, draft, merged,
                to is FormFormat.PDF, template, id_ or (), name or (), password, progress,
            )  # fmt: skip
            run = _rendered(source, options, of_ledger=from_ledger is not None)
        _print(run, quiet)
        if run.failure:
            raise CommandError(run.failure)
    if run.refused:
        raise typer.Exit(1)


def _print_reference(json_schema: bool) -> None:
    if json_schema:
        from ruralskills.forms import form_schema

        print_schema(form_schema.schema())
    else:
        from ruralskills.forms import form_example

        print_bytes(form_example.text())


def _print_fields(path: Path, format_: ListFormat) -> None:
    from ruralskills.forms.own_template import own_template

    found = own_template(path).fields()
    if format_ is ListFormat.JSON:
        import json

        entries = [{"name": name, "paragraph": paragraph} for name, paragraph in found]
        print_bytes(json.dumps(entries, ensure_ascii=False, indent=2) + "\n")
    else:
        for name, _ in found:
            say(name, mask=False)


def _rendered(source: Path, options: FormOptions, *, of_ledger: bool) -> FormRun:
    if options.template is not None:
        from ruralskills.forms import own_template

        render = own_template.render_own_ledger if of_ledger else own_template.render_own_data
        return render(source, options.template, options)
    from ruralskills.forms import render_form as forms

    return (forms.render_ledger if of_ledger else forms.render_data)(source, options)


def _print(run: FormRun, quiet: bool) -> None:
    for problem in run.problems:
        if problem.stops or not quiet:
            say(problem.line, error=True)
    if not quiet:
        for remark in run.remarks:
            say(remark, error=True)
    for kept in run.kept:
        name_kept(kept)
    for path in run.written:
        say(str(path))
    if run.refused:
        rest = f"，同一文件的其余{run.held_back}份也没有写" if run.held_back else ""
        say(
            f"rs：有{run.refused}份没有写{rest}：请改正标“必改”的内容，或用 --draft 先写草稿",
            error=True,
        )
