from __future__ import annotations

from datetime import date

from django.db import transaction

from staffelstab.web.alliances.actions.add_membership import add_membership
from staffelstab.web.alliances.actions.create_alliance import create_alliance
from staffelstab.web.alliances.actions.load_reference_data import (
    load_actor_types,
    load_named_kinds,
    load_places,
)
from staffelstab.web.alliances.enums import AllianceKind, Role
from staffelstab.web.alliances.models import ActorType, Membership, NamedKind, Place
from staffelstab.web.alliances.pathway import District, is_city
from staffelstab.web.alliances.queries import free_slug, usual_name
from staffelstab.web.alliances.rules import may_create_alliance
from staffelstab.web.journal.models import Actor


@transaction.atomic
def open_alliance(
    person: Actor,
    district: District,
    *,
    email: str,
    function: str,
    valid_from: date,
    name: str = "",
    slug: str = "",
    language: str = "de",
    address_of_login: str = "",
) -> Membership:
    """An alliance of a district with its first coordination, municipalities and types of actors."""
    may_create_alliance(person).or_refuse()
    if not ActorType.objects.exists():
        load_actor_types()
    if not NamedKind.objects.exists():
        load_named_kinds()
    if not Place.objects.filter(district_key=district.key).exists():
        load_places(district.key)
    alliance = create_alliance(
        person,
        name=name.strip() or usual_name(district),
        slug=slug.strip() or free_slug(district.name_full),
        kind=AllianceKind.CITY if is_city(district) else AllianceKind.DISTRICT,
        district_key=district.key,
    )
    return add_membership(
        person,
        alliance,
        email=email,
        function=function,
        role=Role.COORDINATOR,
        valid_from=valid_from,
        language=language,
        address_of_login=address_of_login,
    )
