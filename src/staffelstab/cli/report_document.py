"""A report as one JSON document: every field of the data, and the sentences that belong to it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any

from staffelstab.engine.check import Finding, Report
from staffelstab.engine.model import Pathway
from staffelstab.engine.wording import Words

FORMAT, VERSION = "staffelstab-report", 1


def report_document(words: Words, report: Report, pathway: Pathway, file: str) -> dict[str, Any]:
    document = plain(report)
    document["findings"] = [told(words, finding, pathway) for finding in report.findings]
    return {
        "format": FORMAT,
        "version": VERSION,
        "file": file,
        "title": pathway.title,
        "language": words.language,
        "summary": list(words.report_summary(report, pathway)),
        **document,
    }


def told(words: Words, finding: Finding, pathway: Pathway) -> dict[str, Any]:
    """A finding with its sentences."""
    return {
        **plain(finding),
        "title": words.title(finding, pathway),
        "text": words.finding(finding, pathway),
        "rests_on": words.rests_on(finding),
        "story": list(words.story(finding, pathway)),
    }


def plain(value: Any) -> Any:
    """Data classes become objects, tuples lists, dates ISO dates, words of an enumeration plain words."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value
