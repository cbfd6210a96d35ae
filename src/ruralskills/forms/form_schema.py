"""The JSON schema of the data of a form: that of the application ledger's model."""

from __future__ import annotations

from typing import Any

from ruralskills.ledgers import Application
from ruralskills.model.fields import field_specs


def schema() -> dict[str, Any]:
    """Return the schema of one applicant, by the fields of the ledger."""
    document = Application.model_json_schema()
    specs = field_specs(Application)
    for name, entry in document["properties"].items():
        spec = specs[name]
        entry.pop("default", None)
        entry["title"] = spec.header
        if "number" not in entry["type"]:
            entry["type"] = ["integer", *entry["type"]]  # a whole number is its digits
        if spec.several:
            accepted = entry.pop("type")
            entry["anyOf"] = [
                {"type": accepted},
                {"type": "array", "items": {"type": "string"}},
            ]
        if spec.unit:
            entry["description"] = f"{entry['description']}，单位：{spec.unit}"
    document["required"] = [name for name, spec in specs.items() if spec.required]
    document["title"] = Application.info.title
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **document}
