"""Lists of others for tests, read and taken over by the deeds that people use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from staffelstab.web.alliances.models import Membership
from staffelstab.web.intake.actions.map_columns import map_columns
from staffelstab.web.intake.actions.read_list import read_list
from staffelstab.web.intake.enums import State
from staffelstab.web.intake.models import ForeignList
from staffelstab.web.intake.tasks import start
from tests.cast import Cast

DATA = Path(__file__).with_name("data")
TODAY = date(2026, 11, 23)
OFFERS = """Titel;Träger;Art des Trägers;Gemeinde;Plätze;Dauer;bis;Bemerkung;Ansprechpartner
Deutschkurs B1;Bildungswerk Musterkreis;Bildungsträger;Musterstadt;15;6;31.12.2027;mit Kinderbetreuung;Frau Meier
Werkstatt;Lernwerk gGmbH;Bildungsträger;Altenfeld;8;12;;;Herr Schulz
"""


def a_list(
    cast: Cast, text: str = OFFERS, name: str = "liste.csv", person: Membership | None = None
) -> ForeignList:
    """A list that was read; nothing is confirmed."""
    with cast.inside():
        return read_list(person or cast.aydin, file_name=name, content=text.encode())[0]


def confirmed(
    cast: Cast,
    shown: ForeignList,
    columns: Sequence[str] | None = None,
    *,
    remember_as: str = "",
    what: str = "",
    **constants: str,
) -> ForeignList:
    """Its columns as proposed, or as said; compared."""
    with cast.inside():
        map_columns(
            cast.aydin,
            shown,
            what=what or shown.what,
            columns=columns or [each[0] for each in shown.proposals],
            constants=constants,
            remember_as=remember_as,
        )
        start(cast.aydin, shown, State.COMPARING, today=TODAY)
        shown.refresh_from_db()
    return shown


def a_compared_list(cast: Cast, text: str = OFFERS, **said: Any) -> ForeignList:
    return confirmed(cast, a_list(cast, text), **said)


def done(cast: Cast, shown: ForeignList, state: State) -> ForeignList:
    with cast.inside():
        start(cast.aydin, shown, state, today=TODAY)
        shown.refresh_from_db()
    return shown


def a_taken_list(cast: Cast, text: str = OFFERS, **said: Any) -> ForeignList:
    return done(cast, a_compared_list(cast, text, **said), State.TAKING)
