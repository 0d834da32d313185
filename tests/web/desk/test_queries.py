"""Who finds what on the desk, in which order, and that nothing buries the rest."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.models import Import
from staffelstab.web.desk.queries import (
    Desk,
    FindingsCard,
    HandoverCard,
    ImportCard,
    OfferCard,
    RoundCard,
    checked_findings_card,
    desk_of,
)
from staffelstab.web.offers.actions.confirm_offer import confirm_offer
from staffelstab.web.offers.actions.end_offer import end_offer
from staffelstab.web.offers.models import Offer
from tests.cast import Cast
from tests.web.concepts.making import a_concept, an_applied_import, an_import, board_of, the_town, transition
from tests.web.offers.making import TODAY, an_offer
from tests.web.surveys.making import TOTAL, make_round, partner_answers


def desk(cast: Cast, who: str, today: date = TODAY) -> Desk:
    person: Membership = getattr(cast, who)
    with cast.inside():
        return desk_of(person, today=today)


def confirmed(cast: Cast, title: str, days_ago: int) -> Offer:
    offer = an_offer(cast, title)
    with cast.inside():
        return confirm_offer(cast.aydin, offer, today=TODAY - timedelta(days=days_ago))


def offers_on(found: Desk) -> list[str]:
    return [card.offer.title for card in found.cards if isinstance(card, OfferCard)]


def handovers_on(found: Desk) -> list[tuple[str, bool, bool]]:
    return [
        (str(card.transition.target.offer), card.hands_over, card.receives)
        for card in found.cards
        if isinstance(card, HandoverCard)
    ]


def findings_on(found: Desk) -> FindingsCard:
    (card,) = (card for card in found.cards if isinstance(card, FindingsCard))
    return card


def test_an_empty_alliance_has_an_empty_desk(cast: Cast) -> None:
    found = desk(cast, "aydin")
    assert (list(found.cards), found.more, found.concept) == ([], {}, None)


def test_offers_wait_six_months_after_somebody_looked_at_them(cast: Cast) -> None:
    confirmed(cast, "frisch", 100)
    confirmed(cast, "halbes Jahr", 200)
    confirmed(cast, "ganzes Jahr", 400)
    assert offers_on(desk(cast, "aydin")) == ["ganzes Jahr", "halbes Jahr"]


def test_an_offer_nobody_ever_confirmed_waits_too_but_last(cast: Cast) -> None:
    an_offer(cast, "nie")
    confirmed(cast, "halbes Jahr", 200)
    assert offers_on(desk(cast, "aydin")) == ["halbes Jahr", "nie"]


def test_an_offer_that_has_ended_waits_for_nobody(cast: Cast) -> None:
    offer = an_offer(cast)
    with cast.inside():
        end_offer(cast.aydin, offer, last_day=TODAY - timedelta(days=1))
    assert offers_on(desk(cast, "aydin")) == []


def test_a_provider_is_asked_about_the_own_offers_and_the_coordination_about_all(cast: Cast) -> None:
    an_offer(cast, "von Brandt")
    an_offer(cast, "von niemandem", organisation=None)
    found = {who: offers_on(desk(cast, who)) for who in ("aydin", "brandt", "dikmen", "ernst")}
    assert found == {
        "aydin": ["von Brandt", "von niemandem"],
        "brandt": ["von Brandt"],
        "dikmen": [],
        "ernst": [],
    }


def test_a_partner_sees_the_open_handovers_of_the_own_organisation_and_the_core_group_all(cast: Cast) -> None:
    a_concept(cast)
    found = {who: handovers_on(desk(cast, who)) for who in ("aydin", "brandt", "dikmen", "ernst")}
    everything = [("Vorkurs Deutsch", False, False), ("Arbeit im Betrieb", False, False)]
    assert found == {
        "aydin": everything,
        "brandt": [("Vorkurs Deutsch", False, True)],
        "dikmen": everything,
        "ernst": [],
    }


def test_a_settled_handover_and_a_mere_possibility_wait_for_nobody(cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        first, second = transition(concept, "beratung", "vorkurs"), transition(concept, "kurs", "arbeit")
        for part in ("hands_over", "receives", "procedure", "papers", "consent"):
            setattr(first, part, "geregelt")
        first.within_days, second.state = 14, "possible"
        first.save()
        second.save()
    assert handovers_on(desk(cast, "aydin")) == []


def test_the_desk_does_not_wait_for_a_check_and_knows_the_result_of_one(cast: Cast) -> None:
    concept = an_applied_import(cast, the_town(title="Noch nie geprüft, auch nicht nebenbei")).concept
    assert concept is not None
    assert findings_on(desk(cast, "ernst")).counts is None
    with cast.inside():
        told = board_of(concept).telling.findings
    card = findings_on(desk(cast, "ernst"))
    assert card.total == len(told) > 0
    assert dict(card.by_severity)["serious"] == sum(each.severity == "serious" for each in told)


def test_a_check_for_the_desk_says_the_same(cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        assert checked_findings_card(concept) == findings_on(desk(cast, "aydin"))


def test_only_the_newest_concept_is_told_of(cast: Cast) -> None:
    a_concept(cast)
    newer = an_applied_import(cast, the_town(date="2027-01-01", title="Neuer")).concept
    assert findings_on(desk(cast, "aydin")).concept == newer


def test_a_file_that_was_read_waits_for_those_who_may_take_it_over(cast: Cast) -> None:
    waiting = an_import(cast)
    today = timezone.localdate()
    found = {
        who: [card.imported for card in desk(cast, who, today).cards if isinstance(card, ImportCard)]
        for who in ("aydin", "dikmen", "brandt", "ernst")
    }
    assert found == {"aydin": [waiting], "dikmen": [waiting], "brandt": [], "ernst": []}


def test_a_file_that_was_taken_over_or_forgotten_does_not_wait(cast: Cast) -> None:
    an_applied_import(cast)
    an_import(cast)
    with cast.inside():
        Import.objects.filter(applied_at=None).update(uploaded_at=timezone.now() - timedelta(days=40))
    found = desk(cast, "aydin", timezone.localdate())
    assert not any(isinstance(card, ImportCard) for card in found.cards)


def test_at_most_seven_cards_the_oldest_promise_first_and_the_rest_is_counted(cast: Cast) -> None:
    a_concept(cast)
    an_import(cast, the_town(title="wartet"))
    an_import(cast, the_town(title="wartet auch"))
    for number in range(5):
        confirmed(cast, f"alt {number}", 500 + number)
    today = timezone.localdate()
    found = desk(cast, "aydin", today)
    assert len(found.cards) == 7
    dated = [card.since for card in found.cards if card.since]
    assert dated == sorted(dated)
    assert [card.since is None for card in found.cards] == [False] * len(dated) + [True] * (7 - len(dated))
    assert found.more == {"imports": 1, "old": 3, "never": 4}


def test_the_round_of_a_work_aid_says_how_many_have_answered(cast: Cast) -> None:
    asked = make_round(cast)
    partner_answers(cast, asked, {TOTAL: "12"})
    (card,) = [card for card in desk(cast, "dikmen").cards if isinstance(card, RoundCard)]
    assert (card.round, card.undecided) == (asked, 1)
    assert not [card for card in desk(cast, "brandt").cards if isinstance(card, RoundCard)]
    page = cast.client("aydin").get(f"/b/{cast.alliance.slug}/schreibtisch/").content.decode()
    assert "1 von 1 Partner hat geantwortet." in page and "1 Frage zu entscheiden" in page
