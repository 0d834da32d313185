from __future__ import annotations

from datetime import date
from pathlib import Path

from staffelstab.web.alliances.models import Membership
from staffelstab.web.intake.actions.map_columns import map_columns
from staffelstab.web.intake.actions.read_list import read_list
from staffelstab.web.intake.enums import State
from staffelstab.web.intake.models import ForeignList
from staffelstab.web.intake.tasks import start

FOLDER = Path(__file__).parent.parent / "lists"


def leave_list(person: Membership, name: str, *, today: date) -> ForeignList:
    """A list of others was read and compared; its doubtful cells wait for somebody."""
    shown = read_list(person, file_name=name, content=(FOLDER / name).read_bytes())[0]
    columns = [proposal[0] for proposal in shown.proposals]
    map_columns(
        person, shown, what=shown.what, columns=columns, constants={"provider_type": "bildungstraeger"}
    )
    start(person, shown, State.COMPARING, today=today)
    return shown
