"""What the figure tells outside: nothing that the list of needs for outside does not tell."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pptx import Presentation

from staffelstab.web.documents.phrases import Span
from staffelstab.web.evaluations.actions.release_figure import release_figure
from staffelstab.web.evaluations.exports.figure import cells_of, chart_of, drawing_of, sheets_of, slide_of
from staffelstab.web.evaluations.pathway import coarse, document_outside, known_outside
from staffelstab.web.evaluations.queries.figures import Figure, concepts_here, figure_of
from staffelstab.web.offers.actions.release_needs import release_needs
from staffelstab.web.offers.models import Need, NeedRelease
from staffelstab.web.offers.pathway import LOCKED, MOST_ROWS, SMALL
from staffelstab.web.offers.queries.needs import needs_here
from tests.cast import Cast
from tests.web.evaluations.making import a_figure
from tests.web.evaluations.views.test_figures import TYPES, file_of, page_of
from tests.web.offers.making import a_need

NONE: dict[str, Any] = {"when": {"language": ["none"]}}


def url(cast: Cast) -> str:
    return reverse("evaluations:figure_outside", args=[cast.alliance.slug])


def exact(cast: Cast, label: str, count: int, **said: Any) -> Need:
    return a_need(cast, label, minimum=count, maximum=count, **NONE, **said)


def three_towns(cast: Cast, counts: Sequence[int]) -> None:
    """33 in all; the first municipality has few."""
    a_figure(cast, needs=[])
    exact(cast, "Alle", 33)
    for count, place in zip(counts, cast.places, strict=True):
        exact(cast, str(place), count, places=[place])


def given_out(cast: Cast, recipient: str = "Sozialausschuss") -> Figure:
    with cast.inside(), override("de"):
        return release_figure(cast.aydin, internal(), recipient=recipient)


def internal() -> Figure:
    return figure_of(concepts_here()[0], today=timezone.localdate())


def told(figure: Figure) -> tuple[Any, ...]:
    """Everything that leaves: drawing, table, editable chart, workbook, notes and sources."""
    with override("de"):
        rows = [cells_of(row) for row in figure.rows]
        return rows, drawing_of(figure), slide_of(figure), sheets_of(figure), chart_of(figure)


def with_first(cast: Cast, count: int) -> None:
    """Another truth that fits the same labels."""
    with cast.inside():
        NeedRelease.objects.all().delete()
        for place, number in zip(cast.places, (count, 13 - count, 20), strict=True):
            Need.objects.filter(label=str(place)).update(minimum=number, maximum=number)


def test_all_truths_that_fit_the_labels_give_the_same_figure_and_list(cast: Cast) -> None:
    """The attack by subtraction, across figure and list: who cannot tell four worlds apart knows nothing more."""
    three_towns(cast, (3, 10, 20))
    worlds = []
    for count in (1, 2, 3, 4):
        with_first(cast, count)
        figure = given_out(cast)
        with cast.inside():
            listed = release_needs(cast.aydin, list(needs_here().order_by("label")), recipient="Presse").rows
        worlds.append((told(figure), listed))
    assert worlds[0][0][0][0][1] == "33"
    assert [world == worlds[0] for world in worlds] == [True] * 4


def test_a_small_need_is_told_as_small_and_holds_back_what_is_missing(cast: Cast) -> None:
    a_figure(cast, needs=[])
    exact(cast, "Wenige", 3)
    (row,) = given_out(cast).rows
    assert (row.need.words, row.without_way.words) == ("unter 5", "unter 5")
    assert (row.short.low or 0, row.short.high) == (0, 4), "not three minus places"


def test_where_only_held_back_needs_speak_nothing_is_told(cast: Cast) -> None:
    three_towns(cast, (3, 10, 20))
    with cast.inside():
        Need.objects.filter(label="Alle").update(minimum=None, maximum=None)
        Need.objects.filter(label=str(cast.places[2])).update(minimum=2, maximum=2)
    figure = given_out(cast)
    assert [row.need.words for row in figure.rows] != ["15"]
    assert figure.outside is not None
    assert sum("unter 5" in line for line in figure.outside) == 2


def test_a_count_of_women_is_no_upper_end_for_all(cast: Cast) -> None:
    """What the check leaves out inside it leaves out outside, too."""
    a_figure(cast, needs=[])
    exact(cast, "Frauen", 10, sex="women")
    (row,) = given_out(cast).rows
    with cast.inside():
        (inside,) = internal().rows
    assert (row.need.low, row.need.high) == (inside.need.low, inside.need.high) == (10, None)


def test_where_nothing_is_small_both_versions_say_the_same(cast: Cast) -> None:
    a_figure(cast, needs=[])
    exact(cast, "Alle", 90)
    a_need(cast, "Viele", minimum=20, maximum=30, places=cast.places[:1], **NONE)
    figure = given_out(cast)
    with cast.inside(), override("de"):
        assert [cells_of(row) for row in figure.rows] == [cells_of(row) for row in internal().rows]


def test_the_list_afterwards_does_not_give_away_what_the_figure_left_open(cast: Cast) -> None:
    a_figure(cast, needs=[])
    exact(cast, "Alle", 57)
    assert given_out(cast).rows[0].need.words == "57"
    rest = exact(cast, "Ohne die erste", 54, places=cast.places[1:])
    with cast.inside(), override("de"):
        release = release_needs(cast.aydin, [rest], recipient="Presse")
    assert release.rows[0][6] == "gesperrt"


def test_the_figure_afterwards_does_not_give_away_what_the_list_left_open(cast: Cast) -> None:
    a_figure(cast, needs=[])
    whole = exact(cast, "Alle", 57)
    with cast.inside():
        release_needs(cast.aydin, [whole], recipient="Presse")
        Need.objects.filter(pk=whole.pk).update(minimum=59, maximum=59)
    (row,) = given_out(cast).rows
    assert (row.need.words, row.short.words) == ("gesperrt oder nicht bekannt",) * 2


@pytest.mark.parametrize(
    ("label", "ends", "known"),
    [
        ("shown", (7, 9), (7, 9)),
        (SMALL, (3, 3), (1, 4)),
        (SMALL, (0, 3), (None, 4)),
        (SMALL, (3, 12), (1, None)),
        (SMALL, (2, None), (1, None)),
        (LOCKED, (12, 12), (None, None)),
    ],
)
def test_what_is_known_of_a_need(
    label: str, ends: tuple[int, int | None], known: tuple[int | None, ...]
) -> None:
    span = known_outside(label, *ends)
    assert (span.low, span.high) == known


def test_no_end_below_the_threshold_is_told_whatever_it_was_worked_out_from() -> None:
    for low in (None, *range(9)):
        for high in (None, *range(low or 0, 12)):
            span = coarse(Span(low, high))
            assert span == Span(1, 4) or not {span.low, span.high} & {1, 2, 3}
            assert span.low is None or span.low <= (low or 0) or span == Span(1, 4)
            assert span.high is None or high is None or span.high >= high


def test_what_is_held_back_leaves_no_trace_in_what_is_checked() -> None:
    """Any two truths with the same labels, the same shown counts and small ends where ends are small."""
    chance = random.Random(20)
    for _ in range(300):
        labels = {f"n{number}": chance.choice(("shown", SMALL, LOCKED)) for number in range(4)}
        shown = {key: chance.randrange(5, 60) for key in labels}
        one, other = (document_outside(a_truth(chance, labels, shown), labels) for _truth in range(2))
        assert one == other


def a_truth(chance: random.Random, labels: Mapping[str, str], shown: Mapping[str, int]) -> dict[str, Any]:
    most = {SMALL: 5, LOCKED: 99}
    drawn = {
        key: chance.randrange(1, most[each]) if each in most else shown[key] for key, each in labels.items()
    }
    return {"needs": [{"key": key, "persons": count} for key, count in drawn.items()]}


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_the_coordination_takes_each_kind_of_file_along(cast: Cast, kind: str) -> None:
    three_towns(cast, (3, 10, 20))
    page = cast.client("aydin").get(url(cast)).content.decode()
    assert "unter 5 (kleine Zahl)" in page
    answer = cast.client("aydin").post(url(cast), {"recipient": "Sozialausschuss", "kind": kind})
    assert (answer.status_code, answer["Content-Type"]) == (200, TYPES[kind])
    assert f"zur-weitergabe-musterkreis.{kind}" in answer["Content-Disposition"]
    with cast.inside():
        assert NeedRelease.objects.count() == 1


def test_what_is_wrong_is_said_and_nothing_goes_out(cast: Cast) -> None:
    three_towns(cast, (3, 10, 20))
    page = cast.client("aydin").post(url(cast), {"recipient": "", "kind": "pdf"})
    assert page.status_code == 200
    assert "text/html" in page["Content-Type"]
    with cast.inside():
        assert not NeedRelease.objects.exists()


def test_too_many_needs_are_named_and_nothing_goes_out(cast: Cast) -> None:
    a_figure(cast, needs=[])
    first = exact(cast, "Alle", 57)
    with cast.inside():
        copies = [
            Need(
                alliance=cast.alliance,
                key=f"n{n}",
                label=f"Gruppe {n}",
                when=first.when,
                minimum=n,
                maximum=n,
            )
            for n in range(MOST_ROWS)
        ]
        Need.objects.bulk_create(copies)
    page = cast.client("aydin").get(url(cast)).content.decode()
    assert "So lässt sich nichts herausgeben." in page
    assert "Datei mitnehmen" not in page
    answer = cast.client("aydin").post(url(cast), {"recipient": "Presse", "kind": "xlsx"})
    assert "text/html" in answer["Content-Type"]
    with cast.inside():
        assert not NeedRelease.objects.exists()


def test_only_the_core_gives_out_and_a_stranger_finds_nothing(cast: Cast) -> None:
    a_figure(cast)
    assert cast.client("czerny").get(url(cast)).status_code == 404
    assert cast.client("brandt").get(url(cast)).status_code == 403
    assert "Abbildung weitergeben" not in cast.client("brandt").get(page_of(cast.alliance)).content.decode()


def test_both_versions_say_in_the_drawing_what_they_are(cast: Cast) -> None:
    three_towns(cast, (3, 10, 20))
    client = cast.client("aydin")
    inside = client.get(file_of(cast.alliance, "svg")).content.decode()
    assert "Nur für den internen Gebrauch" in inside
    outside = client.post(url(cast), {"recipient": "Presse", "kind": "svg"}).content.decode()
    assert "Zur Weitergabe" in outside
    assert "intern" not in outside


def test_free_texts_stay_in_the_alliance(cast: Cast) -> None:
    a_figure(cast, needs=[])
    exact(cast, "Liste mit Notiz", 57, note="davon 2 in der Unterkunft", source="Liste mit 2 Fällen")
    client = cast.client("aydin")
    slide = client.post(url(cast), {"recipient": "Presse", "kind": "pptx"}).content
    notes = Presentation(BytesIO(slide)).slides[0].notes_slide.notes_text_frame.text
    book = openpyxl.load_workbook(
        BytesIO(client.post(url(cast), {"recipient": "Presse", "kind": "xlsx"}).content)
    )
    cells = str([cell.value for sheet in book for row in sheet for cell in row])
    for text in (notes, cells):
        assert "57" in text
        assert "2 Fällen" not in text
        assert "Liste mit Notiz" not in text
