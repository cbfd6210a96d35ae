"""The files that forms are written to, as Word documents and as PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from ruralskills.forms.file_names import beside, numbered_name
from ruralskills.forms.form_run import FormError, FormOptions, FormRun
from ruralskills.forms.libreoffice import NoPdf, converted
from ruralskills.outputs import output_file
from ruralskills.outputs.mark import OutputKind, marked

FOLDER_ENDING = ".申报表"


class Document(Struct, frozen=True):
    """A document that is ready to be written."""

    target: Path
    content: bytes


def single_target(path: Path, options: FormOptions, ending: str) -> Path:
    """Return the one file to write: that of ``--output``, else one beside the data.

    ``--output`` may be a folder.  Raises OutputRefused where a file is there that is not ours.
    """
    target = _single(path, options, ending)
    _refuse_foreign([target], options)
    return target


def _single(path: Path, options: FormOptions, ending: str) -> Path:
    default = beside(path, ending)
    output = options.output
    if output is None:
        return default
    if output.is_dir() or not output.suffix:
        return output / default.name
    if output.suffix.lower() == ".pdf" and options.pdf:
        return output.with_suffix(".docx")
    return output


def folder_targets(
    path: Path, options: FormOptions, ending: str, people: Sequence[tuple[int, str]], of: int
) -> list[Path]:
    """Return the file of each of several people, by number and name, in one folder.

    Raises OutputRefused where one is there that is not ours.
    """
    folder = options.output or beside(path, ending)
    if (folder.exists() and not folder.is_dir()) or folder.suffix.lower() in (".docx", ".pdf"):
        raise FormError(
            f"{folder}：要写{len(people)}个文件，--output 要写文件夹，或加 --merged 合成一个文件"
        )
    targets = [folder / numbered_name(number, name, of, ".docx") for number, name in people]
    _refuse_foreign(targets, options)
    return targets


def _refuse_foreign(targets: Sequence[Path], options: FormOptions) -> None:
    pages = [target.with_suffix(".pdf") for target in targets if options.pdf]
    output_file.refuse_foreign((*targets, *pages))


def write_documents(
    documents: Iterable[Document],
    of: int,
    options: FormOptions,
    run: FormRun,
    inputs: Sequence[Path],
) -> None:
    """Write documents, as PDF too where it is asked for.

    Where that cannot be done, the documents are written all the same, and the run says why.
    """
    written: dict[str, bytes] = {}
    for done, document in enumerate(documents, start=1):
        _write(document.target, marked(document.content, OutputKind.DOCUMENT), run, inputs)
        if options.pdf:
            written[str(document.target)] = document.content
        if options.progress is not None:
            options.progress(done, of)
    if not written:
        return
    try:
        pages = converted(written, ".pdf")
    except NoPdf as error:
        run.failure = str(error)
        return
    for name, content in pages.items():
        _write(Path(name).with_suffix(".pdf"), marked(content, OutputKind.PDF), run, inputs)


def _write(target: Path, content: bytes, run: FormRun, inputs: Sequence[Path]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    kept = output_file.write(content, target, inputs=inputs)
    run.kept += [kept] if kept else []
    run.written.append(target)
