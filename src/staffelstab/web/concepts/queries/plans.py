"""What taking over a file would do: matched with what is here, before anything is stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from staffelstab.web.alliances.models import Participation, Place
from staffelstab.web.concepts.models import Concept
from staffelstab.web.concepts.pathway import (
    Document,
    Keys,
    group_label,
    need_document,
    offer_of_file,
    short_sources,
)
from staffelstab.web.concepts.queries.boards import load
from staffelstab.web.funding.models import Funding
from staffelstab.web.funding.queries import belongs_to_alliance
from staffelstab.web.offers.models import Need, Offer
from staffelstab.web.offers.queries import offers_here

LISTS_OF_PLACES = ("territory", "places")
NEW, CHANGED, SAME, REMOVED = "new", "changed", "same", "removed"


@dataclass(frozen=True)
class Item:
    """One line of the preview: a thing of the file and what would become of it."""

    key: str
    title: str
    deed: str
    document: Document = field(default_factory=dict)
    thing: Any = None


@dataclass(frozen=True)
class Plan:
    """Everything that would happen, by kind. `unknown_places` stand in the way."""

    organisations: list[Item]
    fundings: list[Item]
    offers: list[Item]
    needs: list[Item]
    stations: list[Item]
    transitions: list[Item]
    unknown_places: list[str]

    @property
    def new_organisations(self) -> int:
        return sum(item.deed == NEW for item in self.organisations)


def plan_of(document: Document, concept: Concept | None, *, slug: str, today: date) -> Plan:
    organisations = _organisations(document)
    fundings = _fundings(document, concept, slug, today)
    stations, transitions = _concept_rows(document, concept)
    return Plan(
        organisations=organisations,
        fundings=fundings,
        offers=_offers(document, concept, organisations, fundings),
        needs=_needs(document, concept),
        stations=stations,
        transitions=transitions,
        unknown_places=_unknown_places(document),
    )


def _known(concept: Concept | None, kind: str) -> dict[str, int]:
    """Key of the file → our id, as an earlier import noted it."""
    noted = (concept.file_keys or {}).get(kind, {}) if concept else {}
    return {key: int(pk) for pk, key in noted.items()}


def _organisations(document: Document) -> list[Item]:
    here = Participation.objects.filter(until=None).select_related("organisation")
    by_name = {part.organisation.name.casefold(): part.organisation for part in here}
    items = []
    for each in document.get("organisations", []):
        found = by_name.get(each["name"].casefold())
        items.append(Item(each["key"], each["name"], SAME if found else NEW, each, found))
    return items


def _fundings(document: Document, concept: Concept | None, slug: str, today: date) -> list[Item]:
    noted = Funding.objects.in_bulk(_known(concept, "fundings").values())
    known = {key: noted[pk] for key, pk in _known(concept, "fundings").items() if pk in noted}
    wanted = [each["key"] for each in document.get("fundings", [])]
    by_key = {funding.key: funding for funding in Funding.objects.filter(key__in=wanted)}
    items = []
    for each in document.get("fundings", []):
        found = known.get(each["key"]) or by_key.get(each["key"])
        is_same = found is not None and funding_values(each) == _values_of(found)
        if found and not is_same and not belongs_to_alliance(found, slug, today=today):
            found = None  # somebody else's funding of the same name stays as it is
        items.append(
            Item(each["key"], each["name"], SAME if is_same else CHANGED if found else NEW, each, found)
        )
    return items


def funding_values(document: Document) -> dict[str, Any]:
    return {
        "name": document["name"],
        "valid_from": day_of(document.get("valid_from")),
        "valid_to": day_of(document.get("valid_to")),
        "is_programme": bool(document.get("is_programme")),
    }


def _values_of(funding: Funding) -> dict[str, Any]:
    return {name: getattr(funding, name) for name in ("name", "valid_from", "valid_to", "is_programme")}


def day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _offers(
    document: Document, concept: Concept | None, organisations: list[Item], fundings: list[Item]
) -> list[Item]:
    """Only offers that are listed here can be meant; others of the same key belong to somebody else."""
    here = {offer.pk: offer for offer in offers_here()}
    by_key = {offer.key: offer for offer in here.values()}
    known = {key: here[pk] for key, pk in _known(concept, "offers").items() if pk in here}
    found = {each["key"]: known.get(each["key"]) or by_key.get(each["key"]) for each in document["offers"]}
    keys = _keys_of_file(organisations, fundings, found)
    places = {place["key"] for place in document.get("places", [])}
    return [_offer(each, found[each["key"]], keys, places) for each in document["offers"]]


def _keys_of_file(
    organisations: list[Item], fundings: list[Item], offers: Mapping[str, Offer | None]
) -> Keys:
    """What is here, called as the file calls it, so that both can be compared."""
    named = {"organisations": organisations, "fundings": fundings}
    keys = {kind: {str(i.thing.pk): i.key for i in items if i.thing} for kind, items in named.items()}
    return Keys(Concept(file_keys=keys | {"offers": {str(o.pk): key for key, o in offers.items() if o}}))


def _offer(document: Document, found: Offer | None, keys: Keys, places: set[str]) -> Item:
    if found is None:
        return Item(document["key"], title_of(document), NEW, document)
    is_same = _sorted(offer_of_file(found, keys, places)) == _sorted(document)
    return Item(document["key"], title_of(document), SAME if is_same else CHANGED, document, found)


def _sorted(document: Document) -> Document:
    """Nothing said and said nothing are the same; so is the order of places."""
    telling = ("access", "persons")  # no door at all and nobody are answers, not gaps
    plain = {name: v for name, v in document.items() if v not in (0, "", [], {}) or name in telling}
    return plain | {
        name: sorted(document[name]) for name in LISTS_OF_PLACES if isinstance(document.get(name), list)
    }


def title_of(document: Document) -> str:
    title = document["title"]
    return str(title.get("de") or title.get("en") or document["key"])


def _needs(document: Document, concept: Concept | None) -> list[Item]:
    here = {need.key: need for need in Need.objects.prefetch_related("places")}
    places = {place["key"] for place in document.get("places", [])}
    unread = Concept(sources=document.get("sources", {}), file_keys={"need_sources": short_sources(document)})
    keys = Keys(concept or unread)
    return [_need(each, here.get(each["key"]), document, keys, places) for each in document.get("needs", [])]


def _need(each: Document, found: Need | None, document: Document, keys: Keys, places: set[str]) -> Item:
    if found is None:
        return Item(each["key"], group_label(each.get("when", {}), document, each["key"]), NEW, each)
    is_same = _sorted(need_document(found, places, keys)) == _sorted(each)
    return Item(each["key"], found.label, SAME if is_same else CHANGED, each, found)


def _concept_rows(document: Document, concept: Concept | None) -> tuple[list[Item], list[Item]]:
    titles = {each["key"]: title_of(each) for each in document["offers"]}
    old: Document = load(concept).document if concept else {"concept": {}, "offers": []}
    titles = {each["key"]: title_of(each) for each in old["offers"]} | titles
    new = document.get("concept", {})
    entries = (set(old["concept"].get("entry_points", [])), set(new.get("entry_points", [])))
    stations = _compared(
        {key: key in entries[0] for key in old["concept"].get("stations", [])},
        {key: key in entries[1] for key in new.get("stations", [])},
        lambda key: titles.get(key, key),
    )
    transitions = _compared(
        {(t["from"], t["to"]): t for t in old["concept"].get("transitions", [])},
        {(t["from"], t["to"]): t for t in new.get("transitions", [])},
        lambda pair: " → ".join(titles.get(key, key) for key in pair),
    )
    return stations, transitions


def _compared(old: dict[Any, Any], new: dict[Any, Any], word: Callable[[Any], str]) -> list[Item]:
    def deed(key: Any) -> str:
        if key not in new:
            return REMOVED
        return NEW if key not in old else SAME if old[key] == new[key] else CHANGED

    return [Item(str(key), word(key), deed(key)) for key in {**old, **new}]


def _unknown_places(document: Document) -> list[str]:
    places = {place["key"]: place["name"] for place in document.get("places", [])}
    known = set(Place.objects.filter(pk__in=places).values_list("pk", flat=True))
    return [f"{name} ({key})" for key, name in places.items() if key not in known]
