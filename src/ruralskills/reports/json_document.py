"""JSON documents made of msgspec records: text, schema, tool."""

from __future__ import annotations

import json
from typing import Any, Final

import msgspec
from msgspec import UNSET, Struct, UnsetType

from ruralskills.text.terminal import escaped_json
from ruralskills.version import __version__

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


class ToolRecord(Struct, frozen=True):
    """The program that wrote the document.

    ``content_sha256`` is put in as the file's mark (see ``outputs.mark``).
    """

    name: str
    version: str
    content_sha256: str | UnsetType = UNSET


TOOL: Final = ToolRecord("ruralskills", __version__)


def document(record: Struct) -> str:
    """Return a record as JSON text, indented by two blanks."""
    try:
        content = msgspec.json.encode(record)
    except UnicodeEncodeError:  # some file is named by bytes that are no text
        named = json.dumps(msgspec.to_builtins(record), ensure_ascii=False)
        content = named.encode("utf-8", errors="replace")
    plain = escaped_json(content.decode())  # before blanks double its length
    return msgspec.json.format(plain, indent=2) + "\n"


def schema(record: type[Struct]) -> dict[str, Any]:
    """Return the JSON schema of a record, with the records inside it under ``$defs``."""
    definitions = msgspec.json.schema(record)["$defs"]
    own = definitions.pop(record.__name__)
    return {"$schema": _DIALECT, **own, "$defs": definitions}
