"""What stands in a concept cannot disappear from the list below it."""

from __future__ import annotations

import pytest

from staffelstab.web.concepts.actions.add_station import add_station
from staffelstab.web.concepts.actions.create_concept import create_concept
from staffelstab.web.concepts.actions.remove_station import remove_station
from staffelstab.web.concepts.actions.undo_import import undo_import
from staffelstab.web.concepts.queries.uses import offer_uses
from staffelstab.web.kit.verdict import Refused
from staffelstab.web.offers.actions.unlist_offer import unlist_offer
from staffelstab.web.offers.models import Listing
from tests.cast import Cast
from tests.web.concepts.making import TODAY, a_concept, an_applied_import, station
from tests.web.offers.making import an_offer


def test_a_station_is_not_taken_off_the_list(cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        used = station(concept, "kurs")
        assert offer_uses(used.offer) == ["Kleinstadt"]
        with pytest.raises(Refused, match="Kleinstadt"):
            unlist_offer(cast.aydin, used.offer)
        remove_station(cast.aydin, concept, revision=concept.revision, station=used)
        unlist_offer(cast.aydin, used.offer)
        assert not Listing.objects.filter(offer=used.offer).exists()


def test_an_offer_outside_of_all_concepts_is_free(cast: Cast) -> None:
    a_concept(cast)
    offer = an_offer(cast, "Sprachcafé")
    with cast.inside():
        assert offer_uses(offer) == []
        unlist_offer(cast.aydin, offer)


def test_the_page_says_why_instead_of_offering_it(cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        offer = station(concept, "kurs").offer
    page = cast.client("aydin").get(f"/b/musterkreis/angebote/{offer.pk}/").content.decode()
    assert "Das Angebot ist eine Station in: Kleinstadt." in page
    assert "herausnehmen/" not in page


def test_taking_a_file_back_leaves_what_another_concept_uses(cast: Cast) -> None:
    imported = an_applied_import(cast)
    concept = imported.concept
    assert concept is not None
    with cast.inside():
        used = station(concept, "kurs").offer
        frame = {"scales": concept.scales, "profiles": concept.profiles, "goals": [], "places": []}
        other = create_concept(cast.aydin, title="Ein zweites", date=TODAY, **frame)
        add_station(cast.aydin, other, revision=other.revision, offer=used)
        undo_import(cast.aydin, imported)
        assert list(Listing.objects.values_list("offer__key", flat=True)) == ["kurs"]
        assert offer_uses(used) == ["Ein zweites"]
