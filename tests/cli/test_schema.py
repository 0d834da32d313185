"""staffelstab schema: the published JSON Schema."""

from __future__ import annotations

import json

import jsonschema
import pytest

from staffelstab.engine.files import to_document
from tests.cli.calling import call
from tests.engine.wording.lindental import lindental


def test_it_is_a_schema_and_fits(capsys: pytest.CaptureFixture[str]) -> None:
    answer = call(capsys, "schema")
    schema = json.loads(answer.out)
    assert answer.code == 0
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(to_document(lindental()), schema)
