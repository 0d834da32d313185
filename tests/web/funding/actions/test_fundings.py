from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from staffelstab.web.funding.actions.create_funding import create_funding
from staffelstab.web.funding.actions.edit_funding import FIELDS, edit_funding
from staffelstab.web.funding.models import Funding
from staffelstab.web.journal.models import Entry
from staffelstab.web.kit.verdict import Refused
from staffelstab.web.offers.actions.create_offer import create_offer
from tests.cast import Cast
from tests.web.funding.making import a_funding
from tests.web.offers.making import TODAY, an_offer


def all_of(funding: Funding, **changes: Any) -> dict[str, Any]:
    return {**{field: getattr(funding, field) for field in FIELDS}, **changes}


def test_keys_are_made_of_the_name_and_never_clash(cast: Cast) -> None:
    assert [a_funding(cast, "Förderung für Ältere").key for _ in range(2)] == [
        "foerderung-fuer-aeltere",
        "foerderung-fuer-aeltere-2",
    ]
    assert Entry.objects.filter(code="funding.create_funding").count() == 2


@pytest.mark.parametrize(
    "said",
    [{"name": " "}, {"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 31)}, {"key": "zwei worte"}],
)
def test_what_cannot_be_true_is_refused(cast: Cast, said: dict[str, Any]) -> None:
    with cast.inside(), pytest.raises(ValidationError):
        create_funding(cast.aydin, **{"name": "Mittel", **said})


def test_partners_record_no_fundings(cast: Cast) -> None:
    with cast.inside(), pytest.raises(Refused):
        create_funding(cast.brandt, name="Mittel")


def test_a_change_is_journaled_with_before_and_after(cast: Cast) -> None:
    funding = a_funding(cast)
    with cast.inside():
        edit_funding(cast.dikmen, funding, today=TODAY, **all_of(funding, name="Bundesmittel"))
    entry = Entry.objects.get(code="funding.edit_funding")
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.before["name"], entry.after["name"]) == ("Landesmittel", "Bundesmittel")


def test_a_neighbour_cannot_move_the_end_of_our_funding(cast: Cast) -> None:
    """Fundings are shared: only who recorded or uses one may change it."""
    funding = a_funding(cast)
    an_offer(cast, funding=funding)
    with scope(alliance=cast.neighbour):
        with pytest.raises(Refused):
            edit_funding(cast.czerny, funding, today=TODAY, **all_of(funding, valid_to=TODAY))
        create_offer(cast.czerny, title="Kurs nebenan", funding=funding)
        edit_funding(cast.czerny, funding, today=TODAY, **all_of(funding, valid_to=TODAY))
    funding.refresh_from_db()
    assert funding.valid_to == TODAY
