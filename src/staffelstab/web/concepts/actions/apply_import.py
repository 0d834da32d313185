"""Take over a file: organisations, fundings, offers, needs and the concept, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from staffelstab.web.alliances.actions.add_organisation import add_organisation
from staffelstab.web.alliances.models import ActorType, Membership, Organisation, Place
from staffelstab.web.concepts.actions.create_concept import create_concept
from staffelstab.web.concepts.actions.replace_contents import replace_contents
from staffelstab.web.concepts.models import Concept, Import
from staffelstab.web.concepts.pathway import Document, short_sources, words_of_source
from staffelstab.web.concepts.queries.plans import (
    CHANGED,
    NEW,
    SAME,
    Item,
    day_of,
    funding_values,
    plan_of,
    title_of,
)
from staffelstab.web.concepts.queries.rows import row_of
from staffelstab.web.concepts.rules import may_apply_import
from staffelstab.web.funding.actions.create_funding import create_funding
from staffelstab.web.funding.actions.edit_funding import edit_funding
from staffelstab.web.funding.models import Funding
from staffelstab.web.funding.queries import free_key
from staffelstab.web.offers.actions.create_offer import create_offer
from staffelstab.web.offers.actions.edit_need import edit_need
from staffelstab.web.offers.actions.edit_offer import edit_offer
from staffelstab.web.offers.actions.record_need import record_need
from staffelstab.web.offers.enums import Method
from staffelstab.web.offers.models import Offer

DEFINITION_KEYS = ("access", "outcomes", "conditions", "risks", "sources", "assumptions")
FALLBACK_TYPE = "bildungstraeger"


@transaction.atomic
def apply_import(person: Membership, imported: Import, *, today: date) -> Concept:
    """All or nothing. What was before is kept in the import, so that it can be undone."""
    imported = Import.objects.select_for_update().get(pk=imported.pk)
    document = imported.document
    plan = plan_of(document, imported.concept, slug=person.alliance.slug, today=today)
    may_apply_import(person, imported, new_organisations=plan.new_organisations).or_refuse()
    if plan.unknown_places:
        raise ValidationError(_("These municipalities are not known: %s.") % ", ".join(plan.unknown_places))
    is_new = imported.concept is None
    concept = imported.concept or _new_concept(person, document, today)
    taken = Taken(person, document, today)
    taken.organisations(plan.organisations)
    taken.fundings(plan.fundings)
    taken.offers(plan.offers)
    taken.needs(plan.needs)
    replace_contents(person, concept, document, taken.offer_of, taken.file_keys(), imported.file_name)
    imported.concept = concept
    imported.before = {"rows": taken.before, "created": taken.created, "is_new_concept": is_new}
    imported.revision_after = concept.revision
    imported.applied_at = timezone.now()
    imported.save()
    return concept


def _new_concept(person: Membership, document: Document, today: date) -> Concept:
    return create_concept(
        person,
        title=document["title"][:200],
        date=day_of(document.get("date")) or today,
        scales={},
        profiles={},
        goals=[],
        places=[],
    )


class Taken:
    """What has been taken over so far, by the keys of the file, and what stood there before."""

    def __init__(self, person: Membership, document: Document, today: date) -> None:
        self.person, self.document, self.today = person, document, today
        self.organisation_of: dict[str, Organisation] = {}
        self.funding_of: dict[str, Funding] = {}
        self.offer_of: dict[str, Offer] = {}
        self.methods: dict[str, str] = {}
        self.before: dict[str, dict[str, Any]] = {"offers": {}, "fundings": {}, "needs": {}}
        self.created: dict[str, list[int]] = {
            name: [] for name in ("participations", "fundings", "offers", "needs")
        }

    def organisations(self, items: Iterable[Item]) -> None:
        types = ActorType.objects.in_bulk()
        for item in items:
            if item.thing is not None:
                self.organisation_of[item.key] = item.thing
                continue
            actor_type = types.get(item.document.get("type", "")) or types[FALLBACK_TYPE]
            joined = add_organisation(self.person, name=item.title, actor_type=actor_type, since=self.today)
            self.organisation_of[item.key] = joined.organisation
            self.created["participations"].append(joined.pk)

    def fundings(self, items: Iterable[Item]) -> None:
        for item in items:
            values = funding_values(item.document)
            if item.deed == NEW:
                funding = create_funding(self.person, key=_free_slug(Funding, item.key), **values)
                self.created["fundings"].append(funding.pk)
            else:
                funding = item.thing
            if item.deed == CHANGED:
                self.before["fundings"][str(funding.pk)] = row_of(funding)
                programme = funding.programme_key
                funding = edit_funding(
                    self.person, funding, programme_key=programme, today=self.today, **values
                )
            self.funding_of[item.key] = funding

    def offers(self, items: Iterable[Item]) -> None:
        places = Place.objects.in_bulk([place["key"] for place in self.document.get("places", [])])
        for item in items:
            try:
                self.offer_of[item.key] = self._offer(item, places)
            except ValidationError as error:
                told = {"offer": item.title, "why": " ".join(error.messages)}
                raise ValidationError(_("%(offer)s: %(why)s") % told) from None

    def _offer(self, item: Item, places: dict[str, Place]) -> Offer:
        if item.deed == SAME:
            return item.thing  # type: ignore[no-any-return]
        values = self._offer_values(item.document, places)
        if item.deed == NEW:
            offer = create_offer(self.person, key=_free_slug(Offer, item.key), is_checked=True, **values)
            self.created["offers"].append(offer.pk)
            return offer
        self.before["offers"][str(item.thing.pk)] = row_of(item.thing)
        entry = values.pop("catalogue_key")
        Offer.objects.filter(pk=item.thing.pk).update(catalogue_key=entry)
        return edit_offer(
            self.person, item.thing, short_title=item.thing.short_title, is_checked=True, **values
        )

    def _offer_values(self, document: Document, places: dict[str, Place]) -> dict[str, Any]:
        english = document["title"].get("en")
        definition = {name: document[name] for name in DEFINITION_KEYS if name in document}
        return {
            "title": title_of(document),
            "kind": document["kind"],
            "category": document.get("category", ""),
            "organisation": self.organisation_of.get(document.get("organisation", "")),
            "funding": self.funding_of.get(document.get("funding", "")),
            "months": document.get("months", 0),
            "places": document.get("places"),
            "start_months": document.get("start_months", []),
            "valid_from": day_of(document.get("valid_from")),
            "valid_to": day_of(document.get("valid_to")),
            "everywhere": "territory" not in document,
            "territory": [places[key] for key in document.get("territory", [])],
            "definition": definition | ({"title": {"en": english}} if english else {}),
            "catalogue_key": document.get("catalogue_key", ""),
        }

    def needs(self, items: Iterable[Item]) -> None:
        for item in items:
            values = self._need_values(item)
            if item.deed == SAME:
                continue
            if item.thing is None:
                need = record_need(self.person, key=_free_need_key(item.key), is_checked=True, **values)
                self.created["needs"].append(need.pk)
            else:
                self.before["needs"][str(item.thing.pk)] = row_of(item.thing)
                edit_need(self.person, item.thing, is_checked=True, **values)

    def _need_values(self, item: Item) -> dict[str, Any]:
        document = item.document
        persons, method = document.get("persons"), document.get("method", "")
        bounds = persons if isinstance(persons, dict) else {"at_least": persons, "at_most": persons}
        if method not in Method.values:
            self.methods[item.key] = method
        return {
            "label": item.title[:200],
            "when": document.get("when", {}),
            "places": Place.objects.filter(pk__in=document.get("places", [])),
            "minimum": bounds.get("at_least"),
            "maximum": bounds.get("at_most"),
            "method": method if method in Method.values else "",
            "source": words_of_source(document.get("source", ""), self.document.get("sources", {})),
            "date": day_of(document.get("date")),
        }

    def file_keys(self) -> dict[str, Any]:
        """Keys of the file that differ from ours, so that the file comes out again as it came in."""
        types = {each["key"]: each.get("type", "") for each in self.document.get("organisations", [])}
        differing = {
            str(organisation.pk): types[key]
            for key, organisation in self.organisation_of.items()
            if types[key] != organisation.actor_type_id
        }
        return {
            "offers": {str(o.pk): key for key, o in self.offer_of.items() if o.key != key},
            "fundings": {str(f.pk): key for key, f in self.funding_of.items()},
            "organisations": {str(o.pk): key for key, o in self.organisation_of.items()},
            "organisation_types": differing,
            "methods": self.methods,
            "need_sources": short_sources(self.document),
            "agreements": self.document.get("agreements", []),
            "private_fundings": [
                self.funding_of[each["key"]].pk
                for each in self.document.get("fundings", [])
                if each.get("is_public") is False
            ],
        }


def _free_slug(model: type[Offer] | type[Funding], key: str) -> str:
    """The key of the file if it can be ours and nobody has it; else one like it."""
    try:
        validate_slug(key)
    except ValidationError:
        return free_key(model, key)
    return free_key(model, key) if model.objects.filter(key=key).exists() else key


def _free_need_key(key: str) -> str:
    try:
        validate_slug(key)
    except ValidationError:
        return ""
    return key
