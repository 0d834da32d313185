"""The few words of an exported drawing that are not in the file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def words_in(language: str) -> Mapping[str, str]:
    """KeyError for a language that has none."""
    text = resources.files(__package__).joinpath("drawing_words.toml").read_text(encoding="utf-8")
    words: Mapping[str, str] = tomllib.loads(text)[language]
    return words
