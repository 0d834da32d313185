"""State level in a database: 396 municipalities, 53 alliances, 10,000 offers, 25,000 needs; always the same."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django_scopes import scopes_disabled

from staffelstab.programmes import catalogue, territories
from staffelstab.web.accounts.models import User
from staffelstab.web.alliances.actions.load_reference_data import load_reference_data
from staffelstab.web.alliances.enums import AllianceKind, Role
from staffelstab.web.alliances.models import (
    ActorType,
    Alliance,
    Membership,
    Organisation,
    Participation,
    Place,
)
from staffelstab.web.offers.models import Listing, Need, Offer
from staffelstab.web.offers.models.offers import searched
from staffelstab.web.offers.pathway import definition_of

OFFERS, NEEDS, VARIANTS = 10_000, 25_000, 40
ORGANISATIONS_EACH = 30
TODAY = date(2026, 12, 1)
SEED = 20_201_203


@dataclass(frozen=True)
class Land:
    """``district``: an alliance like the others; ``whole``: one that lists all offers of the Land."""

    district: Alliance
    whole: Alliance
    coordinator: User
    offer: Offer


def build() -> Land:
    """Everything in one go, past the deeds: they write a journal entry each, which is not what is measured."""
    random.seed(SEED)
    load_reference_data()
    with scopes_disabled():
        alliances = _alliances()
        whole = Alliance.objects.create(
            name="Ganzes Land", slug="ganzes-land", kind=AllianceKind.DISTRICT, district_key="05111"
        )
        coordinator = User.objects.create(email="koordination@example.org", function="Koordination")
        Membership.objects.bulk_create(
            Membership(alliance=a, user=coordinator, role=Role.COORDINATOR, valid_from=date(2020, 1, 1))
            for a in (*alliances, whole)
        )
        offers = _offers(alliances, _organisations(alliances))
        Listing.objects.bulk_create(
            (Listing(alliance=whole, offer=offer) for offer in offers), batch_size=2000
        )
        _needs([*alliances])
    return Land(alliances[0], whole, coordinator, offers[0])


def _alliances() -> list[Alliance]:
    districts = territories.districts()
    return Alliance.objects.bulk_create(
        Alliance(
            name=f"Bündnis {d.name_full}", slug=f"b{d.key}", kind=AllianceKind.DISTRICT, district_key=d.key
        )
        for d in districts
    )


def _organisations(alliances: list[Alliance]) -> dict[int, list[Organisation]]:
    types = list(ActorType.objects.all())
    made: dict[int, list[Organisation]] = {}
    for alliance in alliances:
        rows = [
            Organisation(
                name=f"Träger {number} {alliance.name}",
                actor_type=random.choice(types),
                email=f"angebote{number}@{alliance.slug}.example.org",
            )
            for number in range(ORGANISATIONS_EACH)
        ]
        made[alliance.pk] = Organisation.objects.bulk_create(rows)
        Participation.objects.bulk_create(
            Participation(alliance=alliance, organisation=row, since=date(2020, 1, 1)) for row in rows
        )
    return made


def _patterns() -> list[tuple[Any, dict[str, Any]]]:
    """Each entry of the catalogue, and variants with a condition of their own."""
    found = []
    for offer in catalogue.offers("de"):
        definition = definition_of(offer)
        found.append((offer, definition))
        for number in range(VARIANTS):
            own = {"min": random.randint(180, 240), "max": random.randint(300, 420)}
            rules = [
                {**rule, "when": {**rule.get("when", {}), "clocks": {"age": own}}}
                for rule in definition.get("access", [])
            ]
            found.append(
                (offer, {**definition, "access": rules, "conditions": [f"Absprache {number} nötig"]})
            )
    return found


def _offers(alliances: list[Alliance], organisations: dict[int, list[Organisation]]) -> list[Offer]:
    patterns, rows, owners = _patterns(), [], []
    places: dict[str, list[str]] = {}
    for place in Place.objects.all():
        places.setdefault(place.district_key, []).append(place.pk)
    for number in range(OFFERS):
        alliance = alliances[number % len(alliances)]
        pattern, definition = random.choice(patterns)
        day = TODAY - timedelta(days=random.randint(0, 600)) if random.random() < 0.7 else None
        row = Offer(
            key=f"offer-{number}",
            title=f"{pattern.title['de']} {number}",
            kind=str(pattern.kind),
            category=pattern.category,
            organisation=random.choice(organisations[alliance.pk]),
            months=pattern.months,
            definition=definition,
            catalogue_key=pattern.key,
            last_confirmed_on=day,
            last_confirmed_by="Koordination" if day else "",
        )
        for name, value in searched(row.title, "", definition).items():
            setattr(row, name, value)
        rows.append(row)
        owners.append(alliance)
    offers = Offer.objects.bulk_create(rows, batch_size=500)
    Listing.objects.bulk_create(
        (Listing(alliance=owner, offer=offer) for owner, offer in zip(owners, offers, strict=True)),
        batch_size=2000,
    )
    through = Offer.territory.through
    through.objects.bulk_create(
        (
            through(offer_id=offer.pk, place_id=place)
            for owner, offer in zip(owners, offers, strict=True)
            for place in random.sample(places[owner.district_key], k=min(4, len(places[owner.district_key])))
        ),
        batch_size=2000,
    )
    return offers


def _needs(alliances: list[Alliance]) -> None:
    statuses = catalogue.profile_space().values["status"]
    Need.objects.bulk_create(
        (
            Need(
                alliance=alliances[number % len(alliances)],
                key=f"need-{number}",
                label=f"Gruppe {number}",
                when={"status": random.choice(statuses)},
                minimum=number % 900,
                maximum=number % 900 + 50,
                method="estimated",
                source="Benchmark",
                date=TODAY,
            )
            for number in range(NEEDS)
        ),
        batch_size=1000,
    )
