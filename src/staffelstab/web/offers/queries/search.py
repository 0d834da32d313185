"""Finding offers among thousands: narrowed by the database, asked set of rules by set of rules, told row by row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, F, IntegerField, Min, Q, QuerySet, Value, When
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Organisation, Place
from staffelstab.web.kit.folding import fold, words_of
from staffelstab.web.offers.models import Listing, Offer
from staffelstab.web.offers.pathway import (
    STATES,
    ChosenSituation,
    Openness,
    ReadOffer,
    entry_sentences,
    openness,
    read_offer,
    remember_rules,
    rules_that_answer,
    rules_that_say,
)
from staffelstab.web.offers.phrases import CATEGORIES, category_word
from staffelstab.web.offers.queries import Confirmation, confirmation_of, is_over, months_before, offers_here

NEIGHBOURS = "neighbours"


@dataclass(frozen=True)
class Criteria:
    """What the list is narrowed to; empty means everything. ``scope``: what is listed here, or next door for us."""

    text: str = ""
    entry: str = ""
    place: str = ""
    category: str = ""
    kind: str = ""
    funding: str = ""
    provider: str = ""
    confirmation: str = ""
    state: str = ""
    answer: str = ""
    scope: str = ""
    sort: str = ""
    situation: ChosenSituation = field(default_factory=ChosenSituation)


@dataclass(frozen=True)
class OfferRow:
    """An offer with what a list says about it. ``why``: where the words were found that are not in its title."""

    offer: Offer
    confirmation: Confirmation
    has_ended: bool
    sentences: tuple[str, ...]
    openness: Openness | None
    why: tuple[str, ...]

    @property
    def category(self) -> str:
        return category_word(self.offer.category)


def found_offers(criteria: Criteria, *, today: date, places: Iterable[Place] = ()) -> QuerySet[Offer]:
    """The offers that fit, in order; ``places`` are the own ones, for offers from next door."""
    offers = offers_of_neighbours(places) if criteria.scope == NEIGHBOURS else offers_here()
    offers = offers.filter(_plain(criteria, today))
    asks_rules = criteria.text or criteria.entry or (criteria.answer and criteria.situation)
    if asks_rules:
        digests = _remembered(offers)
        offers = offers.filter(_words(criteria, digests, today), _answers(criteria, digests, today))
    elif criteria.answer:
        offers = offers.none()
    return offers.order_by(*_order(criteria))


def offers_of_neighbours(places: Iterable[Place]) -> QuerySet[Offer]:
    """Offers for people from one of these places that other alliances list and this one does not."""
    serving = Offer.territory.through.objects.filter(place__in=places).values("offer")
    listed = Listing.objects.values("offer")
    offers = Offer.objects.filter(pk__in=serving, listings__isnull=False).exclude(pk__in=listed).distinct()
    return offers.select_related("organisation", "funding").prefetch_related("territory")


def _plain(criteria: Criteria, today: date) -> Q:
    """What columns can answer."""
    wanted = Q()
    for name in ("kind", "category"):
        if value := getattr(criteria, name):
            wanted &= Q(**{name: value})
    if criteria.provider:
        wanted &= Q(organisation=int(criteria.provider)) if criteria.provider.isdecimal() else Q(pk__in=())
    if criteria.place:
        there = Offer.territory.through.objects.filter(place=criteria.place).values("offer")
        wanted &= Q(everywhere=True) | Q(pk__in=there)
    if criteria.state != "all":
        wanted &= ended_on(today) if criteria.state == "ended" else ~ended_on(today)
    return wanted & _funding(criteria.funding) & _confirmation(criteria.confirmation, today)


def ended_on(today: date) -> Q:
    """Ended itself, or paid by something that has ended. Written so that its opposite keeps rows without days."""
    return (
        Q(ended_on__isnull=False, ended_on__lt=today)
        | Q(valid_to__isnull=False, valid_to__lt=today)
        | Q(funding__isnull=False, funding__valid_to__isnull=False, funding__valid_to__lt=today)
    )


def _funding(wanted: str) -> Q:
    limited = Q(funding__isnull=False, funding__is_programme=True)
    if wanted in {"limited", "regular"}:
        return limited if wanted == "limited" else ~limited
    if not wanted:
        return Q()
    return Q(funding=int(wanted)) if wanted.isdecimal() else Q(pk__in=())


def _confirmation(wanted: str, today: date) -> Q:
    months = {Confirmation.SIX_MONTHS: 6, Confirmation.TWELVE_MONTHS: 12}
    if wanted == Confirmation.NEVER:
        return Q(last_confirmed_on=None)
    if wanted == Confirmation.RECENT:
        return Q(last_confirmed_on__gt=months_before(today, 6))
    if wanted in months:
        return Q(last_confirmed_on__lte=months_before(today, months[Confirmation(wanted)]))
    return Q()


def _remembered(offers: QuerySet[Offer]) -> set[str]:
    """The sets of rules among these offers, ready to be asked."""
    bare = offers.order_by().select_related(None).prefetch_related(None)
    digests = set(bare.values_list("rules_digest", flat=True).distinct())
    remember_rules(digests, _definitions)
    return digests


def _definitions(digests: list[str]) -> dict[str, dict[str, Any]]:
    same = Offer.objects.order_by().filter(rules_digest__in=digests).values("rules_digest")
    examples = same.annotate(example=Min("pk")).values("example")
    return dict(Offer.objects.filter(pk__in=examples).values_list("rules_digest", "definition"))


def _words(criteria: Criteria, digests: set[str], today: date) -> Q:
    """Every word is found: anywhere for the search, in the entry conditions for what is to stand there."""
    language, wanted = get_language() or "de", Q()
    providers = _providers() if criteria.text else {}
    for word in words_of(criteria.text):
        wanted &= _anywhere(word, providers) | _with_rules(
            rules_that_say(digests, word, language, on=today), digests
        )
    for word in words_of(criteria.entry):
        said = _with_rules(rules_that_say(digests, word, language, on=today), digests)
        wanted &= Q(search_entry__contains=word) | said
    return wanted


def _providers() -> dict[int, str]:
    rows = Organisation.objects.order_by().values_list("pk", "name", "short_name")
    return {pk: fold(f"{name} {short}") for pk, name, short in rows}


def _anywhere(word: str, providers: dict[int, str]) -> Q:
    named = [pk for pk, name in providers.items() if word in name]
    fields = [key for key in CATEGORIES if word in fold(category_word(key))]
    return (
        Q(search_text__contains=word)
        | Q(search_entry__contains=word)
        | Q(organisation__in=named)
        | Q(category__in=fields)
        | Q(category__icontains=word)
    )


def _answers(criteria: Criteria, digests: set[str], today: date) -> Q:
    """Who may enter: what has ended gives no answer, what has not begun yet is closed."""
    if not criteria.answer or not criteria.situation:
        return Q()
    states = [state for state in criteria.answer.split("+") if state in STATES]
    giving = rules_that_answer(digests, criteria.situation, states, on=today)
    later = Q(valid_from__isnull=False, valid_from__gt=today)
    wanted = _with_rules(giving, digests) & ~later
    return (wanted | later if "closed" in states else wanted) & ~ended_on(today)


def _with_rules(wanted: set[str], among: set[str]) -> Q:
    """The shorter of the two ways to say it; a database takes only so many values at once."""
    if 2 * len(wanted) <= len(among):
        return Q(rules_digest__in=wanted)
    return ~Q(rules_digest__in=among - wanted) if among != wanted else Q(pk__isnull=False)


def _order(criteria: Criteria) -> tuple[Any, ...]:
    if criteria.sort == "oldest":
        return (F("last_confirmed_on").asc(nulls_first=True), "search_title", "pk")
    if criteria.sort == "changed":
        return ("-updated_at", "pk")
    words = words_of(criteria.text)
    if not words or criteria.sort == "title":
        return ("search_title", "pk")
    nearness = Case(
        When(search_title__startswith=words[0], then=Value(0)),
        When(search_title__contains=f" {words[0]}", then=Value(1)),
        When(search_title__contains=words[0], then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return (nearness, "search_title", "pk")


def rows_of(offers: Iterable[Offer], criteria: Criteria, *, today: date) -> list[OfferRow]:
    language = get_language() or "de"
    return [_row(offer, criteria, language, today) for offer in offers]


def _row(offer: Offer, criteria: Criteria, language: str, today: date) -> OfferRow:
    read = read_offer(offer)
    ended = is_over(offer, today)
    asked = criteria.situation and not ended
    sentences = _sentences(read, language, today)
    return OfferRow(
        offer=offer,
        confirmation=confirmation_of(offer, today=today),
        has_ended=ended,
        sentences=sentences,
        openness=openness(read, criteria.situation, language, on=today) if asked else None,
        why=tuple(_why(offer, sentences, criteria)),
    )


def _sentences(read: ReadOffer, language: str, today: date) -> tuple[str, ...]:
    if read.offer is None:
        return tuple(read.complaints(language))
    return (*entry_sentences(read.offer, language, on=today), *read.offer.conditions)


def _why(offer: Offer, sentences: tuple[str, ...], criteria: Criteria) -> list[str]:
    """Once per place in which a word was found."""
    provider = str(offer.organisation) if offer.organisation else ""
    places = [
        (_("Provider: %(what)s"), provider),
        (_("Field of work: %(what)s"), category_word(offer.category)),
        *((_("Entry condition: %(what)s"), sentence) for sentence in sentences),
    ]
    found: list[str] = []
    for word in (*words_of(criteria.text), *words_of(criteria.entry)):
        if word not in fold(f"{offer.title} {offer.short_title}"):
            found += [text % {"what": what} for text, what in places if word in fold(what)][:1]
    return list(dict.fromkeys(found))


def offer_rows(criteria: Criteria, *, today: date) -> list[OfferRow]:
    """All rows at once; pages take them one page at a time."""
    return rows_of(found_offers(criteria, today=today), criteria, today=today)
