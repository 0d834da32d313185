from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from staffelstab.web.journal.actions.write_entry import OutsideTransaction, digest_of, write_entry
from staffelstab.web.journal.models import Entry, Operations
from staffelstab.web.notices.models import Letter
from tests.cast import Cast


def a_thing() -> Letter:
    return Letter.objects.create(address="a@example.org", language="de", subject="Einladung")


@pytest.mark.django_db
def test_an_entry_says_who_what_on_what_and_how_it_was() -> None:
    thing = a_thing()
    entry = write_entry(
        Operations(),
        "notices.try_out",
        thing,
        alliance_key="musterkreis",
        before={"day": date(2026, 11, 22), "price": Decimal("1.50")},
        after=None,
    )
    entry.refresh_from_db()
    assert (entry.chain, entry.number, entry.code) == ("musterkreis", 1, "notices.try_out")
    assert (entry.thing_kind, entry.thing_id, entry.thing_label) == (
        "notices.letter",
        str(thing.pk),
        "Einladung",
    )
    assert entry.before == {"day": "2026-11-22", "price": "1.50"}
    assert entry.actor_label == "Betrieb (Befehlszeile)"


@pytest.mark.django_db
def test_every_alliance_has_a_chain_of_its_own_and_digests_can_be_computed_again() -> None:
    thing = a_thing()
    for chain in ("a", "b", "a", "a"):
        write_entry(Operations(), "notices.try_out", thing, alliance_key=chain, after={"ä": "ß"})
    chain_a = list(Entry.objects.filter(chain="a").order_by("number"))
    assert [entry.number for entry in chain_a] == [1, 2, 3]
    assert [entry.previous_digest for entry in chain_a] == ["", chain_a[0].digest, chain_a[1].digest]
    assert all(entry.digest == digest_of(entry) for entry in chain_a)
    assert Entry.objects.get(chain="b").previous_digest == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "field", ["actor_label", "code", "thing_label", "number", "chain", "previous_digest"]
)
def test_every_field_is_covered_by_the_digest(field: str) -> None:
    entry = write_entry(Operations(), "notices.try_out", a_thing(), alliance_key="a", after={"x": 1})
    setattr(entry, field, 7 if field == "number" else "forged")
    assert digest_of(entry) != entry.digest


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_the_transaction_of_its_deed_is_refused() -> None:
    with pytest.raises(OutsideTransaction, match=r"notices\.try_out"):
        write_entry(Operations(), "notices.try_out", a_thing(), alliance_key="a")
    assert Entry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_entry_dies_with_its_deed() -> None:
    thing = a_thing()

    class DeedFailed(Exception):
        pass

    with pytest.raises(DeedFailed), transaction.atomic():
        write_entry(Operations(), "notices.try_out", thing, alliance_key="a")
        raise DeedFailed
    assert Entry.objects.count() == 0


def test_the_actor_is_a_function_and_an_organisation_never_an_address(cast: Cast) -> None:
    labels = set(Entry.objects.values_list("actor_label", flat=True))
    assert "Koordination, Bündnis Musterkreis" in labels
    assert not any("@" in label for label in labels)
