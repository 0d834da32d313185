"""Changes and repairs in words."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from staffelstab.engine.model import Place, Transition, TransitionState
from staffelstab.engine.plan import (
    AddOffer,
    AgreeTransition,
    ChangeKind,
    ExtendTerritory,
    MakeEntryPoint,
    aftermath,
    repair,
)
from staffelstab.engine.wording import Language, Words
from staffelstab.engine.wording.texts import templates
from tests.engine.plan.test_known_repairs import SECOND, ladder
from tests.engine.towns import TOWN, asked

LANGUAGES: tuple[Language, ...] = ("de", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_change_has_a_sentence(language: Language) -> None:
    assert {f"repair.change.{kind}" for kind in ChangeKind} <= set(templates(language))


def test_changes_in_german() -> None:
    pathway = ladder(places=(TOWN, Place("99001002", "Berg")))
    drawn = Transition("first", "job", TransitionState.POSSIBLE)
    concept = replace(pathway.concept, transitions=(*pathway.concept.transitions, drawn))
    sentences = Words("de").changes(
        (
            AgreeTransition("first", "second"),
            AgreeTransition("first", "job", is_drawn=True),
            MakeEntryPoint("job"),
            ExtendTerritory("job", TOWN.key),
            ExtendTerritory("job", "99001002"),
            AddOffer("other", replace(SECOND, key="other", title={"de": "Kurs"})),
        ),
        replace(pathway, concept=concept),
    )
    assert sentences == (
        "Einen Übergang von »first« zu »second« vereinbaren.",
        "Den Übergang von »first« zu »job« vereinbaren; eingezeichnet ist er schon, als möglich.",
        "»job« zum Einstieg machen, sodass man dort beginnen kann.",
        "»Kurs« als Station aufnehmen, mit Einstieg und den naheliegenden Übergängen.",
        "»job« auch für Aue und Berg öffnen.",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_shows_an_unfilled_place(language: Language) -> None:
    pathway, words = ladder("L1", "L2"), Words(language)
    proven = repair(pathway, asked(pathway))
    for found in (proven, repair(pathway, asked(pathway), cancelled=lambda: True)):
        sentences = [
            words.repair_heading(found, pathway),
            *words.repair(found, pathway),
            *words.alternatives(replace(found, alternatives=(found.changes[:1],)), pathway),
            *words.aftermath(aftermath(pathway, asked(pathway), found)),
        ]
        assert not re.search(r"[{}]", " ".join(sentences))
        assert all(sentence.strip() for sentence in sentences)


def test_an_interrupted_search_does_not_claim_a_proof() -> None:
    pathway, words = ladder(), Words("de")
    found = replace(repair(pathway, asked(pathway)), is_minimal=False, at_least=0)
    said = " ".join(words.repair(found, pathway))
    assert "Bewiesen ist nur, dass es mindestens einen Aufwand von 0 braucht." in said
    assert "geht es nicht" not in said
