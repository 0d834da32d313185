"""Two documents side by side: stations, transitions, procedures, findings, and how many get through."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from staffelstab.web.concepts.pathway.checking import Asked, checked, prepared
from staffelstab.web.concepts.pathway.documents import Document
from staffelstab.web.concepts.pathway.telling import Telling, Told, telling, words

TRANSITION_PARTS = ("state", "when", "condition", "agreement")


@dataclass(frozen=True)
class Different:
    """One thing by name: added, removed, or which parts changed from what to what."""

    title: str
    deed: str
    parts: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Comparison:
    """`left` and `right` are told as a whole; gone: findings only left, new: only right."""

    stations: tuple[Different, ...]
    transitions: tuple[Different, ...]
    left: Telling
    right: Telling
    gone: tuple[Told, ...]
    new: tuple[Told, ...]
    same: int

    @property
    def is_equal(self) -> bool:
        return not (self.stations or self.transitions or self.gone or self.new)


def canonical(content: Any) -> str:
    """One text for one content, whatever order it was written in."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def fingerprint(content: Any) -> str:
    """SHA-256 of the canonical JSON, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def compared(left: Document, right: Document, asked: Asked) -> Comparison:
    """Both are checked under the same question."""
    told = [telling(checked(prepared(document), asked)) for document in (left, right)]
    names = [{finding.name for finding in each.findings} for each in told]
    return Comparison(
        stations=tuple(_stations(left, right)),
        transitions=tuple(_transitions(left, right)),
        left=told[0],
        right=told[1],
        gone=tuple(each for each in told[0].findings if each.name not in names[1]),
        new=tuple(each for each in told[1].findings if each.name not in names[0]),
        same=len(names[0] & names[1]),
    )


def title_in(document: Document, key: str) -> str:
    offer = next((each for each in document.get("offers", []) if each["key"] == key), None)
    return (words().label(offer["title"]) if offer else "") or key


def _stations(left: Document, right: Document) -> Iterable[Different]:
    before, after = _station_rows(left), _station_rows(right)
    yield from _different(before, after, lambda key: title_in(right if key in after else left, key))


def _station_rows(document: Document) -> dict[Any, dict[str, Any]]:
    offers = {offer["key"]: offer for offer in document["offers"]}
    entries = set(document["concept"].get("entry_points", []))
    return {
        key: {**offers[key], "entry_point": key in entries} for key in document["concept"].get("stations", [])
    }


def _transitions(left: Document, right: Document) -> Iterable[Different]:
    before, after = _transition_rows(left), _transition_rows(right)

    def title(pair: tuple[str, str]) -> str:
        document = right if pair in after else left
        return " → ".join(title_in(document, key) for key in pair)

    yield from _different(before, after, title)


def _transition_rows(document: Document) -> dict[Any, dict[str, Any]]:
    return {
        (each["from"], each["to"]): {
            **{part: each.get(part, "") for part in TRANSITION_PARTS},
            **each.get("handover", {}),
        }
        for each in document["concept"].get("transitions", [])
    }


def _different(
    left: Mapping[Any, dict[str, Any]], right: Mapping[Any, dict[str, Any]], title: Callable[[Any], str]
) -> Iterable[Different]:
    for key in {**left, **right}:
        if key not in right:
            yield Different(title(key), "removed")
        elif key not in left:
            yield Different(title(key), "added")
        elif left[key] != right[key]:
            yield Different(title(key), "changed", tuple(_parts(left[key], right[key])))


def _parts(left: dict[str, Any], right: dict[str, Any]) -> Iterable[tuple[str, str, str]]:
    for name in {**left, **right}:
        was, became = left.get(name), right.get(name)
        if (was or "") != (became or ""):
            yield part_word(name), _said(was), _said(became)


def part_word(name: str) -> str:
    known = {
        "state": _("state"),
        "when": _("target group"),
        "condition": _("condition in words"),
        "agreement": _("agreement"),
        "hands_over": _("who hands over"),
        "receives": _("who receives"),
        "procedure": _("how"),
        "within_days": _("within days"),
        "papers": _("which papers"),
        "consent": _("consent of the person"),
        "if_not_arrived": _("if somebody does not arrive"),
        "entry_point": _("people can begin here"),
        "access": _("entry conditions"),
        "outcomes": _("what changes"),
        "months": _("months"),
        "title": _("title"),
    }
    return known.get(name, name)


def _said(value: Any) -> str:
    if value is True:
        return _("yes")
    if value in (None, "", [], {}, False):
        return "–"
    if isinstance(value, str):
        states = {"possible", "aimed", "agreed"}
        return words().transition_state(value) if value in states else value
    if isinstance(value, int):
        return str(value)
    return _("other than on the other side")
