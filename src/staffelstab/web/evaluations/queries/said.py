"""What people said about the modules of the figure: how often a code was given, and where the texts are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from staffelstab.web.alliances.models import Membership
from staffelstab.web.evaluations.pathway import module_names
from staffelstab.web.evaluations.queries.modules import Bundle
from staffelstab.web.offers.enums import CodeKind
from staffelstab.web.offers.queries.statements import code_counts


@dataclass(frozen=True)
class SaidAbout:
    """code: how the list of statements is narrowed; empty when the code book has none for this module."""

    title: str
    code: str
    statements: int


def said_about(person: Membership, bundles: Sequence[Bundle]) -> list[SaidAbout]:
    """One row for each module of a programme; statements that this person may not read do not count."""
    modules = {key: name.module_key for key, name in module_names("de").items()}
    keys = {bundle.key: _code_key(bundle, modules) for bundle in bundles}
    if not any(keys.values()):
        return []
    counted = {count.code.key: count for counts in code_counts(person).values() for count in counts}
    known = {key: count for key, count in counted.items() if count.code.kind == CodeKind.MODULE}
    rows = []
    for bundle in bundles:
        if key := keys[bundle.key]:
            count = known.get(key)
            rows.append(SaidAbout(bundle.title, key if count else "", count.statements if count else 0))
    return rows


def _code_key(bundle: Bundle, modules: dict[str, str]) -> str:
    """The code book names a module like the programme does, with hyphens."""
    keys = (modules.get(station.offer.catalogue_key, "") for station in bundle.stations)
    return next((key.replace("_", "-") for key in keys if key and bundle.key.startswith("m-")), "")
