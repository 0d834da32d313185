"""What goes out comes in again: every row unchanged, every cell the same."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django_scopes import scope
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from staffelstab.web.alliances.models import Membership
from staffelstab.web.intake.actions.map_columns import map_columns
from staffelstab.web.intake.actions.read_list import read_list
from staffelstab.web.intake.enums import State, What
from staffelstab.web.intake.exports import FORMS, list_file
from staffelstab.web.intake.models import ForeignList
from staffelstab.web.intake.pathway import read_file
from staffelstab.web.intake.tasks import start
from staffelstab.web.offers.actions.end_offer import end_offer
from staffelstab.web.offers.actions.record_need import record_need
from tests.cast import Cast
from tests.web.intake.making import DATA, OFFERS, TODAY, a_taken_list
from tests.web.offers.making import an_offer

EVERY = [(what, form) for what in What for form in FORMS if form != "hsds" or what == What.OFFERS]
FEW = settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
TEXT = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=12)
WORDS = st.lists(TEXT, min_size=1, max_size=3).map(" ".join).map(lambda text: f"Kurs {text}"[:28].strip())
DAY = st.dates(date(2020, 1, 1), date(2030, 12, 31))
NEED_NUMBER = st.one_of(
    st.just({}),
    st.builds(lambda n: {"minimum": n, "maximum": n}, st.integers(0, 900)),
    st.builds(lambda n, m: {"minimum": n, "maximum": n + m}, st.integers(0, 900), st.integers(0, 90)),
    st.builds(lambda n: {"minimum": n}, st.integers(1, 900)),
    st.builds(lambda n: {"wording": f"über {n}"}, st.integers(1, 900)),
)


def read_again(person: Membership, what: str, content: bytes, name: str) -> ForeignList:
    shown = read_list(person, file_name=name, content=content)[0]
    if shown.what != what:
        from staffelstab.web.intake.pathway import proposals_for
        from staffelstab.web.intake.queries.lists import first_rows

        shown.proposals = proposals_for(what, shown.headings, first_rows(shown))
    columns = [each[0] for each in shown.proposals]
    map_columns(person, shown, what=what, columns=columns, constants={})
    start(person, shown, State.COMPARING, today=TODAY)
    shown.refresh_from_db()
    return shown


def grid(content: bytes) -> list[tuple[str, ...]]:
    table = read_file(content, "liste.xlsx")[0]
    return sorted([tuple(table.headings), *(tuple(row[1:]) for row in table.rows)])


def some_of_everything(cast: Cast) -> None:
    an_offer(cast, "Deutschkurs B1", valid_to=date(2027, 12, 31), places=15, category="language")
    an_offer(cast, '=Kurs; mit "Zeichen"', everywhere=False, territory=cast.places[:2], months=0)
    an_offer(cast, "Ohne Ort", everywhere=False, organisation=None)
    with cast.inside():
        end_offer(cast.aydin, an_offer(cast, "Ausgelaufen"), last_day=date(2026, 1, 31))
        record_need(cast.aydin, label="Geduldete", wording="über 600", places=cast.places[:1])
        record_need(cast.aydin, label="Frauen", minimum=10, maximum=20, sex="women", note="zwei\nZeilen")
        record_need(cast.aydin, label="Unbekannt", life_area="Zelte")
    a_taken_list(cast, OFFERS)


def among(counts: dict[str, Any]) -> dict[str, int]:
    return {deed: count for deed, count in counts.items() if count and deed not in ("questions",)}


@pytest.mark.parametrize(("what", "form"), EVERY)
def test_read_again_every_row_is_unchanged(cast: Cast, what: What, form: str) -> None:
    some_of_everything(cast)
    with cast.inside():
        content = list_file(cast.alliance, what, form)
        shown = read_again(cast.aydin, what, content, f"liste.{FORMS[form].ending}")
        assert among(shown.counts) == {"same": shown.rows_total}, (shown.counts, shown.questions)


@pytest.mark.parametrize("what", list(What))
def test_from_workbook_over_the_program_to_workbook_no_cell_is_lost(cast: Cast, what: What) -> None:
    """Taken over by an alliance that knew nothing of it, and saved again."""
    some_of_everything(cast)
    with cast.inside():
        first = list_file(cast.alliance, what, "xlsx")
    with scope(alliance=cast.neighbour):
        shown = read_again(cast.czerny, what, first, "liste.xlsx")
        from staffelstab.web.intake.actions.decide_rows import decide_rows

        decide_rows(cast.czerny, shown, {"*ended": "ended", "*double": "new"})
        for state in (State.COMPARING, State.TAKING):
            start(cast.czerny, shown, state, today=date(2027, 6, 1))
            shown.refresh_from_db()
        assert shown.state == State.TAKEN and not shown.refused, (
            shown.failure,
            shown.counts,
            shown.questions,
        )
        assert grid(list_file(cast.neighbour, what, "xlsx")) == grid(first)


@FEW
@given(
    rows=st.lists(
        st.tuples(WORDS, st.integers(0, 60), st.one_of(st.none(), st.integers(0, 900)), DAY), max_size=4
    ),
    form=st.sampled_from(sorted(FORMS)),
)
def test_whatever_offers_are_called_they_come_in_unchanged(
    cast: Cast, rows: list[tuple[str, int, int | None, date]], form: str
) -> None:
    for title, months, places, day in rows:
        an_offer(cast, title, months=months, places=places, valid_from=day)
    with cast.inside():
        from staffelstab.web.offers.models import Offer

        if not Offer.objects.exists():
            return
        content = list_file(cast.alliance, What.OFFERS, form)
        shown = read_again(cast.aydin, What.OFFERS, content, f"liste.{FORMS[form].ending}")
        wrong = {deed: count for deed, count in among(shown.counts).items() if deed not in ("same", "double")}
        assert not wrong, (shown.counts, shown.questions)


@FEW
@given(
    rows=st.lists(st.tuples(WORDS, NEED_NUMBER, DAY), min_size=1, max_size=4, unique_by=lambda row: row[0])
)
def test_whatever_needs_count_they_come_in_unchanged(
    cast: Cast, rows: list[tuple[str, dict[str, Any], date]]
) -> None:
    with cast.inside():
        for label, number, day in rows:
            record_need(cast.aydin, label=label, date=day, places=cast.places[1:], **number)
        content = list_file(cast.alliance, What.NEEDS, "xlsx")
        shown = read_again(cast.aydin, What.NEEDS, content, "liste.xlsx")
        wrong = {deed: count for deed, count in among(shown.counts).items() if deed not in ("same", "double")}
        assert not wrong, (shown.counts, shown.questions)


def shapes(value: Any, path: str = "") -> set[tuple[str, str]]:
    """Every place in a structure and the kind of what stands there."""
    if isinstance(value, dict):
        return {found for name, each in value.items() for found in shapes(each, f"{path}/{name}")}
    if isinstance(value, list):
        return {found for each in value for found in shapes(each, f"{path}[]")}
    return {(path, type(value).__name__)}


def test_a_service_has_no_part_that_the_published_example_does_not_have(cast: Cast) -> None:
    some_of_everything(cast)
    with cast.inside():
        services = json.loads(list_file(cast.alliance, What.OFFERS, "hsds"))["contents"]
    published = shapes(json.loads((DATA / "hsds_service_example.json").read_text(encoding="utf-8")))
    ours = {found for service in services for found in shapes(service)}
    assert ours <= published, ours - published
    assert all({"id", "name", "status"} <= service.keys() for service in services)


def test_a_further_detail_goes_out_under_its_own_heading(cast: Cast) -> None:
    a_taken_list(cast)
    with cast.inside():
        table = read_file(list_file(cast.alliance, What.OFFERS, "csv"), "liste.csv")[0]
    row = dict(zip(table.headings, table.rows[0][1:], strict=True))
    assert row["Bemerkung"] == "mit Kinderbetreuung"


@pytest.mark.parametrize(("what", "form"), EVERY)
def test_members_save_lists_and_strangers_do_not(cast: Cast, what: What, form: str) -> None:
    url = reverse("intake:export", kwargs={"alliance_slug": cast.alliance.slug, "what": what, "form": form})
    assert cast.client("czerny").get(url).status_code == 404
    answer = cast.client("brandt").get(url)
    assert answer.status_code == 200 and answer.headers["Content-Disposition"].endswith(
        f'.{FORMS[form].ending}"'
    )


def test_a_form_that_does_not_exist_is_not_found(cast: Cast) -> None:
    url = reverse(
        "intake:export", kwargs={"alliance_slug": cast.alliance.slug, "what": "offers", "form": "pdf"}
    )
    assert cast.client("brandt").get(url).status_code == 404
