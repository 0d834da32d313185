"""Offers as sentences: who may enter, what is different afterwards."""

from __future__ import annotations

import datetime as dt

from staffelstab.engine.model import (
    AccessRule,
    ClockLimit,
    Condition,
    Effect,
    Offer,
    Outcome,
    Pathway,
    Period,
    Verdict,
)
from staffelstab.engine.wording import Words
from tests.engine.wording.lindental import DAY, lindental

PATHWAY: Pathway = lindental()
DE, EN = Words("de"), Words("en")


def test_entry_conditions_read_as_one_sentence() -> None:
    said = DE.access(PATHWAY.offer("schule"), PATHWAY, DAY)
    assert said == (
        "Aufgenommen wird, wer mindestens Deutsch A2 hat und 17 bis 27 Jahre alt ist.",
        "Begonnen werden kann nur im Februar oder August.",
    )


def test_the_same_in_english() -> None:
    assert EN.access(PATHWAY.offer("schule"), PATHWAY, DAY)[0] == (
        "Admitted is everybody who has at least German A2 and is 17 to 27 years old."
    )


def test_conditions_with_the_same_verb_share_it_and_who_is_left_out_is_named() -> None:
    assert DE.access(PATHWAY.offer("ausbildung"), PATHWAY, DAY) == (
        "Aufgenommen wird, wer als Aufenthaltsstatus »Duldung« oder »Aufenthaltserlaubnis«, "
        "mindestens Deutsch A2 und mindestens »Erster Schulabschluss« hat.",
        "Keinen Zugang gibt es bei Aufenthaltsstatus »Duldung mit Arbeitsverbot«.",
    )


def test_every_verdict_is_said_and_the_surest_stands_first() -> None:
    said = DE.access(PATHWAY.offer("erlaubnis"), PATHWAY, DAY)
    assert said == (
        "Einen Anspruch auf Aufnahme hat, wer als Aufenthaltsstatus »Aufenthaltserlaubnis« hat.",
        "Unter Bedingungen aufgenommen wird, wer als Aufenthaltsstatus »Duldung« hat "
        "und bei Aufenthalt auf mindestens 3 Jahre kommt.",
        "Nach Ermessen der Behörde kann aufgenommen werden, "
        "wer als Aufenthaltsstatus »Duldung mit Arbeitsverbot« hat.",
        "Dazu: Nur nach Klärung der Identität.",
        "Vor der Aufnahme zu klären: Die Identität muss geklärt sein.",
    )


def test_what_all_rules_demand_is_said_once() -> None:
    german = {"language": ("A2", "B1")}
    rules = (
        AccessRule(Verdict.OPEN, Condition({**german, "status": ("duldung",)})),
        AccessRule(Verdict.UNKNOWN, Condition({**german, "status": ("erlaubnis",)})),
        AccessRule(Verdict.CLOSED, Condition({"status": ("arbeitsverbot",)})),
    )
    assert DE.access(Offer("x", {}, access=rules), PATHWAY, DAY) == (
        "Für alle gilt: Deutsch mindestens A2.",
        "Aufgenommen wird, wer als Aufenthaltsstatus »Duldung« hat.",
        "Nicht geklärt ist, ob aufgenommen wird, wer als Aufenthaltsstatus »Aufenthaltserlaubnis« hat.",
        "Nicht aufgenommen wird, wer als Aufenthaltsstatus »Duldung mit Arbeitsverbot« hat.",
    )


def test_only_rules_of_the_day_count() -> None:
    old = AccessRule(period=Period(None, dt.date(2022, 12, 31)))
    offer = Offer("x", {}, access=(old,))
    assert DE.access(offer, PATHWAY, dt.date(2022, 12, 31)) == ("Aufgenommen werden alle.",)
    assert DE.access(offer, PATHWAY, dt.date(2023, 1, 1)) == (
        "Am 01.01.2023 gibt es keine Regel, nach der jemand aufgenommen wird.",
    )


def test_clocks_periods_and_places() -> None:
    rule = AccessRule(
        when=Condition(clocks={"toleration": ClockLimit(6)}, begun_by={"stay": dt.date(2022, 12, 31)})
    )
    period = Period(dt.date(2020, 1, 1), dt.date(2027, 6, 30))
    offer = Offer("x", {}, access=(rule,), period=period, territory=("99001004", "unbekannt"))
    assert DE.access(offer, PATHWAY, DAY) == (
        "Aufgenommen wird, wer bei Duldungszeit auf mindestens 6 Monate kommt "
        "und bei Aufenthalt einen Beginn spätestens am 31.12.2022 hat.",
        "Das Angebot gibt es vom 01.01.2020 bis zum 30.06.2027.",
        "Aufgenommen wird nur, wer hier wohnt: Waldau und unbekannt.",
    )
    assert (
        DE.access(offer, PATHWAY.scales, DAY)[-1]
        == "Aufgenommen wird nur, wer hier wohnt: 99001004 und unbekannt."
    )


def test_outcomes_with_known_and_unknown_shares() -> None:
    assert DE.outcomes(PATHWAY.offer("vorkurs"), PATHWAY.scales) == (
        "Die Dauer beträgt 6 Monate.",
        "»A1 erreicht«: Deutsch steigt auf A1.",
        "Das erreichen 65,5 Prozent; Grundlage: Zählung der Volkshochschule 2025.",
        "Wenn es nicht gelingt, »A1 nicht erreicht«: an der Lage ändert sich nichts.",
        "Wie oft die übrigen Ergebnisse eintreten, ist nicht bekannt.",
    )


def test_outcomes_with_ladders_own_months_and_without_a_label() -> None:
    effects = (Effect("language", "B1", "A2"), Effect("status", "erlaubnis", "duldung"))
    outcomes = (Outcome("a", effects, months=7), Outcome("b", (Effect("language", "A1", "none"),), months=0))
    assert DE.outcomes(Offer("x", {}, months=12, outcomes=outcomes), PATHWAY.scales) == (
        "Die Dauer beträgt 12 Monate.",
        "Danach gilt: Deutsch steigt von mindestens A2 auf B1 und "
        "Aufenthaltsstatus wechselt von »Duldung« zu »Aufenthaltserlaubnis«.",
        "Dieses Ergebnis tritt nach 7 Monaten ein.",
        "Danach gilt: Deutsch steigt auf A1.",
        "Dieses Ergebnis tritt gleich zu Beginn ein.",
        "Wie viele das erreichen, ist nicht bekannt.",
    )


def test_handovers() -> None:
    assert DE.handover_missing(("hands_over", "within_days")) == (
        "Nicht geregelt ist: wer übergibt; in wie vielen Tagen sie geschieht."
    )
    assert DE.handover_missing(("consent", "procedure")) == (
        "Nicht geregelt ist: wie die Übergabe abläuft; wie die Einwilligung eingeholt wird."
    )
    everything = ("hands_over", "receives", "procedure", "papers", "within_days", "consent")
    assert DE.handover_missing(everything) == "Nicht geregelt ist: der ganze Ablauf."
    assert EN.handover_missing(()) == "The handover is completely settled."
