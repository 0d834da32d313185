"""The list of 417 real schools, with everything that makes it a list of others."""

from __future__ import annotations

import csv
import io

import pytest

from staffelstab.programmes.territories import municipalities
from staffelstab.web.alliances.actions.load_reference_data import load_reference_data
from staffelstab.web.alliances.models import Organisation, Participation
from staffelstab.web.intake.actions.answer_doubts import answer_doubts
from staffelstab.web.intake.actions.decide_rows import decide_rows
from staffelstab.web.intake.enums import State
from staffelstab.web.intake.models import Batch, ForeignList, Origin
from tests.cast import Cast
from tests.web.intake.making import DATA, a_compared_list, a_list, confirmed, done

TEXT = (DATA / "nrw_berufs_weiterbildungskollegs_2021.csv").read_text(encoding="utf-8")
SCHOOLS = list(csv.DictReader(io.StringIO(TEXT), delimiter=";"))
NOT_ACTIVE = [row for row in SCHOOLS if row["Schulbetriebsschluessel"] != "1"]
ADULT_EDUCATION = {"actor_type": {"25": "bildungstraeger"}}


@pytest.fixture
def schools(cast: Cast) -> ForeignList:
    """Read and compared; adult education colleges have no type of their own and were asked about."""
    load_reference_data()
    shown = a_compared_list(cast, TEXT)
    assert [question[:2] for question in shown.questions] == [["actor_type", "25"]]
    with cast.inside():
        answer_doubts(cast.aydin, shown, ADULT_EDUCATION)
    return done(cast, shown, State.COMPARING)


def plans(cast: Cast, shown: ForeignList) -> dict[str, dict[str, object]]:
    """Number of the school → what would happen to its row."""
    with cast.inside():
        batches = list(Batch.objects.filter(foreign_list=shown))
    return {row[1]: item for batch in batches for row, item in zip(batch.rows, batch.plan, strict=True)}


def test_there_are_417_of_them() -> None:
    assert (len(SCHOOLS), len(NOT_ACTIVE)) == (417, 8)


def test_all_match_the_municipality_keys() -> None:
    known = {place.ags for place in municipalities()}
    assert {row["Gemeindeschluessel"] for row in SCHOOLS} <= known


def test_those_that_are_closed_are_recognised(cast: Cast, schools: ForeignList) -> None:
    ended = {number for number, item in plans(cast, schools).items() if item["d"] == "ended"}
    assert ended == {row["Schulnummer"] for row in NOT_ACTIVE}


def test_nothing_else_is_doubtful(schools: ForeignList) -> None:
    counts = schools.counts
    assert counts.get("doubtful", 0) == 0
    assert counts["new"] + counts["double"] + counts["ended"] == 417


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("100000", "Studienkolleg des Ökumenischen Studienwerks e.V. für ausländische Studierende"),
        (
            "100035",
            "August-Hermann-Francke-Berufskolleg als Ersatzschule in freier Trägerschaft des Christl.",
        ),
    ],
)
def test_names_cut_over_three_columns_are_joined(
    cast: Cast, schools: ForeignList, number: str, name: str
) -> None:
    found = str(plans(cast, schools)[number]["t"])
    assert found.startswith(name.removesuffix("."))


def test_words_cut_with_a_hyphen_are_whole_again(cast: Cast, schools: ForeignList) -> None:
    titles = [str(item["t"]) for item in plans(cast, schools).values()]
    chamber = [title for title in titles if "kammer NRW" in title]
    assert chamber and all("Landwirtschaftskammer NRW, Fachschule für Agrarwirtschaft" in t for t in chamber)
    assert any("Glas Keramik Grafik- und Mediendesign" in title for title in titles)


def test_names_that_may_be_cut_without_a_hyphen_are_marked(cast: Cast, schools: ForeignList) -> None:
    marked = [item["t"] for item in plans(cast, schools).values() if item.get("h")]
    assert any("Biele" in str(title) for title in marked)
    assert len(marked) < 60


def test_they_come_in_each_with_its_town_and_go_again(cast: Cast, schools: ForeignList) -> None:
    with cast.inside():
        decide_rows(cast.aydin, schools, {"*double": "new", "*ended": "out"})
    done(cast, schools, State.COMPARING)
    schools.refresh_from_db()
    done(cast, schools, State.TAKING)
    assert schools.state == State.TAKEN, schools.failure
    with cast.inside():
        origins = {o.number: o for o in Origin.objects.select_related("organisation")}
        assert len(origins) == 409
        for row in SCHOOLS:
            if row in NOT_ACTIVE:
                continue
            organisation = origins[row["Schulnummer"]].organisation
            assert organisation is not None
            assert [place.pk for place in organisation.territory.all()] == [row["Gemeindeschluessel"]]
            cells = {name: text for name, text in row.items() if text}
            assert origins[row["Schulnummer"]].cells == cells
        chamber = "Berufskolleg der Landwirtschaftskammer NRW, Fachschule für Agrarwirtschaft, Fachrichtung "
        assert Organisation.objects.filter(name__startswith=f"{chamber}Landwirtschaft").count() == 6
    done(cast, schools, State.UNDOING)
    with cast.inside():
        assert Participation.objects.count() == 1 and schools.refused == []


def test_closed_schools_can_be_taken_over_as_ended(cast: Cast, schools: ForeignList) -> None:
    with cast.inside():
        decide_rows(cast.aydin, schools, {"*ended": "ended"})
    done(cast, schools, State.COMPARING)
    done(cast, schools, State.TAKING)
    with cast.inside():
        closed = Participation.objects.exclude(until=None)
        assert closed.count() == 8


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("windows-1252", "replace"),
        lambda text: text.encode("utf-16"),
        lambda text: ("sep=;\r\n" + text).encode(),
        lambda text: text.replace('"UTMHochwert"', '"UTMHochwert";', 1).encode(),
        lambda text: text.replace('";"', '","').encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
    ],
    ids=["utf-8 with mark", "windows-1252", "utf-16", "sep=", "trailing separator", "commas", "crlf"],
)
def test_however_it_was_saved_the_same_rows_are_read(cast: Cast, spoil: object) -> None:
    from staffelstab.web.intake.pathway import read_file

    content = spoil(TEXT)  # type: ignore[operator]
    rows = read_file(content, "schulen.csv")[0].rows
    expected = read_file(TEXT.encode(), "schulen.csv")[0].rows
    assert [row[1:19] for row in rows] == [row[1:19] for row in expected]


def test_a_telephone_stays_and_a_contact_person_goes(cast: Cast) -> None:
    text = TEXT.replace('"UTMHochwert"', '"UTMHochwert";"Telefon";"Schulleitung"', 1)
    head, _, rest = text.partition("\n")
    rest = "\n".join(f'{line};"0234 123456";"Dr. Muster"' for line in rest.splitlines()[:3])
    shown = a_list(cast, f"{head}\n{rest}\n")
    assert shown.left_out == ["Schulleitung"]
    assert ["phone", "heading", "Telefon"] in shown.proposals


def test_a_school_without_a_key_is_proposed_a_place_by_its_coordinates(cast: Cast) -> None:
    load_reference_data()
    rows = TEXT.splitlines()[:4]
    text = "\n".join(row.replace('"05911000"', '""') for row in rows) + "\n"
    shown = confirmed(cast, a_list(cast, text), actor_type="berufskolleg")
    points = [question for question in shown.questions if question[2] == "point"]
    assert points and all(question[3] == "05911000" for question in points)
