"""What a figure may be worked out from when it leaves the alliance: only what the reader of the list of needs knows.

Whatever is worked out from labels alone gives nothing away that the labels do not; see docs/background/gap.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from staffelstab.web.documents.phrases import Span
from staffelstab.web.offers.pathway import SMALL, THRESHOLD, is_printed

MOST_SMALL = THRESHOLD - 1


def known_outside(label: str, low: int | None, high: int | None) -> Span:
    """The ends of a need as its label tells them: as they are, “under five”, or nothing."""
    if is_printed(label):
        return Span(low, high)
    if label != SMALL:
        return Span()
    return Span(
        1 if _is_small(low) else None, MOST_SMALL if high is not None and high <= MOST_SMALL else None
    )


def coarse(span: Span) -> Span:
    """No end from one to below the threshold is told, wherever it comes from."""
    if span.is_exact and _is_small(span.low):
        return Span(1, MOST_SMALL)
    if span == Span(1, MOST_SMALL):
        return span
    low = 0 if _is_small(span.low) else span.low
    return Span(low, MOST_SMALL if _is_small(span.high) else span.high)


def _is_small(end: int | None) -> bool:
    return end is not None and 0 < end <= MOST_SMALL


def document_outside(document: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, Any]:
    """The same concept, its needs as they are known outside. `labels`: by key of the need; others say nothing."""
    needs = [_need_outside(need, labels.get(need["key"], "")) for need in document.get("needs", ())]
    return {**document, "needs": needs} if needs else dict(document)


def _need_outside(need: Mapping[str, Any], label: str) -> dict[str, Any]:
    """From the ends of the document, which leave out what the check cannot use."""
    counted = need.get("persons")
    ends = counted if isinstance(counted, Mapping) else {"at_least": counted, "at_most": counted}
    span = known_outside(label, ends.get("at_least"), ends.get("at_most"))
    sides = {"at_least": span.low, "at_most": span.high}
    persons = {name: number for name, number in sides.items() if number is not None}
    kept = {name: value for name, value in need.items() if name != "persons"}
    return {**kept, "persons": persons} if persons else kept
