"""``rs correct``: write a corrected or marked copy of each workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ruralskills.cli.completion_values import proposing_codes
from ruralskills.cli.exit import CommandError, exit_on_error, print_traceback
from ruralskills.cli.named_paths import refuse_pieces
from ruralskills.cli.options import AsOf, Debug, Jobs, Notices, Password, Quiet
from ruralskills.cli.output import name_kept, writing
from ruralskills.cli.panels import CHOOSE, READ, SHOW, WRITE
from ruralskills.cli.progress import progress_bar
from ruralskills.cli.report import say_if_nothing_was_recognised
from ruralskills.cli.screen import print_schema, say

if TYPE_CHECKING:
    from ruralskills.corrections.correct import Corrected
    from ruralskills.corrections.plan import FilePlan
    from ruralskills.model.outcome import Outcome


Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH...",
        help="要校正的文件或文件夹。 Files and folders.",
        show_default=False,
        rich_help_panel=READ,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="写到这个文件夹，默认写在原文件旁边。 Folder for the copies.",
        show_default=False,
        metavar="DIR",
        rich_help_panel=WRITE,
    ),
]
MarksOnly = Annotated[
    bool,
    typer.Option(
        "--marks-only", help="只标注，不改任何内容。 Mark, change nothing.", rich_help_panel=WRITE
    ),
]
Clean = Annotated[
    bool,
    typer.Option(
        "--clean",
        help="去掉以前的标注和附表。 Take off our marks and sheets.",
        rich_help_panel=WRITE,
    ),
]
Diff = Annotated[
    bool,
    typer.Option(
        "--diff",
        help="只列出要改什么，不写文件。 Show old and new, write nothing.",
        rich_help_panel=SHOW,
    ),
]
PlanFile = Annotated[
    Path | None,
    typer.Option(
        "--plan",
        metavar="FILE",
        help="把改动计划写成json，供修改。 Write the plan.",
        show_default=False,
        rich_help_panel=WRITE,
    ),
]
Apply = Annotated[
    Path | None,
    typer.Option(
        "--apply",
        metavar="FILE",
        help="按修改过的计划改。 Apply an edited plan.",
        show_default=False,
        rich_help_panel=READ,
    ),
]
Accept = Annotated[
    list[str] | None,
    typer.Option(
        "--accept",
        metavar="CODE",
        help="这一编号的建议值也写入，可以多次：C203、C206、C402、C403、C704、N423、Z101、Z102。 Write the proposals of these codes too; repeatable.",
        show_default=False,
        rich_help_panel=CHOOSE,
        autocompletion=proposing_codes,
    ),
]

JsonSchema = Annotated[
    bool,
    typer.Option(
        "--json-schema", help="打印计划的结构。 Print the schema of a plan.", rich_help_panel=SHOW
    ),
]


def correct(
    paths: Paths = None,
    output: Output = None,
    marks_only: MarksOnly = False,
    clean: Clean = False,
    diff: Diff = False,
    plan: PlanFile = None,
    apply: Apply = None,
    accept: Accept = None,
    notice: Notices = None,
    as_of: AsOf = None,
    password: Password = "",
    jobs: Jobs = 0,
    json_schema: JsonSchema = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """写出校正副本：有把握的改好，没把握的标注；原文件不动。 Write corrected copies, never the sources."""  # fmt: skip
    with exit_on_error(debug):
        if json_schema:
            from ruralskills.corrections import plan_file

            print_schema(plan_file.schema())
            return
        from ruralskills.readers.prefetch import prefetch

        prefetched = prefetch(paths or ())  # before the rules and ledgers are imported
        from ruralskills.corrections.correct import (
            Corrected,
            apply_plans,
            plan_corrections,
            with_current_marks,
        )
        from ruralskills.validation.map_step import available_cores

        refuse_pieces(paths or ())
        edited = [] if apply is None else _edited_plans(apply)
        given = paths or [file_plan.location for file_plan in edited]
        if not given:
            raise CommandError("请写明要校正的文件或文件夹，例如：rs correct 台账.xlsx")
        with progress_bar(quiet) as progress:
            outcome, plans = plan_corrections(
                given, notices=notice or (), as_of=as_of.date() if as_of else None,
                accept=accept or (), marks_only=marks_only or None, password=password,
                jobs=jobs or available_cores(), progress=progress, prefetched=prefetched,
            )  # fmt: skip
        if not outcome.files:
            raise CommandError(f"“{'”“'.join(given)}”中没有可校正的表格文件（xlsx、xls等）")
        if edited:
            plans = with_current_marks(edited, outcome, notices=notice or (), password=password)
        if plan is not None or diff:
            _name_unread(outcome)
            if plan is not None:
                _write_plans(plans, plan, (*given, *(f.location for f in outcome.files)), quiet)
            else:
                _print_steps(plans, outcome.private)
            code = _exit_code(Corrected(outcome), outcome, clean=clean)
        else:
            done = apply_plans(outcome, plans, output, password, clean=clean)
            _print_result(done, quiet, clean=clean)
            for error in done.crashes if debug else ():
                print_traceback(error)
            if not clean:
                say_if_nothing_was_recognised(outcome)
            code = _exit_code(done, outcome, clean=clean)
    if code:
        raise typer.Exit(code)


def _edited_plans(path: Path) -> list[FilePlan]:
    from ruralskills.corrections import plan_file

    plans = plan_file.read(path)
    if not plans:
        raise CommandError(f"{path}：计划里没有一份文件，没有可执行的。请用 --plan 重新生成")
    return plans


def _write_plans(plans: Sequence[FilePlan], path: Path, inputs: Sequence[str], quiet: bool) -> None:
    from ruralskills.corrections import plan_file

    with writing(path):
        kept = plan_file.write(plans, path, inputs)
    if not quiet:
        name_kept(kept)
        say(f"已写入 {path}，修改后用 rs correct --apply {path} 执行", error=True)


def _print_steps(plans: Sequence[FilePlan], private: Mapping[str, str]) -> None:
    """Print the old and the new value of each cell, hidden by the kind of its field."""
    for plan in plans:
        for step in plan.steps:
            shown = step.masked(private.get(step.field, ""))
            say(f"{shown.cell}  {shown.old} → {shown.new}  （{shown.reason}）", mask=False)
    steps = sum(len(plan.steps) for plan in plans)
    marks = sum(len(plan.marks) for plan in plans)
    say(f"共可改{steps}个单元格、标注{marks}个；没有写文件")


def _print_result(done: Corrected, quiet: bool, *, clean: bool) -> None:
    from ruralskills.reports import unchecked

    _name_unread(done.outcome)
    for status in done.failed:
        say(f"rs：{status.reason}", error=True)
    for copy in done.written:
        if copy.output is None:
            say(f"{copy.name}：没有要改的，也没有要标注的，没有写出副本")
            continue
        changes = "已去掉标注和附表" if clean else f"改{copy.steps}个单元格，标注{copy.marks}个"
        say(f"{copy.output}：{changes}")
        if not quiet:
            for remark in copy.remarks:
                say(f"  {remark}", error=True)
    if not clean and unchecked.calls_for_a_look(done.outcome):
        for line in unchecked.headed(done.outcome, "，见各副本的“问题清单”"):
            say(line)


def _name_unread(outcome: Outcome) -> None:
    """Print the files that could not be read, and those without a ledger."""
    for status in outcome.files:
        if status.status == "unreadable":
            say(f"{status.path}：{status.reason}", error=True)
        elif status.status == "skipped":
            say(f"{status.path}：{status.reason}，没有写出副本")


def _exit_code(done: Corrected, outcome: Outcome, *, clean: bool) -> int:
    """Return the exit code.  The higher cause wins (4, 2, 3), else it is 0."""
    if outcome.rules_broken or done.crashes:
        return 4
    unreadable = sum(f.status == "unreadable" for f in outcome.files)
    is_all_unreadable = unreadable and unreadable == len(outcome.files)
    if done.failed or is_all_unreadable or not (outcome.tables or clean):
        return 2
    return 3 if unreadable else 0
