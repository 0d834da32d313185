"""Whether two entries mean the same thing: a similarity whose reasons can be said."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from staffelstab.engine.files.foreign.proposals import plain

ENOUGH = 0.82
MOST_CANDIDATES = 3
COMMON = 60
_LEGAL_FORMS = re.compile(
    r"(?i)\b(?:g?gmbh|mbh|e\.?\s?v\.?|eg|ag|kg|ohg|ug|gbr|kdör|aör|co|stiftung|rechtsfähige[rn]?)\b\.?"
)
_SHORT = {
    "str": "strasse", "bk": "berufskolleg", "vhs": "volkshochschule", "ki": "kommunalesintegrationszentrum",
    "jc": "jobcenter", "kr": "kreis", "u": "und", "f": "fuer", "d": "der", "st": "sankt", "ev": "evangelisch",
    "kath": "katholisch", "staedt": "staedtisch",
}  # fmt: skip
_EMPTY = frozenset({"und", "der", "die", "das", "des", "fuer", "im", "in", "am", "an", "von", "zu", "e", "v"})


@dataclass(frozen=True)
class Known:
    """Something that is there already. ``number``, ``street`` and ``site`` may be empty."""

    key: str
    name: str
    number: str = ""
    street: str = ""
    site: str = ""


@dataclass(frozen=True)
class Likeness:
    """``reasons``: number | name | spelling | similar | address | site."""

    key: str
    name: str
    score: float
    reasons: tuple[str, ...]


def words_of(name: str) -> tuple[str, ...]:
    """The words that tell a name from others: without legal form, abbreviations written out, in small letters."""
    text = _LEGAL_FORMS.sub(" ", name).casefold()
    parts = (plain(part) for part in re.split(r"[\s,.;:/()\"'„“»«–-]+", text))
    return tuple(_SHORT.get(part, part) for part in parts if part and part not in _EMPTY)


def street_of(*parts: str) -> str:
    """A street with its town, so that two spellings are equal."""
    text = " ".join(part for part in parts if part).casefold()
    return plain(re.sub(r"(?:straße|strasse|str\.?)(?=\W|\d|$)", "str", text))


def site_of(address: str) -> str:
    """The host of a website, without www."""
    match = re.match(r"(?i)(?:https?://)?(?:www\.)?([^/\s:?#]+)", address.strip())
    return match[1].casefold() if match else ""


@dataclass
class Register:
    """What is there, found by rare words, numbers, addresses; asking costs little however long the list is."""

    known: dict[str, Known] = field(default_factory=dict)
    _words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _by: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, thing: Known) -> None:
        words = words_of(thing.name)
        self.known[thing.key], self._words[thing.key] = thing, words
        for sign in self._signs(thing, words):
            self._by[sign].append(thing.key)

    @staticmethod
    def _signs(thing: Known, words: Sequence[str]) -> Iterable[tuple[str, str]]:
        yield "name", "".join(sorted(words))
        for kind in ("number", "street", "site"):
            if getattr(thing, kind):
                yield kind, getattr(thing, kind)
        for word in set(words):
            yield "word", word

    def like(self, asked: Known) -> list[Likeness]:
        """The most similar ones, most similar first; the same key is never similar to itself."""
        words = words_of(asked.name)
        near: dict[str, None] = {}
        for sign in self._signs(asked, words):
            keys = self._by.get(sign, ())
            if sign[0] != "word" or len(keys) <= COMMON:
                near.update(dict.fromkeys(keys[:COMMON]))
        found = [self._compared(asked, words, key) for key in near if key != asked.key]
        good = [likeness for likeness in found if likeness is not None]
        return sorted(good, key=lambda each: (-each.score, each.key))[:MOST_CANDIDATES]

    def _compared(self, asked: Known, words: Sequence[str], key: str) -> Likeness | None:
        other = self.known[key]
        reasons = [kind for kind in ("number", "street", "site") if _same(asked, other, kind)]
        if asked.number and other.number and asked.number != other.number:
            return None
        score = _score(asked.name, other.name, words, self._words[key])
        if score >= ENOUGH:
            reasons.insert(0, "name" if asked.name == other.name else "spelling" if score >= 1 else "similar")
        if "number" in reasons:
            return Likeness(key, other.name, 1.0, tuple(reasons))
        if score >= ENOUGH:
            return Likeness(key, other.name, min(1.0, score), tuple(reasons))
        if reasons and score >= 0.45:
            return Likeness(key, other.name, min(1.0, score + 0.2), tuple(reasons))
        return None


def _same(one: Known, other: Known, kind: str) -> bool:
    return bool(getattr(one, kind)) and getattr(one, kind) == getattr(other, kind)


def _score(name: str, other: str, words: Sequence[str], others: Sequence[str]) -> float:
    if name == other or (words and sorted(words) == sorted(others)):
        return 1.0
    mine, theirs = " ".join(sorted(words)), " ".join(sorted(others))
    if _digits(name) != _digits(other) or not mine or not theirs:
        return 0.0
    shorter, longer = sorted((len(mine), len(theirs)))
    if shorter * 2 < longer:
        return 0.0
    matcher = difflib.SequenceMatcher(None, mine, theirs, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= 0.45 else 0.0


def _digits(name: str) -> list[str]:
    """Numbers tell things apart: course 1 is not course 2."""
    return re.findall(r"\d+|\b[ABC][12]\b|\b[IVX]+\b", name)
