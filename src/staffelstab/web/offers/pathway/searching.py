"""Whom do the rules of many offers let in? Each set of rules is read once per process and asked once per search."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from staffelstab.web.kit.folding import fold
from staffelstab.web.offers.pathway.documents import ReadOffer, read_document
from staffelstab.web.offers.pathway.openness import ChosenSituation, state_of
from staffelstab.web.offers.pathway.sentences import entry_sentences

MOST_REMEMBERED = 20_000
RULES = ("access", "outcomes", "conditions")
_read: dict[str, ReadOffer] = {}

Definitions = Callable[[list[str]], Mapping[str, dict[str, Any]]]
"""From digests to a definition that has these rules."""


def remember_rules(digests: Iterable[str], definitions: Definitions) -> None:
    """Read what this process has not read yet."""
    asked = list(digests)
    if len(_read) + len(asked) > MOST_REMEMBERED:
        _read.clear()
    missing = [digest for digest in asked if digest not in _read]
    for digest, definition in definitions(missing).items() if missing else ():
        document: dict[str, Any] = {"key": "rules", "title": {"de": "rules"}}
        document |= {name: definition[name] for name in RULES if name in definition}
        _read[digest] = read_document(document)


def rules_that_answer(
    digests: Iterable[str], situation: ChosenSituation, states: Iterable[str], *, on: date
) -> set[str]:
    """The rules that give one of these answers to a situation on a day."""
    wanted = set(states)
    return {digest for digest in digests if state_of(_read[digest], situation, on=on) in wanted}


def rules_that_say(digests: Iterable[str], word: str, language: str, *, on: date) -> set[str]:
    """The rules whose sentences contain a folded word."""
    return {digest for digest in digests if word in _folded_sentences(digest, language, on)}


@lru_cache(maxsize=2 * MOST_REMEMBERED)
def _folded_sentences(digest: str, language: str, on: date) -> str:
    read = _read[digest]
    if read.offer is None:
        return fold(" ".join(read.complaints(language)))
    return fold(" ".join(entry_sentences(read.offer, language, on=on)))
