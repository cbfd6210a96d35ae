"""The photograph of an applicant: one that is named, else one by its name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ruralskills.forms.applicant import Applicant
from ruralskills.forms.photo import SUFFIXES, Photo, PhotoError, read_photo
from ruralskills.forms.problem import FormProblem
from ruralskills.model.findings import Severity
from ruralskills.text.normalise import normalised
from ruralskills.text.real_path import real_path
from ruralskills.values import yesno
from ruralskills.values.field_type import Unreadable


class PhotoFinder:
    """The photographs that applicants of a file can have."""

    def __init__(self, home: Path, folder: Path | None, names: Iterable[str]) -> None:
        self._home, self._folder = home, folder
        listed = list(names)
        self._single = {name for name in listed if name and listed.count(name) == 1}
        if folder is not None and not folder.is_dir():
            raise PhotoError(f"{folder}：没有这个照片文件夹")
        files = sorted(folder.iterdir()) if folder else []
        self._by_name = {normalised(path.name).lower(): path for path in files if path.is_file()}

    def find(self, applicant: Applicant) -> tuple[Photo | None, list[FormProblem]]:
        """Return the photograph and the problems with it.

        Raises PhotoError for a file that is none or too large.
        """
        named = applicant.text("photo")
        if named and not _is_answer(named):
            return self._named(applicant, named)
        path = self._in_folder(applicant)
        if path is not None:
            return read_photo(path), []
        return None, []

    def _named(self, applicant: Applicant, named: str) -> tuple[Photo | None, list[FormProblem]]:
        for folder in filter(None, (self._home, self._folder)):
            path = real_path(folder / named)
            if not path.is_relative_to(real_path(folder)):
                continue
            if path.is_file():
                return read_photo(path), []
        message = f"找不到照片“{named}”，要放在数据文件所在的文件夹或 --photo-dir 里"
        return None, [applicant.problem("photo", message, Severity.ERROR)]

    def _in_folder(self, applicant: Applicant) -> Path | None:
        name = applicant.text("name")
        stems = [applicant.text("id_number"), name if name in self._single else ""]
        for stem in filter(None, stems):
            for suffix in SUFFIXES:
                if found := self._by_name.get(f"{normalised(stem)}{suffix}".lower()):
                    return found
        return None


def _is_answer(text: str) -> bool:
    """Return True for 是, 否 and the like, which are no paths."""
    try:
        yesno.read(text)
    except Unreadable:
        return False
    return True
