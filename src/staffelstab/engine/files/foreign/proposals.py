"""What the columns of a foreign table probably are, each guess with its reason. People decide."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from staffelstab.engine.files.foreign import values
from staffelstab.engine.files.foreign.table import Table

KINDS = ("organisations", "offers", "needs")
DETAIL, PRIVATE = "detail", "private"
JOINABLE = frozenset(
    {"name", "title", "label", "street", "conditions", "source", "sources", "note", "territory"}
)
SAMPLE = 300
SHARE = 0.8
FEWEST_KEYS = 3

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_NUMBERED = re.compile(r"[\s_.-]*\(?\d{1,2}\)?$")

_SHAPES: Mapping[str, Callable[[str], object]] = {
    "municipality_key": values.read_municipality_key,
    "mail": values.is_mail,
    "day": values.read_day,
    "web": values.read_web,
    "phone": values.is_phone,
    "postcode": re.compile(r"\d{5}").fullmatch,
    "number": values.read_range,
}
_FIELD_OF_SHAPE: Mapping[str, Mapping[str, str]] = {
    "organisations": {"municipality_key": "territory", "mail": "email", "web": "website", "phone": "phone"},
    "offers": {"municipality_key": "territory", "web": "sources"},
    "needs": {"municipality_key": "territory"},
}


@dataclass(frozen=True)
class Proposal:
    """``why``: heading | shape | private | rest; ``sign``: the word or the shape that said so."""

    target: str
    why: str
    sign: str = ""


@cache
def synonyms() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("synonyms.toml").read_text(encoding="utf-8"))


def plain(text: str) -> str:
    """Without case, umlauts, blanks and signs: how headings and words are compared."""
    return re.sub(r"[^a-z0-9]", "", text.casefold().translate(_UMLAUTS))


@cache
def _headings(kind: str) -> tuple[dict[str, tuple[str, str]], tuple[tuple[str, str, str], ...]]:
    exact: dict[str, tuple[str, str]] = {}
    starts: list[tuple[str, str, str]] = []
    for target, said in synonyms()["heading"][kind].items():
        for word in (target, *said["words"]):
            exact.setdefault(plain(word), (target, word))
        starts += [(plain(word), target, word) for word in said.get("starts", ())]
    return exact, tuple(starts)


def fields_of(kind: str) -> tuple[str, ...]:
    return tuple(synonyms()["heading"][kind])


def heading_of(kind: str, target: str) -> str:
    """The heading under which a field goes out, so that it is known when it comes in again."""
    return str(synonyms()["heading"][kind][target]["words"][0])


def field_of_heading(heading: str, kind: str) -> tuple[str, str] | None:
    """The field that a heading names, and the word by which it is known."""
    exact, starts = _headings(kind)
    variants = [heading, heading.split(" · ")[-1]]
    for variant in variants:
        for text in (plain(variant), plain(_NUMBERED.sub("", variant))):
            if text in exact:
                return exact[text]
    whole = plain(heading)
    return next(((target, word) for start, target, word in starts if whole.startswith(start)), None)


@cache
def is_known_heading(text: str) -> bool:
    return (len(text) <= 60 and any(field_of_heading(text, kind) for kind in KINDS)) or is_private(text)


def is_private(heading: str) -> bool:
    """Whether a column with this heading is about persons."""
    said = synonyms()["private"]
    parts = [plain(heading), *(plain(part) for part in re.split(r" [·/] ", heading))]
    if any(plain(word) in parts[0] for word in said["except"]):
        return False
    words = {plain(word) for word in said["words"]}
    bare = {*parts, plain(_NUMBERED.sub("", heading))}
    starts = tuple(plain(start) for start in said["starts"])
    return bool(bare & words) or any(part.startswith(starts) for part in parts)


def shape_of(cells: Iterable[str]) -> str:
    """What nearly all values of a column look like, or nothing."""
    filled = list(islice((cell for cell in cells if cell), SAMPLE))
    if not filled:
        return ""
    for name, looks in _SHAPES.items():
        if sum(bool(looks(cell)) for cell in filled) >= SHARE * len(filled):
            return name
    return ""


def column(table: Table, at: int) -> Iterable[str]:
    return (line.cells[at] for line in table.lines)


def likely_kind(table: Table) -> str:
    """Organisations, offers or needs: whose main column is there, and whose words are found most."""

    def fit(kind: str) -> tuple[int, int]:
        found = [field_of_heading(heading, kind) for heading in table.headings]
        targets = {each[0] for each in found if each}
        telling = {
            "organisations": {"name", "short_name", "phone", "email"},
            "offers": {"title", "provider", "months", "places", "valid_from", "valid_to", "conditions"},
            "needs": {"label", "persons", "minimum", "maximum", "method"},
        }[kind]
        return len(targets & telling), len(targets)

    return max(KINDS, key=fit)


def propose(table: Table, kind: str) -> list[Proposal]:
    """One proposal for each column, in their order. No field is proposed twice unless columns can be joined."""
    found: list[Proposal] = []
    taken: set[str] = set()
    for at, heading in enumerate(table.headings):
        proposal = _proposal(table, at, heading, kind, taken)
        if proposal.target not in JOINABLE or _numbered_start(heading) == 0:
            taken.add(proposal.target)
        found.append(proposal)
    return found


def _numbered_start(heading: str) -> int:
    match = re.search(r"(\d{1,2})\)?$", heading)
    return int(match[1]) if match else 0


def _proposal(table: Table, at: int, heading: str, kind: str, taken: set[str]) -> Proposal:
    if is_private(heading):
        return Proposal(PRIVATE, "private", heading)
    shape = shape_of(column(table, at))
    named = field_of_heading(heading, kind)
    if named and named[0] not in taken and _agrees(named[0], shape):
        return Proposal(named[0], "heading", named[1])
    by_shape = _FIELD_OF_SHAPE[kind].get(shape, "")
    enough = by_shape != "territory" or sum(1 for cell in column(table, at) if cell) >= FEWEST_KEYS
    if by_shape and enough and by_shape not in taken and not _named_elsewhere(table, at, kind, by_shape):
        return Proposal(by_shape, "shape", shape)
    return Proposal(DETAIL, "rest")


def _agrees(target: str, shape: str) -> bool:
    """A heading is not believed when all values say otherwise."""
    contradictions = {
        "name": {"mail", "day", "phone", "municipality_key"},
        "title": {"mail", "day", "municipality_key"},
        "label": {"mail", "day", "municipality_key"},
        "phone": {"mail", "web", "day"},
        "email": {"web", "phone", "day", "number"},
        "website": {"mail", "day", "phone"},
        "persons": {"mail", "web", "day"},
        "months": {"day", "mail"},
        "territory": {"mail", "web", "day", "phone"},
        "minimum": {"day"},
        "maximum": {"day"},
    }
    return shape not in contradictions.get(target, set())


def _named_elsewhere(table: Table, at: int, kind: str, target: str) -> bool:
    others = (heading for other, heading in enumerate(table.headings) if other != at)
    return any((field_of_heading(heading, kind) or ("",))[0] == target for heading in others)


def word_of(
    cell: str, field: str, heading: str, names: Mapping[str, Sequence[str]]
) -> tuple[str, bool] | None:
    """What a word in a cell means: a key of ``names`` and whether that is sure. ``names``: key → its own names."""
    said = next((keys for head, keys in synonyms()["key"].items() if plain(head) == plain(heading)), None)
    if said is not None:
        meant = said.get(cell.strip()) or (said.get("") if cell.strip() else None)
        if meant and (meant["word"] in names or not names):
            return meant["word"], not meant.get("unsure", False)
    wanted = plain(cell)
    if not wanted:
        return None
    for key, own in names.items():
        if wanted in {plain(key), *map(plain, own)}:
            return key, True
    for key, words in synonyms()["word"].get(field, {}).items():
        if wanted in map(plain, words) and key in names:
            return key, True
    return _contained(wanted, field, names)


def _contained(wanted: str, field: str, names: Mapping[str, Sequence[str]]) -> tuple[str, bool] | None:
    """One known word inside a longer one: a guess."""
    known = {
        plain(word): key
        for key, own in names.items()
        for word in (*own, *synonyms()["word"].get(field, {}).get(key, ()))
    }
    hits = {key for word, key in known.items() if len(word) >= 5 and (word in wanted or wanted in word)}
    return (hits.pop(), False) if len(hits) == 1 and len(wanted) >= 4 else None
