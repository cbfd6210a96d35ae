"""The data of forms in a file: YAML, JSON or TOML, by its suffix."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from ruralskills.forms.data_tree import DataFileError, DataNode, Entries, Items
from ruralskills.forms.form_run import naming
from ruralskills.readers.content import content_of
from ruralskills.readers.text_encoding import decoded, encoding_of

_LARGEST: Final = 5 * 1024 * 1024
"""Bytes of some thousand applicants."""
_MOST_KEYS: Final = 500
SUFFIXES: Final = (".yaml", ".yml", ".json", ".toml")


def read_data(path: Path) -> list[Entries]:
    """Return the mappings of a file, one an applicant.

    Raises DataFileError, FormError.
    """
    file = path.name
    read = _parser(path)
    with naming(path):
        content = content_of(path)
    if len(content) > _LARGEST:
        raise DataFileError(f"{file}：有{len(content) >> 20}MB，不是申报表的数据，没有读取")
    text = decoded(content, encoding_of(content)).removeprefix("\ufeff")
    mappings = list(_mappings(read(text, file), file))
    if not mappings:
        raise DataFileError(f"{file}：没有内容。要填什么见 rs render-form --example")
    return mappings


def _parser(path: Path) -> Callable[[str, str], list[DataNode]]:
    suffix = path.suffix.lower()
    if suffix == ".json":
        from ruralskills.forms.json_tree import read_json

        return read_json
    if suffix == ".toml":
        from ruralskills.forms.toml_tree import read_toml

        return read_toml
    if suffix in SUFFIXES:
        from ruralskills.forms.yaml_tree import read_yaml

        return read_yaml
    raise DataFileError(
        f"{path.name}：申报人的数据要写在.yaml、.json或.toml文件里；台账请用 --from-ledger"
    )


def _mappings(documents: list[DataNode], file: str) -> Iterator[Entries]:
    """Yield the mappings of documents and of the lists in them."""
    for document in documents:
        if not isinstance(document, Items) and getattr(document, "text", "") is None:
            continue  # an empty document between two marks
        for node in document.items if isinstance(document, Items) else (document,):
            if not isinstance(node, Entries):
                raise DataFileError(
                    f"{file}：第{node.line}行：这里应是“项目: 内容”，一行一项，写法见 rs render-form --example"
                )
            if len(node.entries) > _MOST_KEYS:
                raise DataFileError(
                    f"{file}：第{node.line}行起有{len(node.entries)}项，不是申报表的数据"
                )
            yield node
