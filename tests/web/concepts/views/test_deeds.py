"""After a deed the page says what became of the findings."""

from __future__ import annotations

from dataclasses import replace

from staffelstab.web.concepts.pathway import Telling, Told
from staffelstab.web.concepts.views.deeds import settled

STUCK = Told(
    name="dead-end.no-transition.werkstatt",
    title="Nach »Werkstatt« fehlt ein Übergang",
    sentence="",
    code="dead-end",
    severity="serious",
    severity_word="schwer",
    persons="272 Personen",
    profiles="",
    stations=("werkstatt",),
    transition=None,
)
BEFORE = Telling(findings=(STUCK,))


def test_a_finding_that_is_gone_is_settled() -> None:
    assert settled(STUCK.name, BEFORE, Telling()) == "Der Befund ist erledigt."


def test_a_finding_that_stays_for_others_is_named_with_who_is_left() -> None:
    after = Telling(findings=(replace(STUCK, persons="höchstens 50 Personen"),))
    said = settled(STUCK.name, BEFORE, after)
    assert (
        said
        == "Der Befund ist noch nicht erledigt: Nach »Werkstatt« fehlt ein Übergang (höchstens 50 Personen)."
    )


def test_nothing_is_said_of_findings_that_were_not_there() -> None:
    """Deeds from the drawing name no finding, and an invented name must not reach the page."""
    assert settled("", BEFORE, Telling()) == ""
    assert settled("<b>", BEFORE, Telling()) == ""


def test_nothing_is_said_when_the_concept_can_no_longer_be_checked() -> None:
    assert settled(STUCK.name, BEFORE, Telling(problems=("A station is missing.",))) == ""
