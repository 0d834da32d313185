"""The sentences of the catalogue in the language asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from staffelstab.programmes.facts import Text
from staffelstab.programmes.reading import DATA, Document, read_document

FILE = DATA / "catalogue" / "texts.yaml"


@dataclass(frozen=True)
class Sentence:
    """`is_fact`: it informs; nobody has to check it before somebody may enter."""

    text: Text
    is_fact: bool


@dataclass(frozen=True)
class CatalogueTexts:
    """Sentences by kind (conditions, risks, access_notes …) and by their English wording."""

    document: Document
    kinds: Mapping[str, Mapping[str, Sentence]]

    def sentence(self, kind: str, english: str) -> Sentence:
        found = self.kinds[kind].get(english)
        if found is None:
            problem = f"There is no German wording for the sentence {english!r}."
            raise self.document.error(problem, f"Add it under {kind}.", kind)
        return found

    def say(self, kind: str, english: str | None, language: str) -> str:
        """The sentence in this language; an absent sentence stays empty."""
        return "" if not english else self.sentence(kind, english).text.in_language(language)


@cache
def catalogue_texts() -> CatalogueTexts:
    return read_catalogue_texts(FILE)


def read_catalogue_texts(file: Path) -> CatalogueTexts:
    document = read_document(file, "catalogue-texts-1.json")
    kinds = {
        kind: {item["en"]: _sentence(item) for item in items}
        for kind, items in document.content.items()
        if isinstance(items, list)
    }
    return CatalogueTexts(document, kinds)


def _sentence(item: Mapping[str, Any]) -> Sentence:
    return Sentence(Text(item["de"], item.get("say_en", item["en"])), item.get("is_fact", False))
