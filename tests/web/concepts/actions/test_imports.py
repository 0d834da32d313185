"""A file is read, looked at, taken over and taken back; never half, never lost."""

from __future__ import annotations

import copy
import io
import zipfile
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from staffelstab.engine import files
from staffelstab.programmes import districts
from staffelstab.web.alliances.models import Organisation, Participation, Place
from staffelstab.web.concepts.actions.apply_import import apply_import
from staffelstab.web.concepts.actions.mark_entry_point import mark_entry_point
from staffelstab.web.concepts.actions.read_import import read_import
from staffelstab.web.concepts.actions.undo_change import undo_change
from staffelstab.web.concepts.actions.undo_import import undo_import
from staffelstab.web.concepts.models import Concept, Import, Station, Transition
from staffelstab.web.concepts.pathway import UnreadableFile, write_file
from staffelstab.web.concepts.queries.boards import document_for_export, newest_change
from staffelstab.web.concepts.queries.plans import plan_of
from staffelstab.web.concepts.queries.rows import row_of
from staffelstab.web.concepts.queries.snapshots import snapshot_of
from staffelstab.web.funding.models import Funding
from staffelstab.web.journal.models import Entry
from staffelstab.web.kit.verdict import Refused
from staffelstab.web.offers.models import Listing, Need, Offer
from tests.cast import Cast
from tests.web.concepts.making import (
    TODAY,
    a_concept,
    an_applied_import,
    an_import,
    content_of,
    station,
    the_town,
)
from tests.web.offers.making import an_offer


def everything() -> dict[str, Any]:
    """All rows that an import can touch, as they stand."""
    kinds = (Organisation, Participation, Funding, Offer, Listing, Need, Concept, Station, Transition)
    return {kind.__name__: [row_of(thing) for thing in kind.objects.order_by("pk")] for kind in kinds}


def without_times(rows: dict[str, Any]) -> dict[str, Any]:
    for offer in rows["Offer"]:
        offer["fields"].pop("updated_at")
    for concept in rows["Concept"]:
        concept["fields"].pop("revision")
    return rows


def as_pathway(document: dict[str, Any]) -> Any:
    return files.from_document(document)


def a_place(place: Any) -> Place:
    return Place.objects.create(
        ags=place.key,
        name=place.name,
        short_name=place.name,
        district_key=place.key[:5],
        district_name="Kreis",
        population=place.population or 1,
        population_date=TODAY,
        latitude=place.latitude or 51,
        longitude=place.longitude or 7,
    )


def test_a_preview_stores_nothing_but_the_file(cast: Cast) -> None:
    with cast.inside():
        before = everything()
    an_import(cast)
    with cast.inside():
        assert everything() == before
        assert Import.objects.count() == 1


def test_the_plan_says_what_is_new_and_what_is_here_already(cast: Cast) -> None:
    imported = an_import(cast)
    with cast.inside():
        plan = plan_of(imported.document, None, slug=cast.alliance.slug, today=TODAY)
    assert {item.title: item.deed for item in plan.organisations} == {
        "Bildungswerk Musterkreis": "same",
        "Volkshochschule Musterkreis": "new",
    }
    assert [item.deed for item in plan.offers] == ["new"] * 4
    assert plan.unknown_places == []


def test_only_needs_that_changed_are_named_as_changed(cast: Cast) -> None:
    needs: list[dict[str, Any]] = [
        {
            "key": "ohne-a2",
            "when": {"language": ["none"]},
            "persons": 40,
            "method": "Auszählung der Beratung",
        },
        {
            "key": "mit-a2",
            "when": {"language": ["A2"]},
            "places": ["05999008", "05999004"],
            "method": "counted",
        },
        {"key": "alle", "persons": {"at_least": 10, "at_most": 30}, "date": "2026-10-01"},
    ]
    concept = an_applied_import(cast, the_town(needs=needs)).concept
    changed = copy.deepcopy(needs)
    changed[2]["persons"]["at_least"] = 12
    changed.append({"key": "neu", "when": {"language": ["none", "A2"]}, "persons": 0})
    imported = an_import(cast, the_town(needs=changed), concept)
    with cast.inside():
        plan = plan_of(imported.document, concept, slug=cast.alliance.slug, today=TODAY)
        assert [item.deed for item in plan.needs] == ["same", "same", "changed", "new"]
        assert plan.needs[0].title == Need.objects.get(key="ohne-a2").label != "ohne-a2"
        before = Entry.objects.filter(code="offers.edit_need").count()
        apply_import(cast.aydin, imported, today=TODAY)
        assert Entry.objects.filter(code="offers.edit_need").count() == before + 1
        again = plan_of(imported.document, concept, slug=cast.alliance.slug, today=TODAY)
        assert {item.deed for item in again.needs} == {"same"}


def test_a_source_is_told_in_words_and_goes_out_under_its_short_name(cast: Cast) -> None:
    town = the_town(
        sources={"amt": "Auszählung der Ausländerbehörde", "rest": "Auszählung der Ausländerbehörde"}
    )
    town["needs"][0] = {"key": "ohne-a2", "when": {"language": ["none"]}, "persons": 40, "source": "rest"}
    town["needs"].append({"key": "mit-a2", "when": {"language": ["A2"]}, "persons": 5, "source": "Bericht"})
    concept = an_applied_import(cast, town).concept
    assert concept is not None
    page = cast.client("brandt").get("/b/musterkreis/angebote/bedarfe/").content.decode()
    assert "Auszählung der Ausländerbehörde" in page
    with cast.inside():
        needs = {need["key"]: need["source"] for need in document_for_export(concept)["needs"]}
        assert needs == {"ohne-a2": "rest", "mit-a2": "Bericht"}
        for known in (concept, None):
            again = an_import(cast, town, known)
            plan = plan_of(again.document, known, slug=cast.alliance.slug, today=TODAY)
            assert {item.deed for item in plan.needs} == {"same"}
        Need.objects.filter(key="ohne-a2").update(source="Meldung der Gemeinden")
        needs = {need["key"]: need["source"] for need in document_for_export(concept)["needs"]}
        assert needs["ohne-a2"] == "Meldung der Gemeinden"


def test_texts_about_persons_are_doubts_of_the_preview(cast: Cast) -> None:
    town = the_town(notes=["Ansprechen: Frau Dr. Beispiel"])
    town["needs"][0]["source"] = "Jobcenter, Aktenzeichen 12345/67"
    imported = an_import(cast, town)
    said = "\n".join(imported.warnings)
    assert "der Name einer Person" in said
    assert "Quelle" in said or "source" in said
    assert "Beispiel" not in said, "the warning does not repeat it"
    page = cast.client("aydin").get(f"/b/musterkreis/gesamtkonzept/einlesen/{imported.pk}/").content.decode()
    assert "sieht nach Angaben über eine Person aus" in page


def test_what_came_in_comes_out_again(cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        exported = document_for_export(concept)
    assert as_pathway(exported) == as_pathway(the_town())


@pytest.mark.parametrize("kind", ["xlsx", "yaml", "json"])
def test_every_kind_of_file_can_be_read_again_without_loss(kind: str, cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        content = write_file(document_for_export(concept), kind)
    assert files.read(content, f"kleinstadt.{kind}") == as_pathway(the_town())


@pytest.mark.parametrize("name", districts.names())
def test_the_shipped_districts_go_through_unharmed(name: str, cast: Cast) -> None:
    pathway = districts.load(name)
    known = set(Place.objects.values_list("pk", flat=True))
    for place in pathway.places:
        if place.key not in known:
            a_place(place)
    concept = an_applied_import(cast, files.to_document(pathway)).concept
    assert concept is not None
    with cast.inside():
        assert as_pathway(document_for_export(concept)) == pathway


def test_agreements_and_money_that_is_not_public_go_through_unharmed(cast: Cast) -> None:
    town = the_town()
    town["agreements"] = [{"key": "kv", "title": "Kooperation", "organisations": ["werk", "vhs"]}]
    town["fundings"] = [
        *town.get("fundings", []),
        {"key": "stiftung", "name": "Stiftung", "is_public": False},
    ]
    concept = an_applied_import(cast, town).concept
    assert concept is not None
    with cast.inside():
        assert as_pathway(document_for_export(concept)) == as_pathway(town)


def test_an_import_can_be_taken_back_completely(cast: Cast) -> None:
    with cast.inside():
        before = everything()
    imported = an_applied_import(cast)
    with cast.inside():
        assert everything() != before
        undo_import(cast.aydin, imported)
        assert everything() == before


def test_taking_back_restores_what_the_file_changed(cast: Cast) -> None:
    concept = a_concept(cast)
    changed = the_town(title="Kleinstadt, zweite Fassung")
    changed["offers"][1]["months"] = 5
    changed["fundings"][0]["valid_to"] = "2027-06-30"
    changed["needs"][0]["persons"] = {"at_least": 50}
    changed["concept"]["stations"] = ["beratung", "vorkurs", "arbeit"]
    changed["concept"]["transitions"] = [{"from": "vorkurs", "to": "arbeit", "state": "aimed"}]
    with cast.inside():
        before = without_times(everything())
    imported = an_import(cast, changed, concept)
    with cast.inside():
        apply_import(cast.aydin, imported, today=TODAY)
        assert Offer.objects.get(key="vorkurs").months == 5
        assert str(Funding.objects.get(key="bruecke").valid_to) == "2027-06-30"
        assert [str(t) for t in Transition.objects.filter(concept=concept)] == [
            "Vorkurs Deutsch → Arbeit im Betrieb"
        ]
        undo_import(cast.aydin, Import.objects.get(pk=imported.pk))
        after = without_times(everything())
    for rows in (before, after):  # the removed station and transitions came back as new rows
        for kind in ("Station", "Transition"):
            rows[kind] = len(rows[kind])
    assert after == before
    with cast.inside():
        assert as_pathway(document_for_export(Concept.objects.get(pk=concept.pk))) == as_pathway(the_town())


def test_an_import_is_taken_back_only_before_other_work_rests_on_it(cast: Cast) -> None:
    imported = an_applied_import(cast)
    concept = imported.concept
    assert concept is not None
    with cast.inside():
        there = station(concept, "kurs")
        mark_entry_point(cast.aydin, concept, revision=concept.revision, station=there, is_entry_point=True)
        with pytest.raises(Refused):
            undo_import(cast.aydin, imported)
        change = newest_change(concept)
        assert change is not None
        undo_change(cast.aydin, concept, revision=concept.revision, change=change)
        undo_import(cast.aydin, imported)
        assert not Concept.objects.filter(pk=concept.pk).exists()


def test_a_file_is_taken_over_once(cast: Cast) -> None:
    imported = an_applied_import(cast)
    with cast.inside(), pytest.raises(Refused):
        apply_import(cast.aydin, imported, today=TODAY)


def test_the_same_file_again_changes_nothing(cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        before = snapshot_of(concept)
        plan = plan_of(an_import(cast).document, concept, slug=cast.alliance.slug, today=TODAY)
    deeds = {
        item.deed for part in (plan.organisations, plan.fundings, plan.offers, plan.stations) for item in part
    }
    assert deeds | {item.deed for item in plan.transitions} == {"same"}
    imported = an_import(cast, concept=concept)
    with cast.inside():
        apply_import(cast.aydin, imported, today=TODAY)
        assert snapshot_of(Concept.objects.get(pk=concept.pk)) == before


def test_an_offer_of_another_alliance_with_the_same_key_stays_theirs(cast: Cast) -> None:
    """Keys are chosen freely; two districts may both call a course "kurs"."""
    theirs = an_offer(cast, "Kurs der anderen", key="kurs")
    with cast.inside():
        Listing.objects.filter(offer=theirs).delete()
    concept = a_concept(cast)
    theirs.refresh_from_db()
    assert theirs.title == "Kurs der anderen"
    with cast.inside():
        assert as_pathway(document_for_export(concept)) == as_pathway(the_town())


def test_only_the_coordination_brings_new_organisations(cast: Cast) -> None:
    imported = an_import(cast)
    with cast.inside():
        before = everything()
        with pytest.raises(Refused):
            apply_import(cast.dikmen, imported, today=TODAY)
        assert everything() == before


def test_half_an_import_never_happens(cast: Cast) -> None:
    """The last offer is one that the database refuses; the first ones do not stay either."""
    town = the_town()
    town["offers"][3]["title"] = {"de": "Sehr lang " * 40}
    imported = an_import(cast, town)
    with cast.inside():
        before = everything()
        with pytest.raises(ValidationError, match="Sehr lang"):
            apply_import(cast.aydin, imported, today=TODAY)
        assert everything() == before


def test_unknown_municipalities_stand_in_the_way(cast: Cast) -> None:
    town = the_town(places=[{"key": "99999999", "name": "Nirgendwo"}])
    imported = an_import(cast, town)
    with cast.inside(), pytest.raises(ValidationError, match="Nirgendwo"):
        apply_import(cast.aydin, imported, today=TODAY)


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 300_000_000)
    return packed.getvalue()


HOSTILE: dict[str, tuple[str, bytes]] = {
    "empty": ("leer.json", b""),
    "no pathway": ("anderes.yaml", b"title: x\n"),
    "broken": ("kaputt.json", b'{"format": '),
    "binary": ("bild.yaml", bytes(range(256))),
    "no workbook": ("liste.xlsx", b"not a workbook"),
    "zip bomb": ("bombe.xlsx", bomb()),
    "python in yaml": ("boese.yaml", b"!!python/object/apply:os.system ['true']"),
    "loop": ("kreis.yaml", b"a: &a [*a]\n"),
    "unknown key": ("tippfehler.json", content_of(the_town() | {"ofers": []})),
    "negative places": ("minus.json", content_of(the_town(needs=[{"key": "x", "persons": -3}]))),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_file_is_answered_in_sentences(name: str, cast: Cast) -> None:
    file_name, content = HOSTILE[name]
    with cast.inside():
        with pytest.raises(UnreadableFile) as refusal:
            read_import(cast.aydin, file_name=file_name, content=content)
        assert Import.objects.count() == 0
    assert refusal.value.sentences
    assert all(file_name in sentence for sentence in refusal.value.sentences)
