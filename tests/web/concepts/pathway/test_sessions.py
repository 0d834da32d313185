"""Kept checks answer as new ones do, are few, and are never in two hands at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from staffelstab.engine.check import Question, Report, check
from staffelstab.engine.model import Pathway
from staffelstab.programmes import districts
from staffelstab.web.concepts.pathway.sessions import Sessions


def musterkreis() -> tuple[Pathway, Question]:
    pathway = districts.load("musterkreis")
    assert pathway.date is not None
    return pathway, Question(pathway.date)


def without_arrow(pathway: Pathway, number: int) -> Pathway:
    arrows = pathway.concept.transitions
    kept = (*arrows[:number], *arrows[number + 1 :])
    return replace(pathway, concept=replace(pathway.concept, transitions=kept))


def test_the_next_edit_and_another_question_are_answered_as_by_a_new_check() -> None:
    pathway, question = musterkreis()
    sessions = Sessions(2)
    for edited in (pathway, without_arrow(pathway, 3), pathway):
        assert sessions.report("concept", edited, question) == check(edited, question)
    here = replace(question, places=(pathway.places[0].key,))
    assert sessions.report("concept", pathway, here) == check(pathway, here)


def test_only_the_sessions_used_last_are_kept() -> None:
    pathway, question = musterkreis()
    sessions = Sessions(2)
    for name in ("a", "b", "a", "c"):
        sessions.report(name, pathway, question)
    assert len(sessions) == 2
    assert sessions._take("b") is None
    assert sessions._take("a") is not None


def test_threads_with_edits_of_the_same_concept_get_their_own_answers() -> None:
    pathway, question = musterkreis()
    edits = [without_arrow(pathway, number) for number in (0, 5, 9, 13)]
    sessions = Sessions(2)

    def ask(edited: Pathway) -> Report:
        return sessions.report("concept", edited, question)

    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(ask, edits))
    assert reports == [check(edited, question) for edited in edits]
