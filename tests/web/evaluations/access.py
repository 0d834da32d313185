from __future__ import annotations

from typing import Any

from tests.cast import Cast
from tests.house.access_table import MEMBERS, Row
from tests.web.concepts.access import known_concept


def file(cast: Cast) -> dict[str, Any]:
    known_concept(cast)
    return {"kind": "svg"}


TABLE = {
    "evaluations:figure": Row(MEMBERS),
    "evaluations:figure_file": Row(MEMBERS, kwargs=file),
}
