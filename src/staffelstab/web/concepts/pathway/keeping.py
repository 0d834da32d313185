"""Answers that take a while, kept in the cache that all processes share as long as question and engine are the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import cache

from staffelstab.web.concepts.pathway.checking import ENGINE_AGE, SECONDS_KEPT, Asked

Answer = TypeVar("Answer")


def kept(about: str, text: str, asked: Asked, make: Callable[[], Answer]) -> Answer:
    """`about` names what is asked; `text` is the document, as `Prepared.text`."""
    name = _name(about, text, asked)
    answer: Answer | None = cache.get(name)
    if answer is None:
        answer = make()
        cache.set(name, answer, SECONDS_KEPT)
    return answer


def known(about: str, text: str, asked: Asked) -> Any:
    """The answer if somebody asked before, else None. Nothing is worked out for it."""
    return cache.get(_name(about, text, asked))


def _name(about: str, text: str, asked: Asked) -> str:
    return hashlib.sha256(f"{ENGINE_AGE} {about} {asked!r} {text}".encode()).hexdigest()
