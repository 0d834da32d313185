"""Write a pathway as text. What is written is read again as the same pathway."""

from __future__ import annotations

import json

from staffelstab.engine.files.document import to_document
from staffelstab.engine.files.text.yaml_writing import dump_yaml
from staffelstab.engine.model import Pathway


def write_yaml(pathway: Pathway) -> str:
    return dump_yaml(to_document(pathway))


def write_json(pathway: Pathway) -> str:
    return json.dumps(to_document(pathway), ensure_ascii=False, indent=2) + "\n"
