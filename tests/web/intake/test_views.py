from __future__ import annotations

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from staffelstab.web.alliances.models import Participation
from staffelstab.web.intake.enums import State
from staffelstab.web.intake.models import ForeignList, Mapping
from staffelstab.web.offers.models import Offer
from tests.cast import Cast, assert_constant_queries
from tests.web.intake.making import OFFERS, a_compared_list, a_list, a_taken_list, confirmed


def url(cast: Cast, name: str, **kwargs: object) -> str:
    return reverse(f"intake:{name}", kwargs={"alliance_slug": cast.alliance.slug, **kwargs})


def workbook(rows: list[list[object]]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Kurse")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return target.getvalue()


@pytest.mark.parametrize("name", ["list", "columns", "doubts"])
def test_a_stranger_sees_no_list(cast: Cast, name: str) -> None:
    shown = a_list(cast)
    neighbour = reverse(f"intake:{name}", kwargs={"alliance_slug": cast.neighbour.slug, "list_id": shown.pk})
    assert cast.client("czerny").get(url(cast, name, list_id=shown.pk)).status_code == 404
    assert cast.client("czerny").get(neighbour).status_code == 404


def test_a_stranger_cannot_use_the_remembered_source_of_another_alliance(cast: Cast) -> None:
    a_compared_list(cast, remember_as="Kursliste")
    with cast.inside():
        source = Mapping.objects.get()
    own = reverse("intake:source", kwargs={"alliance_slug": cast.neighbour.slug, "source_id": source.pk})
    assert cast.client("czerny").get(own).status_code == 404


def test_from_the_upload_to_what_was_taken_over_and_back(cast: Cast) -> None:
    aydin = cast.client("aydin")
    answer = aydin.post(
        url(cast, "lists"), {"file": SimpleUploadedFile("liste.csv", OFFERS.encode())}, follow=True
    )
    assert "Welche Spalte ist was?" in answer.content.decode()
    with cast.inside():
        shown = ForeignList.objects.get()
    form = answer.context["form"]
    said = {field.html_name: field.value() or "" for field in form}
    answer = aydin.post(url(cast, "columns", list_id=shown.pk), said, follow=True)
    text = answer.content.decode()
    assert "2 neu" in text and "2 Zeilen übernehmen" in text and "Ansprechpartner" in text
    answer = aydin.post(url(cast, "take_over", list_id=shown.pk), follow=True)
    assert "Übernommen" in answer.content.decode() or "taken over" in answer.content.decode().lower()
    assert "Angebote ansehen" in answer.content.decode()
    with cast.inside():
        assert Offer.objects.count() == 2
    answer = aydin.post(url(cast, "take_back", list_id=shown.pk), follow=True)
    text = answer.content.decode()
    assert "Zurückgenommen am" in text and "Spalten ändern" in text
    with cast.inside():
        assert not Offer.objects.exists()


@pytest.mark.parametrize(("who", "offered"), [("brandt", False), ("dikmen", True), ("aydin", True)])
def test_the_story_names_lists_only_to_whom_they_open(cast: Cast, who: str, offered: bool) -> None:
    page = cast.client(who).get(reverse("alliances:actors", args=[cast.alliance.slug])).content.decode()
    assert (url(cast, "lists") in page) is offered


def test_a_broken_file_says_what_to_do_and_stores_nothing(cast: Cast) -> None:
    file = SimpleUploadedFile("liste.csv", b"%PDF-1.7 nicht lesbar")
    answer = cast.client("aydin").post(url(cast, "lists"), {"file": file})
    assert "weder Text noch Arbeitsmappe" in answer.content.decode()
    with cast.inside():
        assert not ForeignList.objects.exists()


def test_what_was_chosen_wrongly_is_said_and_kept(cast: Cast) -> None:
    shown = a_list(cast)
    page = cast.client("aydin").get(url(cast, "columns", list_id=shown.pk))
    said = {field.html_name: field.value() or "" for field in page.context["form"]}
    said["column_0"] = "detail"
    answer = cast.client("aydin").post(url(cast, "columns", list_id=shown.pk), said)
    assert "Sagen Sie, welche Spalte das ist: Titel" in answer.content.decode()
    assert answer.context["form"]["column_0"].value() == "detail"


def test_the_next_file_of_the_same_source_is_understood_by_itself(cast: Cast) -> None:
    text = "Was;Wo\nDeutschkurs;Musterstadt\n"
    confirmed(cast, a_list(cast, text), ["title", "territory"], remember_as="Kurse der VHS", what="offers")
    again = a_list(cast, text.upper())
    assert again.source is not None and again.source.name == "Kurse der VHS"
    page = cast.client("aydin").get(url(cast, "columns", list_id=again.pk)).content.decode()
    assert "vom letzten Mal gemerkt" in page


def test_a_doubtful_place_is_asked_once_and_the_answer_holds_for_all_its_cells(cast: Cast) -> None:
    text = "Titel;Gemeinde\nDeutschkurs;Musterstatt\nWerkstatt;Musterstatt\n"
    shown = a_compared_list(cast, text)
    assert shown.counts["doubtful"] == 2 and shown.counts["questions"] == 1
    aydin = cast.client("aydin")
    page = aydin.get(url(cast, "doubts", list_id=shown.pk)).content.decode()
    assert "Musterstatt" in page and "2 Mal" in page and "Ein Vorschlag ist eingetragen." in page
    aydin.post(url(cast, "doubts", list_id=shown.pk), {"answer_0": "05999004"})
    shown.refresh_from_db()
    assert shown.counts["new"] == 2 and "doubtful" not in shown.counts


def test_a_double_is_never_decided_silently(cast: Cast) -> None:
    text = "Name;Art\nBildungswerk Musterkreis e.V.;Bildungsträger\n"
    shown = a_compared_list(cast, text)
    assert shown.counts["double"] == 1, shown.counts
    aydin = cast.client("aydin")
    page = aydin.get(url(cast, "rows", list_id=shown.pk, deed="double")).content.decode()
    assert "derselbe Name, anders geschrieben" in page
    key = cast.partner_organisation.pk
    aydin.post(url(cast, "rows", list_id=shown.pk, deed="double"), {"row_2": f"same:{key}"})
    shown.refresh_from_db()
    assert shown.counts["changed"] == 1
    page = aydin.get(url(cast, "rows", list_id=shown.pk, deed="changed")).content.decode()
    assert "<del>Bildungswerk Musterkreis</del>" in page


def test_a_core_member_cannot_bring_in_organisations(cast: Cast) -> None:
    shown = a_compared_list(cast, "Name;Art\nNeues Werk;Bildungsträger\n")
    answer = cast.client("dikmen").post(url(cast, "take_over", list_id=shown.pk))
    assert answer.status_code == 403
    with cast.inside():
        assert Participation.objects.count() == 1


def test_work_that_was_interrupted_can_be_gone_on_with(cast: Cast) -> None:
    shown = a_compared_list(cast)
    with cast.inside():
        ForeignList.objects.filter(pk=shown.pk).update(state=State.TAKING, seen_at=None)
    aydin = cast.client("aydin")
    assert "Die Arbeit wurde unterbrochen" in aydin.get(url(cast, "list", list_id=shown.pk)).content.decode()
    aydin.post(url(cast, "go_on", list_id=shown.pk))
    shown.refresh_from_db()
    assert shown.state == State.TAKEN


def test_lists_cost_the_same_with_one_and_with_three(cast: Cast) -> None:
    aydin = cast.client("aydin")
    assert_constant_queries(lambda: aydin.get(url(cast, "lists")), lambda n: a_list(cast, name=f"{n}.csv"))


def test_the_page_of_rows_costs_the_same_for_one_and_for_three(cast: Cast) -> None:
    aydin = cast.client("aydin")
    rows = {"text": "Titel;Gemeinde\n"}

    def one_more(number: int) -> None:
        rows["text"] += f"Kurs {number};Musterstadt\n"
        rows["pk"] = str(a_compared_list(cast, rows["text"]).pk)

    assert_constant_queries(
        lambda: aydin.get(url(cast, "rows", list_id=int(rows["pk"]), deed="new")), one_more
    )


def test_two_sheets_become_two_lists(cast: Cast) -> None:
    content = workbook([["Titel", "Gemeinde"], ["Deutschkurs", "Musterstadt"]])
    answer = cast.client("aydin").post(
        url(cast, "lists"), {"file": SimpleUploadedFile("kurse.xlsx", content)}, follow=True
    )
    assert "kurse.xlsx, Kurse" in answer.content.decode()


def test_what_was_taken_over_cannot_be_mapped_anew(cast: Cast) -> None:
    shown = a_taken_list(cast)
    answer = cast.client("aydin").get(url(cast, "columns", list_id=shown.pk))
    assert answer.status_code == 403
