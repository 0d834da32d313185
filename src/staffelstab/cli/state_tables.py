"""The answer for a whole Land as text, as CSV and as one JSON document."""

from __future__ import annotations

import csv
import io
import shlex
from collections import Counter
from collections.abc import Iterator
from typing import Any

from staffelstab.cli.report_document import plain
from staffelstab.cli.terminal import Terminal
from staffelstab.engine.check import DistrictReport, LandFinding, Severity, StateReport

FORMAT, VERSION = "staffelstab-state-report", 1
TOP = 12
"""Lines of findings that the terminal shows; the JSON document has them all."""
NAME_WIDTH = 34
NUMBERS = (
    "profiles",
    "at_goal",
    "with_way",
    "with_way_if_strict",
    "with_way_if_lenient",
)


def print_state(terminal: Terminal, report: StateReport, source: str) -> None:
    say, texts = terminal.say, terminal.texts
    terminal.paragraph(say("state.heading", source=source, date=texts.date(report.question.date)))
    terminal.out()
    terminal.paragraph(" ".join(_summary(terminal, report)))
    if not report.districts:
        return
    terminal.out("\n" + _row(terminal, tuple(say(f"state.column_{name}") for name in _COLUMNS)))
    for district in report.worst(len(report.districts)):
        terminal.out(_row(terminal, _cells(terminal, district)))
    if report.findings:
        terminal.out("\n" + say("state.findings", shown=str(min(TOP, len(report.findings)))))
    for number, line in enumerate(report.findings[:TOP], 1):
        _print_line(terminal, number, line, report)
    if report.findings:
        terminal.out()
        terminal.paragraph(say("state.explain", source=shlex.quote(source)))


def land_title(terminal: Terminal, line: LandFinding, report: StateReport) -> str:
    """What was found, told by its first example."""
    key, name = line.example
    example = report.district(key)
    finding = example.report.finding(name) if example else None
    return terminal.words.title(finding, example.district.pathway) if example and finding else name


def _summary(terminal: Terminal, report: StateReport) -> Iterator[str]:
    say, texts = terminal.say, terminal.texts
    counts = {"districts": len(report.districts), "places": report.places, "profiles": report.profiles}
    yield say("state.checked", **{name: texts.number(n) for name, n in counts.items()})
    if report.profiles:
        share = texts.percent(report.with_way / report.profiles)
        yield say("state.ways", with_way=texts.number(report.with_way), percent=share)
        readings = (report.with_way_if_strict, report.with_way_if_lenient)
        yield say("state.readings", strict=texts.number(readings[0]), lenient=texts.number(readings[1]))
    persons = report.persons
    if persons.minimum is not None or persons.maximum is not None:
        bounds = [texts.number(n) if n is not None else "?" for n in (persons.minimum, persons.maximum)]
        yield say("state.persons", minimum=bounds[0], maximum=bounds[1])
    if report.unchecked:
        yield say("state.not_whole", count=texts.number(len(report.unchecked)))


_COLUMNS = ("district", "places", "profiles", "without", "serious", "medium", "notice")
_WIDTHS = (NAME_WIDTH, 6, 10, 9, 7, 7, 8)


def _row(terminal: Terminal, cells: tuple[str, ...]) -> str:
    first = cells[0] if len(cells[0]) <= NAME_WIDTH else cells[0][: NAME_WIDTH - 1] + "…"
    rest = (cell.rjust(width) for cell, width in zip(cells[1:], _WIDTHS[1:], strict=True))
    return first.ljust(NAME_WIDTH) + " ".join(rest)


def _cells(terminal: Terminal, district: DistrictReport) -> tuple[str, ...]:
    texts, found = terminal.texts, _by_severity(district)
    return (
        district.name,
        texts.number(district.report.places),
        texts.number(district.report.profiles),
        f"{texts.percent(district.without_way)} %",
        *(texts.number(found[severity]) for severity in Severity),
    )


def _by_severity(district: DistrictReport) -> Counter[Severity]:
    return Counter(finding.severity for finding in district.report.findings)


def _print_line(terminal: Terminal, number: int, line: LandFinding, report: StateReport) -> None:
    text = terminal.say(
        "state.finding",
        number=str(number),
        code=terminal.words.code(line.code),
        severity=terminal.words.severity(line.severity),
        title=land_title(terminal, line, report),
        districts=terminal.texts.number(len(line.districts)),
        all=terminal.texts.number(len(report.districts)),
        profiles=terminal.texts.number(line.profiles),
        example=f"{line.example[0]}: {line.example[1]}",
    )
    terminal.paragraph(text, indent="    ", first="")


def as_csv(terminal: Terminal, report: StateReport) -> bytes:
    """A row per place; German numbers and separators where the language is German."""
    is_german = terminal.texts.language == "de"
    table = io.StringIO()
    writer = csv.writer(table, delimiter=";" if is_german else ",", lineterminator="\r\n")
    columns = ("district_key", "district", "place_key", "place", "profiles", "with_way", "without")
    headings = (*columns, *(severity.value for severity in Severity))
    writer.writerow(terminal.say(f"state.csv_{name}") for name in headings)
    for district in report.districts:
        found = _by_severity(district)
        called = {place.key: place.name for place in district.district.pathway.places}
        each = district.report.profiles // max(1, district.report.places)
        for key, with_way in district.report.with_way_by_place.items():
            share = f"{(each - with_way) / each * 100:.1f}" if each else ""
            writer.writerow(
                (
                    *map(_as_text, (district.key, district.name, key, called.get(key, ""))),
                    each,
                    with_way,
                    share.replace(".", ",") if is_german else share,
                    *(found[severity] for severity in Severity),
                )
            )
    return table.getvalue().encode("utf-8-sig")


def _as_text(text: str) -> str:
    """A name that a table program would take for a formula stays a name."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def state_document(terminal: Terminal, report: StateReport, source: str) -> dict[str, Any]:
    """Numbers of the Land, its findings, and per district numbers and findings without their stories."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "source": source,
        "language": terminal.words.language,
        "question": plain(report.question),
        "places": report.places,
        **{name: getattr(report, name) for name in NUMBERS},
        "persons": plain(report.persons),
        "findings": [
            {**plain(line), "title": land_title(terminal, line, report)} for line in report.findings
        ],
        "districts": [_district_document(terminal, district) for district in report.districts],
        "unchecked": [
            {"name": part.name, "problems": [terminal.words.problem(p) for p in part.problems]}
            for part in report.unchecked
        ],
    }


def _district_document(terminal: Terminal, district: DistrictReport) -> dict[str, Any]:
    report, pathway = district.report, district.district.pathway
    return {
        "key": district.key,
        "name": district.name,
        "places": report.places,
        **{name: getattr(report, name) for name in NUMBERS},
        "with_way_by_place": dict(report.with_way_by_place),
        "persons": plain(report.persons),
        "findings": [
            {
                "name": f.name,
                "code": f.code.value,
                "kind": f.kind,
                "severity": f.severity.value,
                "title": terminal.words.title(f, pathway),
                "profiles": f.profiles.count,
                "persons": plain(f.persons),
            }
            for f in report.findings
        ],
    }
