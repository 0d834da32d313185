"""How alliances are built: the counts and kinds of the workshop, and who named each way of involving municipalities."""

from __future__ import annotations

from pathlib import Path

import pytest

from staffelstab.programmes.errors import ProgrammeDataError
from staffelstab.programmes.structures import FILE, alliance_structures, read_alliance_structures


def test_thirteen_and_thirty_one_make_forty_four() -> None:
    known = alliance_structures()
    assert (known.newly_founded, known.attached, known.evaluated) == (13, 31, 44)
    assert "Abschnitt 1.1" in known.source


def test_the_five_kinds_of_the_workshop_come_from_the_workshop() -> None:
    known = alliance_structures()
    assert len(known.structures) == 5
    assert {kind.source for kind in known.structures} == {known.source}


def test_every_way_of_involving_municipalities_says_who_named_it() -> None:
    ways = alliance_structures().involvement
    assert len({kind.label.de for kind in ways}) == len({kind.label.en for kind in ways}) == len(ways)
    assert all("https://" in kind.source for kind in ways)


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("{key: kaoa,", "{key: angekommen,", "stands here twice"),
        ("source: herford,", "source: moon,", "There is no source 'moon'."),
        ("  source: workshop", "  source: moon", "There is no source 'moon'."),
        ("evaluated: 44", "evaluated: 43", "More core groups"),
        ("evaluated: 44", "evaluated: many", "'many' is not of type 'integer'"),
    ],
)
def test_a_damaged_file_is_refused_with_its_line(
    tmp_path: Path, before: str, after: str, complaint: str
) -> None:
    text = FILE.read_text(encoding="utf-8")
    line = text[: text.index(before)].count("\n") + 1
    damaged = tmp_path / "structures.yaml"
    damaged.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(ProgrammeDataError) as refusal:
        read_alliance_structures(damaged)
    assert complaint in str(refusal.value)
    assert refusal.value.line == line
