"""What nobody has confirmed for long, whom we have asked, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Min, Q, QuerySet

from staffelstab.web.alliances.enums import Role
from staffelstab.web.alliances.models import LinkTask, Membership, Organisation, Participation
from staffelstab.web.alliances.queries import participations
from staffelstab.web.offers.enums import AnswerKind
from staffelstab.web.offers.models import Answer, Inquiry, Listing, Offer
from staffelstab.web.offers.queries import months_before, offers_here
from staffelstab.web.offers.queries.search import ended_on

KIND = "offers.confirm"
REMINDED_AFTER = timedelta(days=14)
OPEN_FOR = timedelta(days=42)
AGES = (6, 12)


def offers_to_ask(organisation: Organisation, *, today: date) -> QuerySet[Offer]:
    """All offers of a provider that are listed here and have not ended: one letter asks for all of them."""
    return offers_here().filter(~ended_on(today), organisation=organisation)


@dataclass(frozen=True)
class ProviderRow:
    """A provider with offers that nobody has confirmed for long; ``inquiry``: the letter that is open."""

    organisation: Organisation
    participation: Participation | None
    count: int
    never: int
    oldest: date | None
    inquiry: Inquiry | None

    @property
    def can_be_asked(self) -> bool:
        return bool(self.organisation.email) and self.inquiry is None


def unconfirmed(months: int, today: date) -> QuerySet[Offer]:
    """Offers listed here that exist and that nobody has confirmed for so long, or never."""
    listed = Offer.objects.filter(pk__in=Listing.objects.values("offer"))
    long_ago = Q(last_confirmed_on=None) | Q(last_confirmed_on__lte=months_before(today, months))
    return listed.filter(~ended_on(today), long_ago).order_by()


def to_confirm(person: Membership, *, today: date) -> QuerySet[Offer]:
    """What this person may confirm and nobody did for six months; never confirmed ones come last."""
    offers = unconfirmed(AGES[0], today)
    if not person.is_coordinator:
        own = person.organisation_id if person.role != Role.EVALUATOR else None
        offers = offers.filter(organisation=own) if own else offers.none()
    return offers.order_by(F("last_confirmed_on").asc(nulls_last=True), "search_title", "pk")


def count_unconfirmed(*, today: date, months: int = AGES[0]) -> int:
    return unconfirmed(months, today).count()


def count_without_provider(*, today: date, months: int) -> int:
    return unconfirmed(months, today).filter(organisation=None).count()


def unconfirmed_by_provider(*, today: date, months: int) -> list[ProviderRow]:
    """The provider with most unconfirmed offers first."""
    counted = (
        unconfirmed(months, today)
        .exclude(organisation=None)
        .values("organisation")
        .annotate(
            count=Count("pk"),
            never=Count("pk", filter=Q(last_confirmed_on=None)),
            oldest=Min("last_confirmed_on"),
        )
    )
    numbers = {row["organisation"]: row for row in counted}
    here = {row.organisation_id: row for row in participations(today=today).filter(organisation__in=numbers)}
    letters = {row.organisation_id: row for row in Inquiry.objects.filter(closed_on=None)}
    rows = [
        ProviderRow(
            organisation=organisation,
            participation=here.get(pk),
            count=numbers[pk]["count"],
            never=numbers[pk]["never"],
            oldest=numbers[pk]["oldest"],
            inquiry=letters.get(pk),
        )
        for pk, organisation in Organisation.objects.in_bulk(list(numbers)).items()
    ]
    return sorted(rows, key=lambda row: (-row.count, row.organisation.name.casefold()))


def open_inquiries() -> QuerySet[Inquiry]:
    """Letters without all their answers, with how many were asked and how many answered."""
    return (
        Inquiry.objects.filter(closed_on=None)
        .select_related("organisation")
        .annotate(asked=Count("answers"), answered=Count("answers", filter=~Q(answers__kind="")))
        .order_by("asked_on", "organisation__name")
    )


def may_be_reminded(inquiry: Inquiry, *, today: date) -> bool:
    """Once, and not before two weeks."""
    waited = today - inquiry.asked_on >= REMINDED_AFTER
    return (
        inquiry.closed_on is None and inquiry.reminded_on is None and waited and today <= inquiry.expires_on
    )


def inquiry_of(task: LinkTask) -> Inquiry:
    """The letter that a task by link answers."""
    return Inquiry.objects.select_related("organisation").get(pk=int(task.subject))


def answers_of(inquiry: Inquiry) -> QuerySet[Answer]:
    answers = inquiry.answers.select_related("offer__organisation", "offer__funding")
    return answers.prefetch_related("offer__territory")


def waiting_answers() -> QuerySet[Answer]:
    """Changes of providers that are more than facts and that nobody has decided about, the oldest first."""
    more = ~Q(wishes={}) | ~Q(note="")
    return (
        Answer.objects.filter(more, kind=AnswerKind.CHANGED, decision="")
        .select_related("offer__organisation", "inquiry")
        .order_by("answered_at", "pk")
    )


@dataclass(frozen=True)
class InventoryState:
    """What the desk says about the inventory. ``since``: the day of the oldest answer that waits."""

    unconfirmed: int
    waiting: int
    to_remind: int
    since: date | None


def inventory_state(*, today: date) -> InventoryState:
    waiting = waiting_answers().aggregate(count=Count("pk"), since=Min("answered_at"))
    letters = Inquiry.objects.filter(
        closed_on=None, reminded_on=None, asked_on__lte=today - REMINDED_AFTER, expires_on__gte=today
    )
    return InventoryState(
        unconfirmed=count_unconfirmed(today=today, months=AGES[1]),
        waiting=waiting["count"],
        to_remind=letters.count(),
        since=waiting["since"].date() if waiting["since"] else None,
    )


def latest_task(inquiry: Inquiry) -> LinkTask | None:
    return (
        LinkTask.objects.filter(kind=KIND, subject=str(inquiry.pk))
        .order_by(F("sent_on").desc(), "-pk")
        .first()
    )
