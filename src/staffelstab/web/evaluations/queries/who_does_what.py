"""Who does what here, for everybody to read: programmes, modules, offers, regular system; no count of persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, override

from staffelstab.web.alliances.models import ActorField
from staffelstab.web.alliances.queries import participations
from staffelstab.web.alliances.queries.contacts import EVERYBODY, contacts_for
from staffelstab.web.concepts.models import Concept
from staffelstab.web.evaluations.models import PublicPage
from staffelstab.web.evaluations.pathway import module_names
from staffelstab.web.evaluations.queries.figures import Figure, figure_of
from staffelstab.web.funding.models import Funding
from staffelstab.web.funding.pathway import programme_summaries
from staffelstab.web.offers.models import Offer
from staffelstab.web.offers.pathway import entry_sentences, read_offer
from staffelstab.web.offers.phrases import category_word
from staffelstab.web.offers.queries import is_over, offers_here, sort_key

MOST_SENTENCES = 3
LAST = 99
"""Offers that are no module stand behind the modules of their programme."""
Contents = dict[str, Any]
"""Plain data, ready for JSON: what is published must not change when a row changes."""


def page_here() -> PublicPage | None:
    """The public page of the alliance in scope, published or not."""
    return PublicPage.objects.select_related("alliance").first()


def is_published() -> bool:
    return PublicPage.objects.filter(published_on__isnull=False).exists()


def contents_of(*, today: date) -> dict[str, Contents]:
    """What the page would show, in every language."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found[language] = contents_here(today=today)
    return found


def contents_here(*, today: date) -> Contents:
    """In the current language. Offers that have ended are left out."""
    offers = [offer for offer in offers_here() if not is_over(offer, today)]
    concept = (
        Concept.objects.filter(variant_of=None).select_related("alliance").order_by("-date", "-pk").first()
    )
    reached = _reached_by(figure_of(concept, today=today)) if concept else {}
    return {
        "as_of": today.isoformat(),
        "programmes": _programmes([o for o in offers if o.is_funded], reached, today),
        "fields": _fields(offers),
        "partners": _partners(today),
    }


def _reached_by(figure: Figure) -> dict[int, list[str]]:
    """Offer → groups of whom somebody gets there, in words; never how many."""
    found: dict[int, list[str]] = defaultdict(list)
    if figure.table is None or not figure.is_by_module:
        return found
    for bundle in figure.bundles:
        for row in figure.table.groups:
            shares = row.bundles[bundle.key]
            if shares.meant.situations > shares.missed.situations:
                for offer in bundle.offers:
                    found[offer.pk].append(figure.table.group_words.get(row.group, ""))
    return found


def _programmes(offers: list[Offer], reached: dict[int, list[str]], today: date) -> list[Contents]:
    by_funding: dict[int, list[Offer]] = defaultdict(list)
    fundings: dict[int, Funding] = {}
    for offer in offers:
        if offer.funding is not None:
            fundings[offer.funding.pk] = offer.funding
            by_funding[offer.funding.pk].append(offer)
    summaries = programme_summaries(_language())
    return [
        {
            "name": funding.name,
            "summary": summaries.get(funding.programme_key, ""),
            "from": _iso(funding.valid_from),
            "until": _iso(funding.valid_to),
            "modules": _modules(by_funding[pk], reached, today),
        }
        for pk, funding in sorted(fundings.items(), key=lambda item: sort_key(item[1].name))
    ]


def _modules(offers: list[Offer], reached: dict[int, list[str]], today: date) -> list[Contents]:
    names = module_names(_language())
    by_key: dict[tuple[int, str], list[Offer]] = defaultdict(list)
    for offer in offers:
        named = names.get(offer.catalogue_key)
        known = (named.number, offer.catalogue_key) if named else (LAST, category_word(offer.category))
        by_key[known].append(offer)
    modules = []
    for (number, key), members in sorted(by_key.items()):
        named = names.get(key)
        groups = dict.fromkeys(word for offer in members for word in reached.get(offer.pk, ()) if word)
        modules.append(
            {
                "number": number if named else None,
                "title": named.title if named else key,
                "purpose": named.purpose if named else "",
                "reached": list(groups),
                "offers": [_offer(offer, today) for offer in _sorted(members)],
            }
        )
    return modules


def _offer(offer: Offer, today: date) -> Contents:
    read = read_offer(offer)
    sentences = entry_sentences(read.offer, _language(), on=today) if read.offer else ()
    return {
        "title": offer.title,
        "provider": offer.organisation.name if offer.organisation else "",
        "website": offer.organisation.website if offer.organisation else "",
        "where": [] if offer.everywhere else sorted(str(place) for place in offer.territory.all()),
        "everywhere": offer.everywhere,
        "until": _iso(offer.valid_to),
        "who": list(sentences[:MOST_SENTENCES]),
    }


def _fields(offers: list[Offer]) -> list[Contents]:
    """How programmes and the regular system complement each other; `alone`: without it nothing would be left."""
    by_field: dict[str, list[Offer]] = defaultdict(list)
    for offer in offers:
        by_field[category_word(offer.category)].append(offer)
    fields = []
    for name in sorted(by_field, key=sort_key):
        regular = [offer for offer in by_field[name] if not offer.is_funded]
        paid = {offer.funding.name for offer in by_field[name] if offer.is_funded and offer.funding}
        fields.append(
            {
                "name": name,
                "regular": [_named(offer) for offer in _sorted(regular)],
                "programmes": sorted(paid, key=sort_key),
                "only_programmes": not regular,
            }
        )
    return fields


def _named(offer: Offer) -> Contents:
    return {
        "title": offer.title,
        "provider": offer.organisation.display_name if offer.organisation else "",
    }


def _partners(today: date) -> list[Contents]:
    contacts = _public_contacts(today)
    by_field: dict[str, list[Contents]] = {str(field): [] for field in ActorField.objects.all()}
    for participation in participations(today=today):
        organisation = participation.organisation
        named = {
            "name": organisation.name,
            "website": organisation.website,
            "contacts": contacts.get(organisation.pk, []),
        }
        by_field[str(organisation.actor_type.field)].append(named)
    return [{"field": field, "organisations": found} for field, found in by_field.items() if found]


def _public_contacts(today: date) -> dict[int, list[Contents]]:
    """Functions, telephone numbers and addresses that everybody may see, by organisation."""
    found: dict[int, list[Contents]] = defaultdict(list)
    for contact in contacts_for(EVERYBODY, today=today):
        told = {"function": contact.function, "task": contact.task}
        found[contact.organisation.pk].append({**told, "phone": contact.phone, "email": contact.email})
    return found


def _sorted(offers: Iterable[Offer]) -> list[Offer]:
    return sorted(offers, key=lambda offer: (sort_key(offer.title), offer.pk))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _language() -> str:
    return "en" if (get_language() or "de").startswith("en") else "de"
