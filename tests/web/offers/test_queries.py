from __future__ import annotations

from datetime import date

import pytest
from django_scopes import scope

from staffelstab.web.alliances.actions.add_organisation import add_organisation
from staffelstab.web.offers.actions.confirm_offer import confirm_offer
from staffelstab.web.offers.actions.create_offer import create_offer
from staffelstab.web.offers.actions.create_offer_from_catalogue import create_offer_from_catalogue
from staffelstab.web.offers.actions.edit_offer import edit_offer
from staffelstab.web.offers.actions.end_offer import end_offer
from staffelstab.web.offers.actions.list_offer import list_offer
from staffelstab.web.offers.models import Offer
from staffelstab.web.offers.pathway import catalogue_items, chosen_situation
from staffelstab.web.offers.queries import (
    Confirmation,
    confirmation_of,
    funding_uses,
    offers_of_partners_elsewhere,
    typical_next,
)
from staffelstab.web.offers.queries.search import Criteria, found_offers, offer_rows
from tests.cast import FIRST_DAY, Cast
from tests.web.funding.making import a_funding
from tests.web.offers.actions.test_offers import all_of
from tests.web.offers.making import TODAY, WITH_RULES, an_offer


def titles(cast: Cast, **said: object) -> list[str]:
    with cast.inside():
        return [row.offer.title for row in offer_rows(Criteria(**said), today=TODAY)]  # type: ignore[arg-type]


@pytest.fixture
def town(cast: Cast) -> Cast:
    """Three offers that differ in everything a filter asks."""
    limited = a_funding(cast, "Programm", is_programme=True, valid_to=date(2027, 12, 31))
    an_offer(cast, "Äpfel und Ämter", category="counselling", kind="accompaniment", months=0)
    an_offer(
        cast,
        "Deutschkurs",
        category="language",
        funding=limited,
        definition=WITH_RULES,
        everywhere=False,
        territory=cast.places[:1],
    )
    an_offer(
        cast, "Zukunft", organisation=None, category="work", definition={"conditions": ["Kindergeldbescheid"]}
    )
    return cast


def test_umlauts_stand_where_people_look_for_them(town: Cast) -> None:
    assert titles(town) == ["Äpfel und Ämter", "Deutschkurs", "Zukunft"]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"text": "ÄPFEL"}, ["Äpfel und Ämter"]),
        ({"text": "bildungswerk kurs"}, ["Deutschkurs"]),
        ({"entry": "kindergeld"}, ["Zukunft"]),
        ({"entry": "Arbeit nicht erlaubt"}, ["Deutschkurs"]),
        ({"category": "language"}, ["Deutschkurs"]),
        ({"kind": "accompaniment"}, ["Äpfel und Ämter"]),
        ({"funding": "limited"}, ["Deutschkurs"]),
        ({"funding": "regular"}, ["Äpfel und Ämter", "Zukunft"]),
        ({"place": "05999012"}, ["Äpfel und Ämter", "Zukunft"]),
        ({"place": "05999004"}, ["Äpfel und Ämter", "Deutschkurs", "Zukunft"]),
        ({"confirmation": "never"}, ["Äpfel und Ämter", "Deutschkurs", "Zukunft"]),
        ({"confirmation": "six_months"}, []),
        ({"state": "ended"}, []),
        ({"text": "Raumfahrt"}, []),
    ],
)
def test_every_filter_narrows(town: Cast, said: dict[str, str], found: list[str]) -> None:
    assert titles(town, **said) == found


def test_a_situation_tells_for_each_offer_whether_it_is_open(town: Cast) -> None:
    situation = chosen_situation({"status": "duldung_arbeitsverbot", "language": "B1"}, None, None)
    with town.inside():
        rows = offer_rows(Criteria(situation=situation), today=TODAY)
    assert [row.openness.state for row in rows if row.openness] == ["open", "closed", "conditional"]
    assert titles(town, situation=situation, answer="closed") == ["Deutschkurs"]
    assert titles(town, situation=situation, answer="open+conditional") == ["Äpfel und Ämter", "Zukunft"]


def test_ended_offers_are_shown_when_asked_for(town: Cast) -> None:
    with town.inside():
        end_offer(town.aydin, Offer.objects.get(title="Zukunft"), last_day=date(2026, 11, 22))
    assert titles(town) == ["Äpfel und Ämter", "Deutschkurs"]
    assert titles(town, state="ended") == ["Zukunft"]
    assert len(titles(town, state="all")) == 3


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 11, 23), Confirmation.RECENT),
        (date(2026, 5, 24), Confirmation.RECENT),
        (date(2026, 5, 23), Confirmation.SIX_MONTHS),
        (date(2025, 11, 24), Confirmation.SIX_MONTHS),
        (date(2025, 11, 23), Confirmation.TWELVE_MONTHS),
    ],
)
def test_confirmations_grow_old(cast: Cast, day: date, found: Confirmation) -> None:
    offer = an_offer(cast)
    assert confirmation_of(offer, today=TODAY) is Confirmation.NEVER
    with cast.inside():
        assert confirmation_of(confirm_offer(cast.aydin, offer, today=day), today=TODAY) is found


def test_next_stations_are_those_of_the_catalogue_that_exist_here(cast: Cast) -> None:
    items = {item.key: item for item in catalogue_items("de")}
    first = next(item for item in items.values() if item.next and not item.is_ended)
    after = next(key for key in first.next if not items[key].is_ended)
    with cast.inside():
        start = create_offer_from_catalogue(cast.aydin, catalogue_key=first.key)
        assert typical_next(start, today=TODAY) == []
        follows = create_offer_from_catalogue(cast.aydin, catalogue_key=after)
        assert typical_next(start, today=TODAY) == [follows]


def test_offers_of_shared_organisations_can_be_taken_over(cast: Cast) -> None:
    """An organisation that works in two alliances: its offer next door is offered, an unrelated one is not."""
    with scope(alliance=cast.neighbour):
        organisation = cast.partner_organisation
        add_organisation(
            cast.czerny, name=organisation.name, actor_type=organisation.actor_type, since=FIRST_DAY
        )
        shared = create_offer(cast.czerny, title="Kurs nebenan", organisation=organisation)
        create_offer(cast.czerny, title="Nur nebenan")
    with cast.inside():
        assert list(offers_of_partners_elsewhere(today=TODAY)) == [shared]


def test_the_room_of_the_fundings_hears_who_pays_for_what(town: Cast) -> None:
    with town.inside():
        uses = {use.title: use for use in funding_uses(today=TODAY)}
    assert len(uses) == 3
    assert uses["Deutschkurs"].funding_id is not None
    assert uses["Deutschkurs"].url.startswith("/b/musterkreis/angebote/")
    assert uses["Zukunft"].funding_id is None


@pytest.mark.parametrize("typed", ["apfel", "aepfel", "Äpf", "amter apfel"])
def test_who_types_without_umlauts_finds_them(town: Cast, typed: str) -> None:
    assert titles(town, text=typed) == ["Äpfel und Ämter"]


def test_the_nearest_title_stands_first(cast: Cast) -> None:
    an_offer(cast, "Werkstatt ohne Namen", definition={"conditions": ["Deutsch wird vor Ort geprüft"]})
    an_offer(cast, "Zweiter Deutschkurs")
    an_offer(cast, "Alltag auf Deutsch")
    an_offer(cast, "Deutsch am Abend")
    assert titles(cast, text="deutsch") == [
        "Deutsch am Abend", "Alltag auf Deutsch", "Zweiter Deutschkurs", "Werkstatt ohne Namen",
    ]  # fmt: skip
    assert titles(cast, text="deutsch", sort="title")[0] == "Alltag auf Deutsch"


def test_the_list_says_where_it_found_what_the_title_does_not_say(town: Cast) -> None:
    with town.inside():
        (kurs,) = offer_rows(Criteria(text="bildungswerk kurs"), today=TODAY)
        (zukunft,) = offer_rows(Criteria(text="kindergeld"), today=TODAY)
    assert [why.partition(": ")[2] for why in kurs.why] == ["Bildungswerk Musterkreis"]
    assert [why.partition(": ")[2] for why in zukunft.why] == ["Kindergeldbescheid"]


def test_rules_that_cannot_be_read_are_uncertain_in_the_list_and_in_the_filter(cast: Cast) -> None:
    an_offer(cast, definition={"access": [{"when": {"colour": "blue"}}]}, is_checked=True)
    situation = chosen_situation({"status": "duldung"}, None, None)
    assert titles(cast, situation=situation, answer="open+conditional+uncertain") == ["Deutschkurs"]
    assert titles(cast, situation=situation, answer="open+conditional") == []


@pytest.mark.parametrize(
    "answer", ["open", "open+conditional", "open+conditional+uncertain", "closed", "nonsense"]
)
@pytest.mark.parametrize(
    "values", [{"status": "duldung", "language": "A1"}, {"status": "gestattung"}, {"certificate": "none"}]
)
def test_filter_and_row_give_the_same_answer_for_the_whole_catalogue(
    cast: Cast, answer: str, values: dict[str, str]
) -> None:
    with cast.inside():
        for item in catalogue_items("de"):
            create_offer_from_catalogue(cast.aydin, catalogue_key=item.key)
        situation = chosen_situation(values, 19, 4)
        every = offer_rows(Criteria(situation=situation), today=TODAY)
        found = offer_rows(Criteria(situation=situation, answer=answer), today=TODAY)
    expected = [r.offer.title for r in every if r.openness and r.openness.state in answer.split("+")]
    assert [row.offer.title for row in found] == expected


def test_offers_next_door_for_our_municipalities(cast: Cast) -> None:
    with scope(alliance=cast.neighbour):
        create_offer(cast.czerny, title="Auch für Musterstadt", territory=cast.places[:1])
        create_offer(cast.czerny, title="Überall", everywhere=True)
        ours = create_offer(cast.czerny, title="Schon bei uns", territory=cast.places[:1])
    with cast.inside():
        list_offer(cast.aydin, ours)
        criteria = Criteria(scope="neighbours")
        found = found_offers(criteria, today=TODAY, places=cast.places)
        assert [offer.title for offer in found] == ["Auch für Musterstadt"]
        assert titles(cast) == ["Schon bei uns"]


def test_what_is_looked_for_follows_every_change(cast: Cast) -> None:
    offer = an_offer(cast)
    with cast.inside():
        edit_offer(
            cast.aydin,
            offer,
            **all_of(offer, title="Nähstube", definition={"conditions": ["Ärztliches Attest"]}),
        )
    assert titles(cast, text="naehstube") == ["Nähstube"]
    assert titles(cast, entry="aerztlich") == ["Nähstube"]
    assert titles(cast, text="deutschkurs") == []
