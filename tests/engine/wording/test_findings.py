"""Findings as plain statements, from the check itself and for every kind there is."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffelstab.engine.check import (
    KINDS,
    ClosedDoor,
    Code,
    Finding,
    Persons,
    ProfileSet,
    Question,
    Reason,
    Report,
    check,
)
from staffelstab.engine.model import Agreement, Funding, Pathway, Period, Reading, TransitionState
from staffelstab.engine.wording import Language, Words
from tests.engine.wording.lindental import DAY, EVERY_PLACE, lindental, made_up, some_profiles, witness

EVERY_KIND = [(code, kind) for code, kinds in KINDS.items() for kind in kinds]
PATHWAY = lindental()
DE, EN = Words("de"), Words("en")
CODE_WORDS = re.compile(r"[{}]|  |None|\bTrue\b|»«|“”| [.,;:]|\.\.|: \.")


@pytest.fixture(scope="module")
def report() -> Report:
    return check(PATHWAY, Question(DAY))


def found(report: Report, name: str) -> Finding:
    finding = report.finding(name)
    assert finding is not None, name
    return finding


def everything_said(words: Words, finding: Finding, pathway: Pathway) -> list[str]:
    rows = words.story_table(finding, pathway)
    return [
        words.title(finding, pathway),
        words.finding(finding, pathway),
        words.rests_on(finding),
        *words.story(finding, pathway),
        *(row.offer for row in rows),
        *(row.changes for row in rows),
        *(row.situation for row in rows),
    ]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(("code", "kind"), EVERY_KIND)
def test_every_kind_can_be_said(language: Language, code: Code, kind: str) -> None:
    bare: dict[str, object] = {
        "witness": None,
        "group": {},
        "funding": None,
        "stations": (),
        "transition": None,
        "missing_parts": (),
    }
    for finding in (made_up(code, kind), made_up(code, kind, witness=None), made_up(code, kind, **bare)):
        assert all(everything_said(Words(language), finding, PATHWAY))
    for text in everything_said(Words(language), made_up(code, kind), PATHWAY):
        assert not CODE_WORDS.search(text), text


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("reading", list(Reading))
def test_whatever_the_check_finds_is_said_without_code_words(language: Language, reading: Reading) -> None:
    for state in TransitionState:
        for finding in check(PATHWAY, Question(DAY, reading, state)).findings:
            for text in everything_said(Words(language), finding, PATHWAY):
                assert text and not CODE_WORDS.search(text), (finding.name, text)


def test_a_parked_person(report: Report) -> None:
    assert DE.finding(found(report, "dead-end.no-transition.vorkurs"), PATHWAY) == (
        "Wer »Vorkurs« hinter sich hat, kann dort stehen bleiben: Von hier ist kein Übergang vorgesehen, der "
        "weiterhilft. Zum Beispiel mit Deutsch A1: »Abendkurs Deutsch« wäre offen, aber von hier ist kein "
        "Übergang dorthin vorgesehen. Betroffen: 48 von 144 geprüften Lagen, Personenzahl unbekannt. "
        "Das ist jede Lage mit: Deutsch »unter A1«."
    )


def test_a_gap_names_its_group_its_nearest_door_and_its_persons(report: Report) -> None:
    gap = found(report, "gap.never.arbeitsverbot")
    assert DE.title(gap, PATHWAY) == "Kein Weg zum Ziel (Duldung mit Arbeitsverbot)"
    assert DE.finding(gap, PATHWAY) == (
        "Wer so beginnt, kommt auf keinem Weg zu einem Ziel: Aufenthaltsstatus »Duldung mit Arbeitsverbot«. "
        "Zum Beispiel nach »Schulabschlusslehrgang«: »Beschäftigungserlaubnis« öffnet sich nicht: über den "
        "Zugang entscheidet die Behörde nach Ermessen, das gilt in dieser Lesart nicht als offen "
        "(dazu: Nur nach Klärung der Identität). Betroffen: 48 von 144 geprüften Lagen, "
        "35 Personen. Das ist jede Lage mit: Aufenthaltsstatus »Duldung mit Arbeitsverbot«."
    )


def test_a_gap_in_a_part_of_the_group_says_so(report: Report) -> None:
    said = DE.finding(found(report, "gap.never.duldung"), PATHWAY)
    assert said.startswith(
        "Wer so beginnt, kommt aus manchen Lagen zu keinem Ziel: Aufenthaltsstatus »Duldung«."
    )
    assert said.endswith("Das ist jede Lage mit: Aufenthaltsstatus »Duldung«; in Steinach und Waldau.")


def test_waiting_says_how_long_and_for_what(report: Report) -> None:
    waiting = found(report, "waiting.law.schule")
    assert DE.title(waiting, PATHWAY) == "17 Monate warten nach »Schulabschlusslehrgang«: Frist"
    assert (
        "zum Beispiel 17 Monate, weil eine Frist läuft. Dann geht es weiter mit »Beschäftigungserlaubnis«."
        in (DE.finding(waiting, PATHWAY))
    )


def test_waiting_at_the_start_names_no_station() -> None:
    waiting = made_up(Code.WAITING, "law", stations=("schule",), group={})
    assert DE.title(waiting, PATHWAY) == "Gleich zu Beginn 7 Monate warten: Frist"
    assert DE.finding(waiting, PATHWAY).startswith(
        "Wer gerade erst beginnt, muss zu lange auf den ersten Schritt warten"
    )


def test_an_unreachable_offer_counts_nobody(report: Report) -> None:
    said = DE.finding(found(report, "no-way-in.never-entered.direkt"), PATHWAY)
    assert "innerhalb von 2 Jahren" in said
    assert "Betroffen" not in said


def test_a_funding_names_its_end_and_what_is_lost() -> None:
    without_doors = replace(witness(), closed_doors=())
    lost = made_up(Code.AFTER_FUNDING, "gap-opens", stations=("vorkurs", "vorkurs"), witness=without_doors)
    said = DE.finding(lost, PATHWAY)
    assert "Nach dem Ende der Förderung »Brücke Lindental« am 30.06.2028 öffnet sich eine Lücke." in said
    assert "Ohne die Förderung fiele zum Beispiel weg: »Vorkurs«." in said


def test_an_agreement_is_named_with_its_validity_and_the_parties() -> None:
    treaty = Agreement("kv", "Kooperation Lindental", ("vhs",), Period(None, DAY))
    pathway = replace(PATHWAY, agreements=(treaty,))
    ended = made_up(Code.HANDOVER_UNBACKED, "not-valid", agreement="kv")
    assert DE.finding(ended, pathway).startswith(
        "Der Übergang von »Abendkurs Deutsch« zu »Schulabschlusslehrgang« gilt als vereinbart, aber die Vereinbarung "
        "»Kooperation Lindental« gilt am Tag der Prüfung nicht, sondern bis zum 01.01.2027. Beteiligt sind: "
        "Volkshochschule Lindental und Werkstatt Lindental gGmbH."
    )
    absent = made_up(Code.HANDOVER_UNBACKED, "party-missing", organisations=("werk",))
    assert "nicht beide Seiten geschlossen. Es fehlt: Werkstatt Lindental gGmbH." in DE.finding(
        absent, pathway
    )


def test_double_funding_names_both_sources() -> None:
    offers = tuple(
        replace(o, funding={"vorkurs": "bruecke", "schule": "land"}.get(o.key)) for o in PATHWAY.offers
    )
    fundings = (*PATHWAY.fundings, Funding("land", "Landesmittel"))
    said = DE.finding(
        made_up(Code.DOUBLE_FUNDING, "same", group={}), replace(PATHWAY, offers=offers, fundings=fundings)
    )
    assert "aus zwei öffentlichen Quellen: »Brücke Lindental« und »Landesmittel«." in said


def test_the_story_of_an_available_offer_says_what_it_pretends() -> None:
    story = DE.story(made_up(Code.GAP_WITHOUT_MODULE, "would-close"), PATHWAY)
    assert story[0].startswith("Diese Geschichte tut so, als gehörte »Vorkurs« zum Gesamtkonzept")
    assert story[-1].startswith("Damit wäre am 01.09.2027 ein Ziel erreicht. Ohne »Vorkurs« führt")


def test_a_failure_is_named_as_one() -> None:
    stuck = made_up(Code.DEAD_END, "closed")
    assert stuck.witness is not None
    failed = replace(stuck.witness, way=(replace(stuck.witness.way[0], is_failure=True),))
    said = DE.finding(replace(stuck, witness=failed), PATHWAY)
    assert "Das gilt auch, wenn »Vorkurs« nicht gelingt." in said


@pytest.mark.parametrize(
    ("persons", "said"),
    [
        (Persons(), "Personenzahl unbekannt"),
        (Persons(0, None), "Personenzahl unbekannt"),
        (Persons(40, None), "mindestens 40 Personen"),
        (Persons(1, 1), "1 Person"),
        (Persons(0, 1200), "höchstens 1.200 Personen"),
        (Persons(None, 90), "höchstens 90 Personen"),
        (Persons(40, 90), "40 bis 90 Personen"),
        (Persons(0, 0), "nach den Bedarfszahlen keine Person"),
    ],
)
def test_persons(persons: Persons, said: str) -> None:
    assert DE.persons(persons) == said


def test_profiles_say_only_what_is_narrowed() -> None:
    assert DE.profiles(replace(some_profiles(), count=6000), PATHWAY) == "alle 6.000 geprüften Lagen"
    boxed = some_profiles(language=("A1", "A2"))
    assert DE.profiles(boxed, PATHWAY) == (
        "1.480 von 6.000 geprüften Lagen. Das ist jede Lage mit: Deutsch mindestens A1."
    )
    hull = replace(boxed, is_box=False, places=EVERY_PLACE[1:3])
    assert DE.profiles(hull, PATHWAY).endswith(
        "Gemeinsam ist ihnen: Deutsch mindestens A1; in Neuhof und Steinach."
    )


def test_many_places_are_counted() -> None:
    places = tuple(replace(PATHWAY.places[0], key=str(n)) for n in range(13))
    set_of_five = ProfileSet(5, 13, {}, {}, tuple(str(n) for n in range(5)), is_box=True)
    assert DE.profiles(set_of_five, replace(PATHWAY, places=places)).endswith("in 5 von 13 Orten.")


@pytest.mark.parametrize(
    ("opened", "said"),
    [
        (0, "Auch in der großzügigen Lesart hätte keine dieser Lagen"),
        (12, "In der großzügigen Lesart hätten 12 dieser 1.480 Lagen"),
        (1480, "In der großzügigen Lesart hätten alle diese Lagen"),
    ],
)
def test_a_gap_says_what_the_lenient_reading_would_change(opened: int, said: str) -> None:
    assert said in DE.rests_on(made_up(Code.GAP, "never", open_if_lenient=opened))


def test_other_findings_and_the_lenient_reading_itself_say_nothing_about_it() -> None:
    others = [made_up(Code.WAITING, "law"), made_up(Code.GAP, "never", reading=Reading.LENIENT)]
    for finding in others:
        said = DE.rests_on(replace(finding, rests_on_conditions=False))
        assert said.startswith("Der Befund beruht auf der") and "hätte" not in said


def test_conditions_that_nobody_checked_are_pointed_out() -> None:
    conditions = made_up(Code.WAITING, "law", rests_on_conditions=True)
    assert "bitte klären Sie sie vor Ort" in DE.rests_on(conditions)
    assert "bitte klären" not in DE.rests_on(replace(conditions, rests_on_conditions=False))


NEITHER = "»Vorkurs« oder »Schulabschlusslehrgang«"
REASONS = {
    "Deutsch ist A1, verlangt wird mindestens A2": Reason("attribute", "language", "A1", ("A2", "B1")),
    "Aufenthalt 6 Monate statt mindestens 3 Jahren": Reason("clock-minimum", "stay", "6", ("36",)),
    "Alter 28 Jahre statt höchstens 27 Jahren": Reason("clock-maximum", "age", "336", ("335",)),
    "Duldungszeit zählt noch nicht und müsste mindestens 6 Monate erreichen": Reason(
        "clock-minimum", "toleration", "", ("6",)
    ),
    "Aufenthalt müsste spätestens am 31.12.2022 begonnen haben": Reason(
        "begun-by", "stay", "2023-05-01", ("2022-12-31",)
    ),
    "das Recht lässt den Zugang zu, zurzeit wird aber niemand aufgenommen": Reason(
        "verdict", need=("suspended",)
    ),
    "die Regel gilt nur vom 01.08.2019 bis zum 30.06.2023": Reason(
        "law-period", need=("2019-08-01..2023-06-30",)
    ),
    "das Angebot gibt es nur bis zum 31.12.2027": Reason("offer-period", need=("..2027-12-31",)),
    "es beginnt nur im Februar oder August": Reason("start-month", need=("2", "8")),
    "es nimmt niemanden aus diesem Ort auf": Reason("place", have="99001001"),
    f"der Weg dorthin führt nur über {NEITHER}, und auch dort kommt niemand hin": Reason(
        "origin", need=("vorkurs", "schule")
    ),
    "eine Voraussetzung ist nicht erfüllt": Reason("something-new"),
    "es nimmt niemanden aus diesem Ort auf (dazu: nur Kreisgebiet)": Reason("place", note="nur Kreisgebiet."),
}


@pytest.mark.parametrize(("said", "reason"), REASONS.items())
def test_reasons(said: str, reason: Reason) -> None:
    assert DE.reason(reason, PATHWAY) == said


def test_doors() -> None:
    closed = Reason("place")
    missing = Reason("no-transition")
    assert DE.door(ClosedDoor("schule", True, ()), PATHWAY) == "»Schulabschlusslehrgang« öffnet sich nicht."
    assert DE.door(ClosedDoor("schule", True, (closed,)), PATHWAY) == (
        "»Schulabschlusslehrgang« öffnet sich nicht: es nimmt niemanden aus diesem Ort auf."
    )
    assert EN.door(ClosedDoor("schule", False, (missing,)), PATHWAY) == (
        "“School certificate course” would be open, but no transition to it is planned from here."
    )
    assert DE.door(ClosedDoor("schule", False, (missing, closed)), PATHWAY) == (
        "Zu »Schulabschlusslehrgang« ist kein Übergang vorgesehen, und auch mit Übergang bliebe es zu: "
        "es nimmt niemanden aus diesem Ort auf."
    )


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=12))
def test_no_title_of_a_file_can_break_a_sentence(title: str) -> None:
    offers = tuple(replace(offer, title={"de": title}) for offer in PATHWAY.offers)
    said = DE.finding(made_up(Code.DEAD_END, "closed"), replace(PATHWAY, offers=offers))
    assert f"»{title}«" in said
