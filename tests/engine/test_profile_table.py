"""The table of all profiles says what the records say one by one."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from staffelstab.engine.check import Question, profile_results, profile_table
from staffelstab.engine.model import Pathway
from tests.engine.strategies import small_cases
from tests.engine.wording.lindental import DAY, lindental

Case = tuple[Pathway, Question]


@given(small_cases())
@settings(max_examples=30)
def test_every_cell_is_that_of_its_record(case: Case) -> None:
    pathway, question = case
    table = profile_table(pathway, question)
    attributes, clocks = pathway.scales.attributes, pathway.scales.clocks
    row_of = {
        (tuple(v), tuple(c)): n for n, (v, c) in enumerate(zip(table.values, table.clocks, strict=True))
    }
    seen = set()
    for record in profile_results(pathway, question):
        entry = record.profile
        values = tuple(a.index(entry.values[a.key]) for a in attributes)
        cell = (
            table.places.index(entry.place),
            row_of[values, tuple(entry.clocks[clock.key] for clock in clocks)],
        )
        seen.add(cell)
        month = int(table.goal_month[cell])
        assert table.at_goal[cell[1]] == record.at_goal
        assert (None if month < 0 else month) == record.goal_month
        assert (table.gap_kinds[table.gap[cell]] or None) == record.gap
        assert table.dead_ends[cell] == len({station for station, _ in record.dead_ends})
        assert table.circles[cell] == len(record.circles)
        assert table.waiting[cell] == len({station for station, _ in record.waiting})
        assert table.too_many[cell] == record.too_many
        in_time = record.goal_month is not None and record.goal_month <= pathway.settings.horizon_months
        assert table.in_time()[cell] == in_time
    assert len(seen) == table.goal_month.size


def test_places_stand_as_they_were_asked() -> None:
    asked = ("99001003", "99001001")
    assert profile_table(lindental(), Question(DAY, places=asked)).places == asked


def test_a_file_without_places_has_one() -> None:
    everywhere = tuple(replace(offer, territory=None) for offer in lindental().offers)
    town = replace(lindental(), places=(), offers=everywhere, needs=())
    assert profile_table(town, Question(DAY)).places == ("",)
