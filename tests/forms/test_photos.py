"""Photographs in forms: found, cropped to the frame, and refused where they are none."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import docx
import pytest

from builders.application_data import SOUND, changed, data_file
from builders.command_line import rs
from builders.pictures import jpeg, png

NUMBER = "500199198506150017"


def form_with(folder: Path, text: str, *options: str | Path) -> Path:
    result = rs("render-form", data_file(folder, text), *options)
    assert result.exit_code == 0, result.output
    return folder / "applicant.docx"


def drawing(path: Path) -> str:
    xml = str(docx.Document(str(path)).element.xml)
    found = re.search(r"<w:drawing>.*?</w:drawing>", xml, re.DOTALL)
    return found[0] if found else ""


def media(path: Path) -> list[bytes]:
    with zipfile.ZipFile(path) as archive:
        return [archive.read(n) for n in archive.namelist() if n.startswith("word/media/")]


def share(xml: str) -> dict[str, int]:
    found = re.search(r"<a:srcRect ([^>]*)/>", xml)
    assert found is not None
    return {name: int(value) for name, value in re.findall(r'(\w)="(\d+)"', found[1])}


@pytest.mark.parametrize(
    ("size", "crop"),
    [
        ((500, 700), {"l": 0, "t": 0, "r": 0, "b": 0}),
        ((1000, 700), {"l": 25000, "t": 0, "r": 25000, "b": 0}),
        ((500, 1400), {"l": 0, "t": 25000, "r": 0, "b": 25000}),
    ],
)
def test_a_picture_fills_the_frame_undistorted(
    tmp_path: Path, size: tuple[int, int], crop: dict[str, int]
) -> None:
    content = png(*size)
    (tmp_path / "z.png").write_bytes(content)
    path = form_with(tmp_path, changed(photo="z.png"))
    xml = drawing(path)
    assert 'cx="900000" cy="1260000"' in xml  # 25 x 35 mm
    assert share(xml) == crop
    assert media(path) == [content]
    assert "一寸近期" not in "".join(docx.Document(str(path)).element.itertext())


def test_a_picture_that_a_telephone_noted_as_turned_stands_upright(tmp_path: Path) -> None:
    (tmp_path / "z.jpg").write_bytes(jpeg(1400, 500, orientation=6))
    xml = drawing(form_with(tmp_path, changed(photo="z.jpg")))
    assert 'rot="5400000"' in xml
    assert 'cx="1260000" cy="900000"' in xml
    assert share(xml) == {"l": 25000, "t": 0, "r": 25000, "b": 0}


@pytest.mark.parametrize("name", [f"{NUMBER}.jpg", f"{NUMBER}.PNG", "张三.jpeg"])
def test_the_folder_is_searched_by_number_and_by_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "照片"
    folder.mkdir()
    (folder / name).write_bytes(png(50, 70))
    assert drawing(form_with(tmp_path, SOUND, "--photo-dir", folder))


def test_a_name_of_two_people_names_no_photograph(tmp_path: Path) -> None:
    folder = tmp_path / "照片"
    folder.mkdir()
    (folder / "张三.jpg").write_bytes(png(50, 70))
    other = changed(id_number="500199199003020039", sex=None)
    path = data_file(tmp_path, f"{SOUND}---\n{other}")
    result = rs("render-form", path, "--photo-dir", folder, "--merged")
    assert result.exit_code == 0, result.output
    assert not drawing(tmp_path / "applicant.申报表.docx")


@pytest.mark.parametrize("name", ["没有.jpg", "../外面.jpg", "/etc/hostname"])
def test_a_file_that_is_not_there_or_outside_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path.parent / "外面.jpg").write_bytes(png(5, 7))
    result = rs("render-form", data_file(tmp_path, changed(photo=name)))
    assert result.exit_code == 1
    assert re.search(r"applicant\.yaml:19: photo（照片）：找不到照片", result.stderr)
    assert result.stderr.count("photo（照片）") == 1
    assert not (tmp_path / "applicant.docx").exists()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"not a picture", png(50, 70)[:-20], png(50, 70)[:30], jpeg(50, 70)[:-2],
        b"\xff\xd8\xff", png(50, 70).replace(b"IDAT", b"IDAX"), png(50, 70) + b" " * (11 << 20),
        jpeg(9000, 9000),
    ],
)  # fmt: skip
def test_what_is_no_photograph_or_too_large_is_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "z.jpg").write_bytes(content)
    result = rs("render-form", data_file(tmp_path, changed(photo="z.jpg")))
    assert result.exit_code == 2
    assert re.fullmatch(r"rs：z\.jpg：.*\n", result.stderr)
    assert not (tmp_path / "applicant.docx").exists()
