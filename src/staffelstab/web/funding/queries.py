from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils.module_loading import import_string

from staffelstab.web.alliances.queries import slug_of
from staffelstab.web.funding.models import Funding
from staffelstab.web.journal.queries import entries_about

LONGEST_KEY = 80


@dataclass(frozen=True)
class FundingUse:
    """Something here that is paid for by a funding, told by a room above (see ``uses_here``)."""

    funding_id: int | None
    title: str
    url: str
    field: str
    provider: str
    is_over: bool


@dataclass(frozen=True)
class FundingHere:
    funding: Funding
    uses: list[FundingUse]
    is_over: bool


@dataclass(frozen=True)
class FieldOfWork:
    """Who pays for what in one field of work; without the fundings in ``alone`` nothing would be left."""

    name: str
    cells: list[list[FundingUse]]
    without_funding: list[FundingUse]
    alone: list[Funding]


def uses_here(*, today: date) -> list[FundingUse]:
    """What rooms above say about the use of fundings in the alliance in scope.

    They name a function in their app configuration (``funding_uses``), so that this room need not know them.
    """
    named = (getattr(config, "funding_uses", "") for config in apps.get_app_configs())
    return [use for path in named if path for use in import_string(path)(today=today)]


def fundings_here(uses: Iterable[FundingUse], *, today: date) -> list[FundingHere]:
    """The fundings that pay for something here."""
    by_funding: dict[int, list[FundingUse]] = defaultdict(list)
    for use in uses:
        if use.funding_id is not None:
            by_funding[use.funding_id].append(use)
    fundings = Funding.objects.filter(pk__in=by_funding)
    return [FundingHere(f, by_funding[f.pk], f.is_over(today)) for f in fundings]


def belongs_to_alliance(funding: Funding, slug: str, *, today: date) -> bool:
    """Used by an offer of the alliance in scope, or recorded by it."""
    if any(use.funding_id == funding.pk for use in uses_here(today=today)):
        return True
    return entries_about(funding._meta.label_lower, str(funding.pk), slug).exists()


def fundings_not_used(here: Iterable[FundingHere]) -> list[Funding]:
    return list(Funding.objects.exclude(pk__in=[entry.funding.pk for entry in here]))


def fields_of_work(uses: Iterable[FundingUse], fundings: list[Funding]) -> list[FieldOfWork]:
    """How the fundings complement each other, and where everything hangs on a limited one."""
    by_field: dict[str, list[FundingUse]] = defaultdict(list)
    for use in uses:
        if not use.is_over:
            by_field[use.field].append(use)
    return [_field(name, by_field[name], fundings) for name in sorted(by_field)]


def _field(name: str, uses: list[FundingUse], fundings: list[Funding]) -> FieldOfWork:
    paying = {use.funding_id for use in uses}
    limited = [f for f in fundings if (f.is_programme or f.valid_to) and paying == {f.pk}]
    cells = [[use for use in uses if use.funding_id == funding.pk] for funding in fundings]
    return FieldOfWork(name, cells, [use for use in uses if use.funding_id is None], limited)


def free_key(model: type[Model], text: str) -> str:
    """A key made of a text that nothing else of this kind has yet."""
    wished = slug_of(text)[: LONGEST_KEY - 4].strip("-") or "x"
    rows: Any = model._default_manager
    taken = set(rows.filter(key__startswith=wished).values_list("key", flat=True))
    numbered = (f"{wished}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (wished, *numbered) if key not in taken)
