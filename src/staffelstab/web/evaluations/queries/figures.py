"""Need, places and ways by module: the rows from which page, drawing, PDF, slide and workbook are made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from staffelstab.web.concepts.models import Concept
from staffelstab.web.concepts.pathway import Asked, Checked, Prepared, checked
from staffelstab.web.concepts.queries.boards import Loaded, load
from staffelstab.web.documents.phrases import Span
from staffelstab.web.evaluations.pathway import (
    BundleShares,
    Published,
    Table,
    module_names,
    published_in,
    ways_by_place_and_group,
)
from staffelstab.web.evaluations.queries.modules import (
    BY_MODULE,
    Bundle,
    bundles_of,
    has_modules,
    places_of_bundle,
    short_of,
)
from staffelstab.web.offers.enums import CountOf
from staffelstab.web.offers.models import Need
from staffelstab.web.offers.queries.needs import needs_here


@dataclass(frozen=True)
class ModuleRow:
    """One bundle with its figures. `missed`: meant for them, but they do not get there."""

    bundle: Bundle
    need: Span
    places: Span
    short: Span
    missed: Span
    without_way: Span
    situations: int
    situations_missed: int
    situations_without_way: int

    @property
    def spans(self) -> tuple[Span, Span, Span, Span]:
        """The four figures in the order of `phrases.SERIES`."""
        return (self.need, self.places, self.missed, self.without_way)

    @property
    def share_without_way(self) -> int:
        """Percent of the situations, rounded up where there is any."""
        return -(-100 * self.situations_without_way // self.situations) if self.situations else 0


@dataclass(frozen=True)
class Figure:
    """The figure of one concept. `table` is None when the document has problems.

    outside: how the needs stand in the version that may leave the alliance; None in the internal one.
    """

    concept: Concept
    loaded: Loaded
    asked: Asked
    by: str
    may_be_by_module: bool
    bundles: list[Bundle]
    rows: list[ModuleRow]
    table: Table | None
    needs: list[Need]
    today: date
    outside: tuple[str, ...] | None = None

    @property
    def is_internal(self) -> bool:
        return self.outside is None

    @property
    def is_by_module(self) -> bool:
        return self.by == BY_MODULE

    @property
    def prepared(self) -> Prepared:
        return self.loaded.prepared

    @property
    def answer(self) -> Checked:
        return checked(self.prepared, self.asked)

    @property
    def sources(self) -> list[Need]:
        """What counts persons; uses and wanted places are never added to them."""
        counted = (need for need in self.needs if need.count_of == CountOf.PERSONS)
        return [need for need in counted if need.minimum is not None or need.maximum is not None]

    @property
    def published(self) -> tuple[Published, ...]:
        """What the district published about the programmes whose modules are bundled here."""
        named = module_names("de")
        keys = {offer.catalogue_key for bundle in self.bundles for offer in bundle.offers if offer.is_funded}
        programmes = {named[key].programme_key for key in keys if key in named}
        language = "en" if (get_language() or "de").startswith("en") else "de"
        return published_in(self.concept.alliance.district_key, programmes, language)

    @property
    def is_empty(self) -> bool:
        return not self.rows


def concepts_here() -> list[Concept]:
    """Newest day of check first."""
    return list(Concept.objects.filter(variant_of=None).select_related("alliance").order_by("-date", "-pk"))


def figure_of(concept: Concept, *, today: date, by: str = "", place: str = "") -> Figure:
    """`place`: groups only there."""
    loaded = load(concept)
    chosen, bundles = bundles_of(loaded, by)
    asked = Asked(date=concept.date)
    keys = {bundle.key: [loaded.keys[station.pk] for station in bundle.stations] for bundle in bundles}
    table = ways_by_place_and_group(loaded.prepared, asked, keys, place=place) if bundles else None
    day = min(concept.date, today)
    rows = module_rows(bundles, table, day, place)
    needs = list(needs_here())
    return Figure(concept, loaded, asked, chosen, has_modules(loaded), bundles, rows, table, needs, today)


def module_rows(bundles: list[Bundle], table: Table | None, day: date, place: str = "") -> list[ModuleRow]:
    return [_row(bundle, table.whole.bundles[bundle.key], day, place) for bundle in bundles] if table else []


def _row(bundle: Bundle, shares: BundleShares, day: date, place: str) -> ModuleRow:
    places = places_of_bundle(bundle.offers, today=day, at=place)
    lost = [shares.ways["late"], shares.ways["none"]]
    return ModuleRow(
        bundle=bundle,
        need=shares.meant.persons,
        places=places,
        short=short_of(shares.meant.persons, places),
        missed=shares.missed.persons,
        without_way=shares.without_way.persons,
        situations=shares.meant.situations,
        situations_missed=shares.missed.situations,
        situations_without_way=sum(part.situations for part in lost),
    )
