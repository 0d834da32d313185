"""From draft to decision: numbered, frozen, fingerprinted, decided by a resolution, in force, superseded."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from staffelstab.web.concepts.actions.accept_finding import accept_finding
from staffelstab.web.concepts.actions.change_concept import ConceptChanged
from staffelstab.web.concepts.actions.decide_version import decide_version
from staffelstab.web.concepts.actions.discuss_version import discuss_version
from staffelstab.web.concepts.actions.edit_concept import edit_concept
from staffelstab.web.concepts.actions.present_version import present_version
from staffelstab.web.concepts.actions.put_in_force import put_in_force
from staffelstab.web.concepts.actions.settle_comment import settle_comment
from staffelstab.web.concepts.actions.write_comment import write_comment
from staffelstab.web.concepts.models import Comment, Concept, Version
from staffelstab.web.concepts.pathway import canonical, fingerprint
from staffelstab.web.kit.verdict import Refused
from staffelstab.web.offers.models import Offer
from tests.cast import Cast
from tests.web.concepts.making import STUCK, TODAY, a_concept

LATER = TODAY + timedelta(days=40)


def presented(cast: Cast, concept: Concept | None = None) -> Version:
    concept = concept or a_concept(cast)
    with cast.inside():
        concept.refresh_from_db()
        return present_version(
            cast.aydin, concept, revision=concept.revision, note="Erste Fassung", today=TODAY
        )


def decided(cast: Cast, concept: Concept | None = None) -> Version:
    version = presented(cast, concept)
    with cast.inside():
        discuss_version(cast.aydin, version, today=TODAY)
        decide_version(
            cast.aydin,
            version,
            body="Kerngruppe",
            decided_on=TODAY,
            text="Einstimmig angenommen.",
            today=TODAY,
        )
        version.refresh_from_db()
    return version


def test_a_version_has_a_number_and_a_fingerprint_of_all_it_says(cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        accept_finding(cast.aydin, concept, name=STUCK, title="Parkplatz", because="Bekannt.", today=TODAY)
    first, second = presented(cast, concept), presented(cast, concept)
    assert (first.number, second.number) == (1, 2)
    assert first.digest == second.digest == fingerprint(first.content)
    assert first.content["findings"] == [
        {"name": STUCK, "title": "Parkplatz", "accepted_because": "Bekannt."}
    ]
    assert {offer["key"] for offer in first.content["document"]["offers"]} >= {"vorkurs", "kurs"}


def test_years_later_the_same_content_has_the_same_fingerprint(cast: Cast) -> None:
    """Whatever happens to the concept and its offers, the version says what it said."""
    version = decided(cast)
    with cast.inside():
        before = canonical(version.content)
        Offer.objects.filter(key="vorkurs").update(title="Ganz anders")
        concept = version.concept
        concept.refresh_from_db()
        edit_concept(cast.aydin, concept, revision=concept.revision, title="Neu")
        again = Version.objects.get(pk=version.pk)
        assert canonical(again.content) == before
        assert fingerprint(again.content) == again.digest
        assert again.title == "Kleinstadt"


def test_the_way_is_presented_discussed_decided_in_force_superseded(cast: Cast) -> None:
    concept = a_concept(cast)
    first = decided(cast, concept)
    with cast.inside():
        put_in_force(cast.aydin, first, valid_from=TODAY)
    second = decided(cast, concept)
    with cast.inside():
        put_in_force(cast.aydin, second, valid_from=LATER)
        first.refresh_from_db()
        second.refresh_from_db()
    assert (first.state, first.superseded_on) == ("superseded", LATER)
    assert (second.state, second.in_force_from) == ("in_force", LATER)


def test_no_step_is_left_out_and_none_is_taken_by_others(cast: Cast) -> None:
    version = presented(cast)
    with cast.inside():
        with pytest.raises(Refused):
            decide_version(cast.aydin, version, body="B", decided_on=TODAY, text="T", today=TODAY)
        with pytest.raises(Refused):
            put_in_force(cast.aydin, version, valid_from=TODAY)
        with pytest.raises(Refused):
            discuss_version(cast.dikmen, version, today=TODAY)
        with pytest.raises(Refused):
            discuss_version(cast.czerny, version, today=TODAY)


@pytest.mark.parametrize(
    ("body", "day", "text"),
    [
        ("", TODAY, "T"),
        ("B", TODAY, " "),
        ("B", TODAY + timedelta(days=1), "T"),
        ("B", date(2020, 1, 1), "T"),
    ],
)
def test_a_decision_needs_body_day_and_text(body: str, day: date, text: str, cast: Cast) -> None:
    version = presented(cast)
    with cast.inside():
        discuss_version(cast.aydin, version, today=TODAY)
        with pytest.raises(ValidationError):
            decide_version(cast.aydin, version, body=body, decided_on=day, text=text, today=TODAY)
        version.refresh_from_db()
    assert version.state == "discussed"


def test_open_comments_hinder_the_decision_until_they_are_settled(cast: Cast) -> None:
    version = presented(cast)
    with cast.inside():
        comment = write_comment(
            cast.brandt, version, text="Wer übergibt?", about="station:vorkurs", about_title="Vorkurs"
        )
        discuss_version(cast.aydin, version, today=TODAY)
        with pytest.raises(ValidationError):
            decide_version(cast.aydin, version, body="B", decided_on=TODAY, text="T", today=TODAY)
        settle_comment(cast.dikmen, comment, state="carried", answer="Im Protokoll.")
        with pytest.raises(Refused):
            settle_comment(cast.dikmen, comment, state="resolved")
        decide_version(cast.aydin, version, body="B", decided_on=TODAY, text="T", today=TODAY)
        version.refresh_from_db()
        with pytest.raises(Refused):
            write_comment(cast.brandt, version, text="Zu spät")
        assert Comment.objects.get().by == str(cast.brandt.user)


def test_evaluators_do_not_comment(cast: Cast) -> None:
    version = presented(cast)
    with cast.inside(), pytest.raises(Refused):
        write_comment(cast.ernst, version, text="Hm")


@pytest.mark.parametrize(
    "change",
    [
        {"content": {}},
        {"digest": "0" * 64},
        {"number": 9},
        {"title": "Anders"},
        {"resolution_text": "Abgelehnt."},
        {"decided_on": date(2026, 1, 1)},
        {"state": "discussed"},
    ],
)
def test_the_database_refuses_to_change_a_decided_version(change: dict[str, object], cast: Cast) -> None:
    version = decided(cast)
    with cast.inside():
        with pytest.raises(DatabaseError), transaction.atomic():
            Version.objects.filter(pk=version.pk).update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            Version.objects.filter(pk=version.pk).delete()


def test_a_draft_that_changed_meanwhile_is_not_presented(cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside(), pytest.raises(ConceptChanged):
        present_version(cast.aydin, concept, revision=concept.revision - 1, today=TODAY)


def test_only_the_coordination_presents(cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside(), pytest.raises(Refused):
        present_version(cast.dikmen, concept, revision=concept.revision, today=TODAY)
