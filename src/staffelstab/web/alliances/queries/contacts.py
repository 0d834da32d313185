"""Whom one asks, as far as the reader may see it. Pages and papers get contacts from here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from staffelstab.web.alliances.enums import Role, Visibility
from staffelstab.web.alliances.models import Contact, Membership, Organisation, Participation, Place, valid_on

CONTACT_FUNCTION = "contact_function"
"""Declared in the model, so that whoever reads it knows its type."""
ALL = frozenset(Visibility.values)
INSIDE = frozenset({Visibility.PUBLIC.value, Visibility.ALLIANCE.value})
OUTSIDE = frozenset({Visibility.PUBLIC.value})


@dataclass(frozen=True)
class Reader:
    """For whom something is read: somebody of the alliance, or everybody (``person`` is None)."""

    person: Membership | None

    @property
    def levels(self) -> frozenset[str]:
        if self.person is None:
            return OUTSIDE
        return ALL if self.person.is_coordinator else INSIDE

    @property
    def own_organisation(self) -> int | None:
        """Whoever works for an organisation may edit its contacts, so sees them whole."""
        if self.person is None or self.person.role == Role.EVALUATOR:
            return None
        return self.person.organisation_id

    def levels_at(self, organisation_id: int) -> frozenset[str]:
        return ALL if organisation_id == self.own_organisation else self.levels


EVERYBODY = Reader(None)


@dataclass(frozen=True)
class SeenContact:
    """What the reader may see; what is hidden is empty. ``hides`` says that something is."""

    pk: int
    organisation: Organisation
    function: str
    task: str
    places: list[Place]
    phone: str
    email: str
    valid_from: date
    valid_to: date | None
    hides: bool
    covers_all: bool

    def has_ended(self, today: date) -> bool:
        return self.valid_to is not None and self.valid_to < today


def contacts_for(
    reader: Reader, *, today: date | None = None, organisation: Organisation | None = None
) -> list[SeenContact]:
    """Of the alliance in scope; with ``today`` only those that hold on that day."""
    rows = Contact.objects.select_related("organisation").prefetch_related("places")
    rows = rows.filter(Q(function_for__in=reader.levels) | Q(organisation=reader.own_organisation))
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    if today is not None:
        rows = rows.filter(valid_on(today))
    return [_seen(contact, reader) for contact in rows]


def open_contacts() -> QuerySet[Contact]:
    """Without an end, the oldest first, as far as everybody in the alliance may see that they exist."""
    return Contact.objects.filter(valid_to=None, function_for__in=INSIDE).order_by("pk")


def with_first_contact(rows: QuerySet[Participation]) -> QuerySet[Participation]:
    """Annotates ``contact_function``, for lists that know one contact only; empty when there is none."""
    first = open_contacts().filter(organisation=OuterRef("organisation")).values("function")[:1]
    return rows.annotate(**{CONTACT_FUNCTION: Coalesce(Subquery(first), Value(""))})


def contact_rows(organisation: Organisation) -> QuerySet[Contact]:
    """For the form of those who may edit them, whom the rules let in."""
    return Contact.objects.filter(organisation=organisation).prefetch_related("places")


def _seen(contact: Contact, reader: Reader) -> SeenContact:
    levels = reader.levels_at(contact.organisation_id)
    places = list(contact.places.all())
    texts = {part: getattr(contact, part) for part in ("task", "phone", "email")}
    shown = {part: text if getattr(contact, f"{part}_for") in levels else "" for part, text in texts.items()}
    sees_places = contact.places_for in levels
    return SeenContact(
        pk=contact.pk,
        organisation=contact.organisation,
        function=contact.function,
        places=places if sees_places else [],
        valid_from=contact.valid_from,
        valid_to=contact.valid_to,
        hides=shown != texts or not sees_places,
        covers_all=sees_places and not places,
        **shown,
    )


def by_place(contacts: Iterable[SeenContact]) -> dict[str, list[SeenContact]]:
    """Those named for single municipalities, by the key of the municipality."""
    found: dict[str, list[SeenContact]] = {}
    for contact in contacts:
        for place in contact.places:
            found.setdefault(place.pk, []).append(contact)
    return found
