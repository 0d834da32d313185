"""Who gets what at which address. Every address of the project needs a row, or the house fails.

Each room keeps its rows in ``tests/web/<room>/access.py``:

    TABLE = {
        "offers:list": Row(MEMBERS),
        "offers:detail": Row(MEMBERS, kwargs=lambda cast: {"offer_id": make_offer(cast).pk}),
        "offers:new": Row(COORDINATION, dikmen=200),
        "offers:confirm": Row(MEMBERS_POST, ernst=403, method="POST", kwargs=…, data=lambda cast: {…}),
    }
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.cast import Cast

TESTS_OF_ROOMS = Path(__file__).resolve().parent.parent / "web"
STRANGERS = {"nobody": 302, "czerny": 404, "olsen": 404}

PUBLIC = dict.fromkeys(("nobody", "czerny", "olsen", "brandt", "dikmen", "ernst", "aydin"), 200)
SIGNED_IN = PUBLIC | {"nobody": 302}
MEMBERS = STRANGERS | dict.fromkeys(("brandt", "dikmen", "ernst", "aydin"), 200)
MEMBERS_POST = STRANGERS | dict.fromkeys(("brandt", "dikmen", "ernst", "aydin"), 302)
COORDINATION = STRANGERS | dict.fromkeys(("brandt", "dikmen", "ernst"), 403) | {"aydin": 200}
COORDINATION_POST = COORDINATION | {"aydin": 302}


class Row:
    """The expected status for each of the cast; single exceptions are given by name."""

    def __init__(
        self,
        expected: Mapping[str, int],
        *,
        method: str = "GET",
        kwargs: Callable[[Cast], dict[str, Any]] = lambda cast: {},
        data: Callable[[Cast], dict[str, Any]] = lambda cast: {},
        query: str = "",
        **exceptions: int,
    ) -> None:
        self.expected = {**expected, **exceptions}
        self.method = method
        self.kwargs = kwargs
        self.data = data
        self.query = query


def table() -> dict[str, Row]:
    """The rows of all rooms together; no address may stand in two rooms."""
    rows: dict[str, Row] = {}
    for file in sorted(TESTS_OF_ROOMS.glob("*/access.py")):
        room_rows: dict[str, Row] = import_module(f"tests.web.{file.parent.name}.access").TABLE
        twice = rows.keys() & room_rows.keys()
        assert not twice, f"{twice} stand in two tables"
        rows.update(room_rows)
    return rows
