from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.text import slugify

from staffelstab.web.accounts.models import User
from staffelstab.web.alliances.models import (
    AbsentType,
    ActorField,
    ActorType,
    Alliance,
    LinkTask,
    Membership,
    Organisation,
    Participation,
    Place,
    unscoped,
    valid_on,
)
from staffelstab.web.alliances.models.link_tasks import digest_of_key
from staffelstab.web.alliances.pathway import District, reference_districts
from staffelstab.web.alliances.queries.bodies import sits_in_core_group
from staffelstab.web.alliances.queries.contacts import with_first_contact

IN_CORE_GROUP = "in_core_group"
"""Declared in the model, so that whoever reads it knows its type."""
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


def membership_of(user: User, slug: str, *, today: date) -> Membership | None:
    """The door itself: it looks before any scope is open, for this one account only."""
    with unscoped("the door has to find out which alliance the account belongs to"):
        memberships = Membership.objects.filter(valid_on(today), user=user, alliance__slug=slug)
        return memberships.select_related("alliance", "organisation", "user").order_by("-valid_from").first()


def memberships_of_user(user: User, *, today: date) -> list[Membership]:
    """The alliances among which one account may choose."""
    with unscoped("an account sees the list of its own memberships across alliances"):
        memberships = Membership.objects.filter(valid_on(today), user=user)
        return list(memberships.select_related("alliance").order_by("alliance__name"))


def members(*, today: date) -> QuerySet[Membership]:
    """Everybody with a valid membership in the alliance in scope."""
    return Membership.objects.filter(valid_on(today)).select_related("user", "organisation")


def participations(*, today: date) -> QuerySet[Participation]:
    """Organisations that take part in the alliance in scope on this day, with ``in_core_group`` for that day."""
    return all_participations(today=today).filter(Q(since__lte=today) & (Q(until=None) | Q(until__gte=today)))


def organisations(*, today: date) -> QuerySet[Organisation]:
    """The organisations themselves, for choices in forms of other rooms."""
    return Organisation.objects.filter(pk__in=participations(today=today).values("organisation")).order_by(
        "name"
    )


def organisations_ever() -> QuerySet[Organisation]:
    """Also those that left: whoever sat in a body once may have gone since."""
    return Organisation.objects.filter(pk__in=Participation.objects.values("organisation")).order_by(
        "name", "pk"
    )


def places_of(alliance: Alliance) -> QuerySet[Place]:
    return Place.objects.filter(district_key=alliance.district_key)


def all_participations(*, today: date | None = None) -> QuerySet[Participation]:
    """Also those that ended, with ``contact_function``; on a day also with ``in_core_group`` for it."""
    rows = with_first_contact(Participation.objects.select_related("organisation__actor_type__field"))
    if today is not None:
        rows = rows.annotate(**{IN_CORE_GROUP: sits_in_core_group("organisation", today)})
    return rows.order_by("organisation__name", "pk")


@dataclass(frozen=True)
class FieldOfActors:
    """One of the four fields: who is there, which usual types nobody stands for, and for which a reason is recorded."""

    field: ActorField
    participations: list[Participation]
    missing_types: list[ActorType]
    absent: list[AbsentType]


def actors_by_field(*, today: date) -> list[FieldOfActors]:
    present = list(participations(today=today).prefetch_related("organisation__territory"))
    types_present = {participation.organisation.actor_type_id for participation in present}
    reasons = [absence for absence in absences() if absence.actor_type_id not in types_present]
    known = types_present | {absence.actor_type_id for absence in reasons}
    missing = [actor for actor in ActorType.objects.filter(is_usual=True) if actor.pk not in known]
    return [
        FieldOfActors(
            field=field,
            participations=[p for p in present if p.organisation.actor_type.field_id == field.pk],
            missing_types=[actor for actor in missing if actor.field_id == field.pk],
            absent=[absence for absence in reasons if absence.actor_type.field_id == field.pk],
        )
        for field in ActorField.objects.all()
    ]


def absences() -> QuerySet[AbsentType]:
    """Reasons that count, why a usual type of actor is not here."""
    return AbsentType.objects.filter(taken_back_on=None).select_related("actor_type")


def usual_type(key: str) -> QuerySet[ActorType]:
    """A type that more than half of the evaluated alliances have; empty for others."""
    return ActorType.objects.filter(pk=key, is_usual=True)


def organisations_by_place(alliance: Alliance, *, today: date) -> dict[Place, int]:
    """How many organisations of the alliance are responsible for each municipality of the district."""
    here = participations(today=today).values("organisation")
    counted = (
        Organisation.territory.through.objects.filter(organisation__in=here)
        .values("place")
        .annotate(count=Count("organisation", distinct=True))
    )
    counts = {row["place"]: row["count"] for row in counted}
    return {place: counts.get(place.pk, 0) for place in places_of(alliance)}


@dataclass(frozen=True)
class AllianceRow:
    """What the operators of an installation see of an alliance: that it exists, where, and how many work there."""

    alliance: Alliance
    district: str
    members: int


def all_alliances(*, today: date) -> list[AllianceRow]:
    with unscoped("the operators of the installation see how many members each alliance has, nothing else"):
        valid = Membership.objects.filter(valid_on(today)).order_by().values_list("alliance")
        counts = dict(valid.annotate(count=Count("pk")))
    names = {district.key: district.name_full for district in reference_districts()}
    return [
        AllianceRow(
            alliance, names.get(alliance.district_key, alliance.district_key), counts.get(alliance.pk, 0)
        )
        for alliance in Alliance.objects.all()
    ]


def usual_name(district: District) -> str:
    """How an alliance is called when nobody says otherwise; a proper name, so always in German."""
    return f"Bündnis {district.name_full}"


def slug_of(text: str) -> str:
    """A part of an address made of German words."""
    return slugify(text.translate(UMLAUTS))


def free_slug(text: str) -> str:
    """A short address that no alliance has yet."""
    wished = slug_of(text)[:50]
    taken = set(Alliance.objects.filter(slug__startswith=wished).values_list("slug", flat=True))
    numbered = (f"{wished}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wished, *numbered) if slug not in taken)


def link_task_of(key: str) -> LinkTask | None:
    """The second door: whoever holds the key of a link acts in the alliance of its task, and only on that task."""
    with unscoped("the key of a link decides which alliance opens"):
        tasks = LinkTask.objects.select_related("alliance", "organisation")
        return tasks.filter(digest=digest_of_key(key)).first()


def open_link_tasks(kind: str = "", *, today: date) -> QuerySet[LinkTask]:
    """Tasks by link of the alliance in scope that wait for an answer, the next to expire first."""
    waiting = LinkTask.objects.filter(done_at=None, withdrawn_on=None, expires_on__gte=today)
    return (waiting.filter(kind=kind) if kind else waiting).select_related("organisation")
