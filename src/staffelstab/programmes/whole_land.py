"""A whole Land to try the check on: real districts and laws, INVENTED offers of each district.

Real are the districts and municipalities of North Rhine-Westphalia and the catalogue's entries with their doors and
outcomes. Invented is who offers what where: every district offers the whole regular system, the modules of the
programmes go on as if they had not ended, some courses have a second provider. No number of persons is stated: nobody
counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from staffelstab.engine.model import (
    Concept,
    Funding,
    Handover,
    Offer,
    Organisation,
    Pathway,
    Period,
    Place,
    ProfileSpace,
    Transition,
)
from staffelstab.programmes import catalogue, regular_system, territories
from staffelstab.programmes.actors import actor_taxonomy
from staffelstab.programmes.catalogue import CatalogueEntry
from staffelstab.programmes.profiles import programme_profiles
from staffelstab.programmes.territories import District
from staffelstab.programmes.whole_land_variation import (
    AllDifferent,
    AsRegulated,
    Variation,
    composition,
)

VARIANTS = ("as_regulated", "all_different")
DATE = dt.date(2026, 11, 23)
PARTS = 3
NOTES = {
    "de": "ERFUNDEN: Wer hier was anbietet, mit wem zusammenarbeitet und bis wann gefördert wird, ist ausgedacht, "
    "damit die Prüfung eines ganzen Landes ausprobiert und gemessen werden kann. Echt sind Kreise, Städte und "
    "Gemeinden und die Angebote des Katalogs mit ihren Zugangsregeln. Personen hat niemand gezählt.",
    "en": "INVENTED: Who offers what here, works with whom and is funded until when is made up, so that the check of a "
    "whole Land can be tried and measured. Real are districts and municipalities and the offers of the catalogue with "
    "their entry rules. Nobody counted persons.",
}


@dataclass(frozen=True)
class _Slot:
    """One offer of a district: which entry, in which part ("" = everywhere), from the first or second provider."""

    entry: str
    part: str
    provider: int

    def key(self, district: str) -> str:
        return "_".join(filter(None, (f"k{district}", self.entry, self.part, "2" * (self.provider > 1))))


def variation(variant: str, seed: int = 2026) -> Variation:
    """LookupError for a variant that does not exist."""
    if variant not in VARIANTS:
        raise LookupError(f"There is no variant {variant!r}. Known: {', '.join(VARIANTS)}.")
    return AsRegulated() if variant == "as_regulated" else AllDifferent(seed)


def district_keys() -> tuple[str, ...]:
    return tuple(sorted(district.key for district in territories.districts()))


def district_pathways(variant: str, language: str = "de", seed: int = 2026) -> Iterator[tuple[str, Pathway]]:
    """District key and pathway for all districts, in the order of their keys."""
    vary = variation(variant, seed)
    for key in district_keys():
        yield key, district_pathway(territories.district(key), vary, language)


def whole_pathway(variant: str, language: str = "de", seed: int = 2026) -> Pathway:
    """The same Land as one pathway; its cuts are the pathways of the districts."""
    parts = [pathway for _, pathway in district_pathways(variant, language, seed)]
    return replace(
        parts[0],
        title="Nordrhein-Westfalen" if language == "de" else "North Rhine-Westphalia",
        offers=tuple(o for p in parts for o in p.offers),
        places=tuple(place for p in parts for place in p.places),
        organisations=tuple(o for p in parts for o in p.organisations),
        fundings=tuple(f for p in parts for f in p.fundings),
        concept=replace(
            parts[0].concept,
            stations=tuple(key for p in parts for key in p.concept.stations),
            entry_points=tuple(key for p in parts for key in p.concept.entry_points),
            transitions=tuple(t for p in parts for t in p.concept.transitions),
        ),
    )


def district_pathway(district: District, vary: Variation, language: str = "de") -> Pathway:
    """The pathway of one district; the same arguments give the same pathway."""
    places = sorted(territories.municipalities(district.key), key=lambda m: m.ags)
    slots = [s for s in _slots(len(places) > 1) if _is_there(district, s, vary)]
    territory = _parts([p.ags for p in places], vary, district.key)
    names = {slot: _organisation_name(district, slot) for slot in slots}
    offers = tuple(_offer(district, slot, territory, vary, language) for slot in slots)
    organisations = {_provider(slot): slot for slot in slots}
    entries = regular_system.entry_points() | _accompanying_modules()
    return Pathway(
        title=district.name_full,
        scales=catalogue.scales(),
        offers=offers,
        concept=Concept(
            stations=tuple(o.key for o in offers),
            entry_points=tuple(s.key(district.key) for s in slots if s.entry in entries),
            transitions=tuple(_transitions(district, names, vary)),
            goals=regular_system.goals(),
        ),
        profiles=_profiles(),
        places=tuple(Place(p.ags, p.name_short, p.population, p.lat, p.lon) for p in places),
        organisations=tuple(
            Organisation(_organisation_key(district, slot), names[slot], slot_type)
            for (slot_type, *_), slot in organisations.items()
        ),
        fundings=(
            Funding(
                f"k{district.key}_modules", _modules_name(language), vary.modules_period(district.key), True
            ),
        ),
        date=DATE,
        notes=(NOTES[language],),
    )


@cache
def _modules() -> tuple[str, ...]:
    """Entries that are modules of a programme and no part of the regular system."""
    regular = set(regular_system.stations(DATE))
    keys = (m.catalogue_key for profile in programme_profiles() for m in profile.modules)
    return tuple(key for key in keys if key and key not in regular)


def _accompanying_modules() -> frozenset[str]:
    return frozenset(key for key in _modules() if not _catalogue_offers()[key].months)


@cache
def _catalogue_offers(language: str = "de") -> dict[str, Offer]:
    return {offer.key: offer for offer in catalogue.offers(language)}


@cache
def _entries() -> dict[str, CatalogueEntry]:
    return {entry.key: entry for entry in catalogue.entries()}


@cache
def _slots(has_parts: bool) -> tuple[_Slot, ...]:
    parts = tuple("abc"[:PARTS]) if has_parts else ("",)
    regular, slots = regular_system.stations(DATE), []
    for key in (*regular, *_modules()):
        is_regional = key in _modules() or _entries()[key].category in composition().regional_categories
        slots += [_Slot(key, part, 1) for part in (parts if is_regional else ("",))]
        if key in composition().second_providers:
            slots += [_Slot(key, part, 2) for part in parts]
    return tuple(slots)


def _is_there(district: District, slot: _Slot, vary: Variation) -> bool:
    """The regular system is everywhere; modules and second providers may be missing."""
    is_optional = slot.provider > 1 or slot.entry in _modules()
    return not is_optional or vary.is_there(district.key, slot.entry, slot.part, slot.provider)


def _parts(places: Sequence[str], vary: Variation, district: str) -> dict[str, tuple[str, ...]]:
    """Part → places; the part without a name is the whole district."""
    found = {"": tuple(places)}
    for number, part in enumerate("abc"[:PARTS]):
        found[part] = tuple(p for i, p in enumerate(places) if vary.part_of(district, p, i) == number)
    return found


def _offer(
    district: District, slot: _Slot, territory: dict[str, tuple[str, ...]], vary: Variation, language: str
) -> Offer:
    known = _catalogue_offers(language)[slot.entry]
    offer = replace(
        known,
        key=slot.key(district.key),
        title=_title(slot),
        organisation=_organisation_key(district, slot),
        territory=territory[slot.part],
        assumptions=(*known.assumptions, NOTES[language]),
        months=vary.months(district.key, slot.entry, slot.part, slot.provider, known.months),
        start_months=vary.start_months(
            district.key, slot.entry, slot.part, slot.provider, known.start_months
        ),
    )
    return _continued(offer, district, vary) if slot.entry in _modules() else offer


def _title(slot: _Slot) -> dict[str, str]:
    """The catalogue's title, and which of several offers of this kind it is."""
    title = _entries()[slot.entry].short_title
    german = [f"Teil {slot.part.upper()}"] * bool(slot.part) + ["zweiter Träger"] * (slot.provider > 1)
    english = [f"part {slot.part.upper()}"] * bool(slot.part) + ["second provider"] * (slot.provider > 1)
    if not german:
        return {"de": title.de, "en": title.en}
    return {"de": f"{title.de} ({', '.join(german)})", "en": f"{title.en} ({', '.join(english)})"}


def _continued(offer: Offer, district: District, vary: Variation) -> Offer:
    """A module as if its programme had not ended: what held on its last day holds in the invented period."""
    period, last_day = vary.modules_period(district.key), offer.period.valid_to
    rules = tuple(
        replace(rule, period=Period())
        for rule in offer.access
        if last_day is None or rule.period.contains(last_day)
    )
    return replace(offer, period=period, access=rules, funding=f"k{district.key}_modules")


def _transitions(district: District, names: Mapping[_Slot, str], vary: Variation) -> Iterator[Transition]:
    """What the catalogue names as following, between offers that some place has both of. names: who offers what."""
    by_entry: dict[str, list[_Slot]] = {}
    keys = {slot: slot.key(district.key) for slot in names}
    for slot in names:
        by_entry.setdefault(slot.entry, []).append(slot)
    for entry in _entries().values():
        for following in dict.fromkeys(entry.next):
            for origin in by_entry.get(entry.key, ()):
                for target in by_entry.get(following, ()):
                    if origin == target or (origin.part and target.part and origin.part != target.part):
                        continue
                    ends = (entry.key, following)
                    is_settled = vary.is_settled(district.key, ends, (origin.part, target.part))
                    yield Transition(
                        keys[origin],
                        keys[target],
                        state=vary.state(district.key, ends, (origin.part, target.part)),
                        handover=_handover(names[origin], names[target]) if is_settled else Handover(),
                    )


def _handover(hands_over: str, receives: str) -> Handover:
    return Handover(
        hands_over=hands_over,
        receives=receives,
        procedure="gemeinsames Gespräch (erfunden)",
        within_days=14,
        papers="Übergabebogen (erfunden)",
        consent="schriftlich (erfunden)",
    )


def _provider(slot: _Slot) -> tuple[str, str, int]:
    return _entries()[slot.entry].provider_types[0], slot.part, slot.provider


def _organisation_key(district: District, slot: _Slot) -> str:
    kind, part, provider = _provider(slot)
    return "_".join(filter(None, (f"k{district.key}", kind, part, "2" * (provider > 1))))


def _organisation_name(district: District, slot: _Slot) -> str:
    """By function only: never the name of somebody."""
    kind, part, provider = _provider(slot)
    function = _function(kind)
    where = f", Teil {part.upper()}" if part else ""
    return f"{function} {district.name_full}{where}{', zweiter Träger' if provider > 1 else ''}"


@cache
def _function(kind: str) -> str:
    return actor_taxonomy().type(kind).label.de.partition(" (")[0].partition(" / ")[0]


def _modules_name(language: str) -> str:
    return "Förderbausteine (erfunden)" if language == "de" else "Modules (invented)"


@cache
def _profiles() -> ProfileSpace:
    return catalogue.profile_space()
