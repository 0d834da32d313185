"""The file under the access rules of one day: these count for ever, no others do, everything else stays."""

from __future__ import annotations

import datetime as dt
from typing import Any

from staffelstab.engine.replay.reading import Document, day, holds_on


def under_law_of(document: Document, when: dt.date) -> Document:
    """A copy of the document in which the rules of this day have no period and the others are gone."""
    fundings = {funding["key"]: funding for funding in document.get("fundings", ())}
    fixed = dict(document)
    fixed["offers"] = [_fixed(o, fundings.get(o.get("funding"), {}), when) for o in document["offers"]]
    return fixed


def _fixed(offer: Document, funding: Document, when: dt.date) -> dict[str, Any]:
    changed = dict(offer)
    if "access" in offer:
        rules = [(rule, _law_period(rule, offer, funding)) for rule in offer["access"]]
        changed["access"] = [
            {key: value for key, value in rule.items() if key not in ("valid_from", "valid_to")}
            for rule, period in rules
            if period is not None and holds_on(period, when)
        ]
    return changed


def _law_period(rule: Document, offer: Document, funding: Document) -> dict[str, Any] | None:
    """A rule that begins or ends with its offer does not do so by law; one that never meets it is none at all."""
    begins = [d for d in (day(offer.get("valid_from")), day(funding.get("valid_from"))) if d]
    ends = [d for d in (day(offer.get("valid_to")), day(funding.get("valid_to"))) if d]
    first, last = day(rule.get("valid_from")), day(rule.get("valid_to"))
    latest_begin, earliest_end = max([*begins, first or dt.date.min]), min([*ends, last or dt.date.max])
    if latest_begin > earliest_end:
        return None
    period: dict[str, Any] = {}
    if first is not None and not (begins and first <= max(begins)):
        period["valid_from"] = first
    if last is not None and not (ends and min(ends) <= last):
        period["valid_to"] = last
    return period
