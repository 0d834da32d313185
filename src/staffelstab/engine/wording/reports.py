"""The whole report in a few sentences; "no finding" always says what was checked."""

from __future__ import annotations

from collections import Counter

from staffelstab.engine.check import Question, Report, Severity
from staffelstab.engine.model import Condition, Pathway
from staffelstab.engine.wording import names
from staffelstab.engine.wording import profiles as profile_words
from staffelstab.engine.wording import scales as scale_words
from staffelstab.engine.wording.texts import Texts


def report_summary(texts: Texts, report: Report, pathway: Pathway) -> tuple[str, ...]:
    if not report.profiles:
        return texts.say("report.nothing_checked"), *_asked(texts, report.question, pathway)
    return (
        *_result(texts, report, pathway),
        *_ways(texts, report),
        *_checked(texts, report, pathway),
        *_asked(texts, report.question, pathway),
    )


def _result(texts: Texts, report: Report, pathway: Pathway) -> list[str]:
    if not report.findings:
        return [texts.say("report.clean", waiting=texts.months(pathway.settings.waiting_months))]
    counts = Counter(finding.severity for finding in report.findings)
    parts = [texts.count(f"severity_count.{s}", counts[s]) for s in Severity if counts[s]]
    total = texts.count("report.findings", len(report.findings))
    return [total, texts.say("report.by_severity", parts=texts.all_of(parts))]


def _ways(texts: Texts, report: Report) -> list[str]:
    """How many profiles get through, and how far that depends on the reading."""
    total = texts.number(report.profiles)
    if report.with_way == report.profiles:
        lines = [texts.say("report.way_one" if report.profiles == 1 else "report.way_all", profiles=total)]
    elif report.with_way:
        count, percent = texts.number(report.with_way), texts.percent(report.with_way / report.profiles)
        lines = [texts.say("report.way_some", with_way=count, percent=percent, profiles=total)]
    else:
        lines = [texts.say("report.way_none", profiles=total)]
    if report.at_goal:
        lines.append(texts.say("report.at_goal", count=texts.number(report.at_goal)))
    if not report.with_way_if_strict == report.with_way == report.with_way_if_lenient:
        strict, lenient = texts.number(report.with_way_if_strict), texts.number(report.with_way_if_lenient)
        lines.append(texts.say("report.readings", strict=strict, lenient=lenient))
    if report.persons.minimum is not None or report.persons.maximum is not None:
        lines.append(texts.say("report.persons", persons=profile_words.persons(texts, report.persons)))
    return lines


def _checked(texts: Texts, report: Report, pathway: Pathway) -> list[str]:
    places = texts.count("report.places", max(report.places, 1))
    lines = [texts.say("report.profiles", places=places)]
    question = report.question
    only = scale_words.condition_parts(texts, Condition(values=question.only), pathway.scales)
    if question.places is not None:
        only.append(names.places(texts, pathway, question.places))
    told = texts.parts(part for part in only if part)
    return [*lines, texts.say("report.narrowed", only=told)] if told else lines


def _asked(texts: Texts, question: Question, pathway: Pathway) -> list[str]:
    reading, meaning = (
        texts.say(f"{table}.{question.reading}") for table in ("reading_in", "reading_meaning")
    )
    transitions = texts.say(f"transitions.{question.transitions}")
    lines = [
        texts.say("report.asked", date=texts.date(question.date), reading=reading, meaning=meaning),
        texts.say("report.transitions", transitions=transitions),
    ]
    return [*lines, texts.say("report.thorough")] if question.thorough else lines
