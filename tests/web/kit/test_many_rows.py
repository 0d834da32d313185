"""Many rows at once are checked and stored as strictly as one by one."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from staffelstab.web.kit.many_rows import clean_rows, insert_rows, insert_things
from staffelstab.web.offers.models import Listing, Need, Offer
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def offers(*titles: str, **more: object) -> list[Offer]:
    return [Offer(key=f"k{number}", title=title, **more) for number, title in enumerate(titles)]


def test_things_know_their_number_afterwards_and_say_what_they_said() -> None:
    made = offers(
        "Eins", "Zwei", definition={"conditions": ["mindestens „A2“"]}, start_months=[2, 9], places=7
    )
    insert_things(made)
    for offer in made:
        stored = Offer.objects.get(key=offer.key)
        assert stored == offer
        assert (stored.title, stored.definition) == (offer.title, {"conditions": ["mindestens „A2“"]})
        assert (stored.start_months, stored.places, stored.valid_from) == ([2, 9], 7, None)
        assert stored.updated_at is not None


def test_nothing_is_no_statement() -> None:
    insert_things([])
    insert_rows(Listing, ("alliance", "offer"), [])
    clean_rows([])
    assert not Offer.objects.exists()


def test_a_key_that_is_taken_stores_nothing() -> None:
    insert_things(offers("Eins"))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_things(offers("Noch eins", "Zwei"))
    assert [offer.title for offer in Offer.objects.all()] == ["Eins"]


def test_the_same_key_elsewhere_is_another_thing(cast: Cast) -> None:
    with cast.inside():
        mine = Need(alliance=cast.aydin.alliance, key="k", label="Gruppe")
        insert_things([mine])
        assert Need.objects.get(pk=mine.pk).label == "Gruppe"


def test_one_bad_row_among_equals_is_told_as_its_own_check_tells_it() -> None:
    bad = offers("Eins", "Zwei", "x" * 201, kind="measure")
    with pytest.raises(ValidationError) as many:
        clean_rows(bad)
    with pytest.raises(ValidationError) as one:
        bad[2].clean_fields()
    assert many.value.message_dict == one.value.message_dict


def test_a_value_that_is_shared_is_refused_for_all() -> None:
    with pytest.raises(ValidationError) as told:
        clean_rows(offers("Eins", "Zwei", kind="strange"))
    assert list(told.value.message_dict) == ["kind"]


def test_values_become_what_the_field_says() -> None:
    made = offers("Eins", "Zwei", places="12", months="3")
    clean_rows(made)
    assert [(offer.places, offer.months) for offer in made] == [(12, 3), (12, 3)]
