from __future__ import annotations

from staffelstab.web.alliances.models import Participation
from staffelstab.web.intake.enums import State
from staffelstab.web.intake.models import Batch, Origin
from staffelstab.web.offers.models import Need, Offer
from tests.cast import Cast
from tests.web.intake.making import OFFERS, a_compared_list, a_list, a_taken_list, done


def test_a_list_is_read_without_its_persons(cast: Cast) -> None:
    shown = a_list(cast)
    assert shown.left_out == ["Ansprechpartner"]
    with cast.inside():
        assert "Meier" not in str(Batch.objects.get().rows)


def test_new_offers_come_in_with_their_providers(cast: Cast) -> None:
    shown = a_compared_list(cast)
    assert shown.counts["new"] == 2, shown.questions
    shown = done(cast, shown, State.TAKING)
    assert shown.state == State.TAKEN, shown.failure
    with cast.inside():
        offer = Offer.objects.get(title="Deutschkurs B1")
        assert offer.organisation == cast.partner_organisation
        assert (offer.places, offer.months, str(offer.valid_to)) == (15, 6, "2027-12-31")
        assert [place.short_name for place in offer.territory.all()] == ["Musterstadt"]
        assert Participation.objects.filter(organisation__name="Lernwerk gGmbH").exists()
        assert Origin.objects.get(offer=offer).details == {"Bemerkung": "mit Kinderbetreuung"}


def test_read_again_everything_is_unchanged(cast: Cast) -> None:
    a_taken_list(cast)
    again = a_compared_list(cast)
    assert again.counts.get("same") == 2, again.counts


def test_a_changed_cell_is_one_change_and_can_be_taken_back(cast: Cast) -> None:
    a_taken_list(cast)
    again = a_compared_list(cast, OFFERS.replace(";15;", ";18;"))
    assert again.counts == {
        "changed": 1,
        "same": 1,
        "new_providers": 0,
        "new_organisations": 0,
        "questions": 0,
    }
    again = done(cast, again, State.TAKING)
    with cast.inside():
        assert Offer.objects.get(title="Deutschkurs B1").places == 18
    again = done(cast, again, State.UNDOING)
    with cast.inside():
        assert Offer.objects.get(title="Deutschkurs B1").places == 15
    assert (again.state, again.refused) == (State.UNDONE, [])


def test_everything_is_taken_back(cast: Cast) -> None:
    shown = a_taken_list(cast)
    shown = done(cast, shown, State.UNDOING)
    assert (shown.state, shown.refused, shown.failure) == (State.UNDONE, [], "")
    with cast.inside():
        assert not Offer.objects.exists()
        assert [p.organisation for p in Participation.objects.all()] == [cast.partner_organisation]
        assert not Origin.objects.exists()


def test_needs_keep_their_ranges(cast: Cast) -> None:
    text = "Gruppe,Gemeinde,Anzahl,Quelle,Stand\n"
    text += "Geduldete,Musterstadt,über 600,Amt,01.07.2026\nGeduldete,Altenfeld,ca. 400,Amt,01.07.2026\n"
    a_taken_list(cast, text)
    with cast.inside():
        found = sorted(Need.objects.values_list("minimum", "maximum", "wording"))
        assert found == [(360, 440, "ca. 400"), (601, None, "über 600")]
