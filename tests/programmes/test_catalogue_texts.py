"""German wording: complete, used, and no leftover English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from staffelstab.programmes import catalogue
from staffelstab.programmes.catalogue_reading import facts
from staffelstab.programmes.catalogue_texts import catalogue_texts, read_catalogue_texts
from staffelstab.programmes.errors import ProgrammeDataError


def said_by_the_catalogue() -> Iterator[tuple[str, str]]:
    for entry in facts().content["entries"]:
        yield from (("conditions", sentence) for sentence in entry["other_conditions"] or ())
        yield from (("risks", sentence) for sentence in entry["loop_or_dead_end_risk"] or ())
        yield from (("share_bases", o["share_basis"]) for o in entry["outcomes"] if o.get("share_basis"))
        for state in entry["versions"]:
            yield from (("legal_states", note) for note in [state.get("note")] if note)
            yield from (("access_notes", a["note"]) for a in state["access"].values() if a.get("note"))
    for pathway in facts().content["typical_pathways"]:
        yield from (("known_patterns", point) for point in pathway["weak_points"])
    for known in (*facts().content["known_dead_ends"], *facts().content["known_loops"]):
        yield "known_patterns", known["reason"]


def test_every_sentence_has_a_german_wording_and_none_is_left_over() -> None:
    worded = {(kind, english) for kind, all_of_it in catalogue_texts().kinds.items() for english in all_of_it}
    assert worded == set(said_by_the_catalogue())


def test_german_differs_from_english() -> None:
    for sentences in catalogue_texts().kinds.values():
        for english, sentence in sentences.items():
            assert sentence.text.de != english or english.startswith("§")


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_sentence_names_the_key_of_an_entry(language: str) -> None:
    keys = "|".join(entry["key"] for entry in facts().content["entries"])
    for sentences in catalogue_texts().kinds.values():
        for sentence in sentences.values():
            assert not re.search(rf"\b({keys})\b", sentence.text.in_language(language))


def test_offers_speak_the_language_asked_for() -> None:
    german = {sentence for offer in catalogue.offers("de") for sentence in (*offer.conditions, *offer.risks)}
    english = {sentence for offer in catalogue.offers("en") for sentence in (*offer.conditions, *offer.risks)}
    assert not german & english


def test_a_missing_wording_is_refused_with_file_and_advice(tmp_path: Path) -> None:
    file = tmp_path / "texts.yaml"
    empty = "\n".join(f"{kind}: []" for kind in catalogue_texts().kinds)
    file.write_text(f"format: staffelstab-catalogue-texts/1\nlicence: test\n{empty}\n", encoding="utf-8")
    with pytest.raises(
        ProgrammeDataError, match=r"texts\.yaml, line \d+: .*no German wording.*Add it under risks"
    ):
        read_catalogue_texts(file).say("risks", "something new", "de")
