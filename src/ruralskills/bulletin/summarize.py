"""The steps from submissions to a bulletin."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.bulletin.annexes import Annex, annexes
from ruralskills.bulletin.content import Material
from ruralskills.bulletin.file_people import file_people
from ruralskills.bulletin.period_check import PeriodCheck
from ruralskills.bulletin.statement import Bulletin
from ruralskills.model.masking import mask_name
from ruralskills.model.period import Period
from ruralskills.outputs.bulletin_files import ANNEX_BOOK
from ruralskills.rollups.arrival_register import NAME as REGISTER
from ruralskills.rollups.map_sources import Progress
from ruralskills.rollups.periods import folder_name
from ruralskills.rollups.roll_up import rollup
from ruralskills.validation.run_settings import run_settings
from ruralskills.workspace.settings import Settings

if TYPE_CHECKING:
    from ruralskills.bulletin.leader_page import LeaderPage

OutputName = Literal["docx", "html", "xlsx", "json"]
FILE_NAMES: Final[dict[OutputName, str]] = {
    "docx": "通报.docx", "html": "领导页.html", "xlsx": ANNEX_BOOK, "json": "通报.json",
}  # fmt: skip


class SummaryOptions(Struct, frozen=True):
    """The choices of a run."""

    notices: tuple[str, ...] = ()
    regions: str | None = None
    as_of: date | None = None
    password: str = ""
    jobs: int = 1
    ranked: bool = True
    progress: Progress | None = None


class Summary(NamedTuple):
    """A bulletin with what it was made from."""

    material: Material
    bulletin: Bulletin
    annexes: tuple[Annex, ...]
    page: LeaderPage

    @property
    def whole(self) -> Bulletin:
        """The bulletin with the rows of its annexes as statements."""
        rows = [row for annex in self.annexes for row in annex.statements]
        return replace(self.bulletin, rows=(*rows, *self.page.statements))

    def files(self, names: Collection[OutputName]) -> dict[str, bytes]:
        """Return the content of the files that were asked for, by their names."""
        return {FILE_NAMES[name]: self._content(name) for name in FILE_NAMES if name in names}

    def _content(self, name: OutputName) -> bytes:
        if name == "docx":
            from ruralskills.bulletin.word_document import word_document

            return word_document(self.bulletin, self.annexes, self.material.sender)
        from ruralskills.outputs.mark import OutputKind, marked

        if name == "html":
            return marked(self.page.text().encode("utf-8", errors="replace"), OutputKind.HTML)
        if name == "xlsx":
            from ruralskills.bulletin.annex_book import annex_book
            from ruralskills.bulletin.zip_times import with_fixed_times

            book = annex_book(self.material.rollup, self.annexes, self.material.problems.places)
            return marked(with_fixed_times(book), OutputKind.WORKBOOK)
        from ruralskills.bulletin import bulletin_json

        text = bulletin_json.text(self.material.rollup, self.whole)
        return marked(text.encode("utf-8", errors="replace"), OutputKind.JSON)


def summarize(
    paths: Sequence[str | os.PathLike[str]], period: Period, options: SummaryOptions
) -> Summary:
    """Roll the submissions of a period up, check them, and word the bulletin.

    Raises what ``rollup`` and ``validate`` raise, and BulletinError.
    """
    from ruralskills.bulletin.leader_page import leader_page
    from ruralskills.bulletin.wording import worded

    settings, remarks = run_settings(paths)
    made = rollup(
        paths, year=period.year, quarter=period.quarter, month=period.month,
        notices=options.notices, regions=options.regions or (), as_of=options.as_of,
        password=options.password, jobs=options.jobs, progress=options.progress,
        settings=settings, ranked=options.ranked, may_be_empty=True,
    )  # fmt: skip
    made = replace(made, remarks=(*made.remarks, *remarks))
    check = PeriodCheck(
        made, paths, settings, options.notices, options.regions, options.password, options.jobs
    )
    found = check.result()
    people = file_people(made)
    material = Material(
        people.in_rollup(made).masked(), people.in_problems(found.problems),
        tuple(map(people.in_red_line, found.red_lines)), settings.bulletin,
        mask_name(settings.unit), _has_deadline(settings, period),
    )  # fmt: skip
    bulletin = worded(material, settings.folder)
    tables = annexes(made, found.problems, bulletin.requirements)
    return Summary(material, bulletin, tables, leader_page(material))


def _has_deadline(settings: Settings, period: Period) -> bool:
    """Return True if there are a deadline for the period and a register of what came."""
    name = folder_name(period)
    if settings.folder is None or name not in settings.deadlines:
        return False
    return any((settings.folder / settings.inbox / name).glob(f"{REGISTER}*"))
