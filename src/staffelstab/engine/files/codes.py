"""Every kind of problem a file can have, with the arguments its sentence may use.

`staffelstab.engine.wording` has a German and an English sentence for each of them;
docs/reference/file-format.md lists them all.
"""

from __future__ import annotations

from collections.abc import Mapping

_ABOUT_THE_FILE: Mapping[str, tuple[str, ...]] = {
    "file-not-found": (),
    "file-unreadable": ("reason",),
    "file-too-large": ("size", "maximum"),
    "file-type-unknown": ("extension", "known"),
    "table-is-no-pathway": (),
    "export-only": ("extension", "known"),
    "empty-file": (),
    "not-a-mapping": ("found",),
    "not-utf8": (),
    "yaml-syntax": ("detail",),
    "json-syntax": ("detail",),
    "csv-syntax": ("detail",),
    "yaml-tag": ("tag",),
    "too-deep": ("maximum",),
    "too-many-entries": ("maximum",),
    "too-many-aliases": ("maximum",),
    "alias-loop": (),
    "wrong-format": ("found", "expected"),
    "wrong-version": ("found", "known"),
    "newer-version": ("found", "known"),
    "more-problems": ("shown",),
    "no-districts": (),
    "place-claimed": ("place", "other"),
}

_ABOUT_ONE_VALUE: Mapping[str, tuple[str, ...]] = {
    "missing-key": ("key",),
    "unknown-key": ("key", "suggestion", "known"),
    "wrong-type": ("expected", "found"),
    "wrong-choice": ("found", "allowed", "suggestion"),
    "wrong-date": ("found",),
    "date-out-of-range": ("found", "earliest", "latest"),
    "number-too-small": ("found", "minimum"),
    "number-too-large": ("found", "maximum"),
    "empty-text": (),
    "empty-list": (),
    "empty-limit": ("clock",),
    "bad-key": ("found",),
    "control-character": ("found",),
    "trimmed": ("found",),
    "personal-data": ("signs",),
}

_ABOUT_THE_CONTENT: Mapping[str, tuple[str, ...]] = {
    "duplicate-key": ("key", "list"),
    "duplicate-value": ("value",),
    "unknown-reference": ("kind", "found", "suggestion", "known"),
    "reserved-key": ("key",),
    "period-wrong-way": ("valid_from", "valid_to"),
    "range-wrong-way": ("minimum", "maximum"),
    "not-an-ordered-attribute": ("attribute",),
    "shares-above-one": ("sum",),
    "since-clock-maximum": ("clock",),
    "begun-by-since-clock": ("clock",),
    "only-for-since-clocks": ("clock", "key"),
    "clock-circle": ("clocks",),
    "clock-stated-twice": ("clock",),
    "too-many-profiles": ("count", "maximum"),
    "too-many-situations": ("count", "maximum"),
    "too-many-ways": ("maximum",),
    "not-a-station": ("offer",),
    "duplicate-transition": ("from", "to"),
    "no-goal": (),
    "empty-goal": ("goal",),
    "goal-with-clock": ("clock",),
    "effect-not-upward": ("attribute", "from", "to"),
    "same-attribute-twice": ("attribute",),
    "accompaniment-with-months": ("months",),
    "same-title": ("title", "first"),
    "unknown-agreement": ("found", "suggestion", "known"),
}

_ABOUT_A_WORKBOOK: Mapping[str, tuple[str, ...]] = {
    "not-a-workbook": (),
    "workbook-protected": (),
    "workbook-has-macros": (),
    "workbook-unpacks-too-large": ("maximum",),
    "workbook-unsafe-xml": ("member",),
    "workbook-damaged": ("member",),
    "external-links-ignored": (),
    "no-version-marker": (),
    "missing-sheet": ("sheet",),
    "unknown-sheet": ("sheet", "suggestion"),
    "sheet-too-large": ("sheet", "maximum"),
    "missing-column": ("column",),
    "duplicate-column": ("column",),
    "unknown-column": ("column", "suggestion"),
    "formula-used": ("value",),
    "formula-without-value": (),
    "error-value": ("found",),
    "merged-cells": ("range",),
    "number-stored-as-text": ("found", "read"),
    "text-stored-as-number": ("found", "read"),
    "leading-zero-restored": ("found", "read"),
    "bad-condition-line": ("found",),
    "conflicting-rows": ("found", "first"),
    "unknown-entry": ("found", "suggestion", "known"),
    "cell-too-long": ("length", "maximum"),
}

_ABOUT_A_FOREIGN_LIST: Mapping[str, tuple[str, ...]] = {
    "not-a-table": (),
    "no-rows": (),
    "list-unknown": (),
    "quote-not-closed": (),
    "umlauts-damaged": ("found",),
    "sheet-hidden": ("sheet",),
}

PROBLEM_CODES: Mapping[str, tuple[str, ...]] = {
    **_ABOUT_THE_FILE,
    **_ABOUT_ONE_VALUE,
    **_ABOUT_THE_CONTENT,
    **_ABOUT_A_WORKBOOK,
    **_ABOUT_A_FOREIGN_LIST,
}

WARNING_CODES: frozenset[str] = frozenset(
    {
        "trimmed",
        "personal-data",
        "same-attribute-twice",
        "same-title",
        "unknown-agreement",
        "external-links-ignored",
        "no-version-marker",
        "unknown-sheet",
        "unknown-column",
        "formula-used",
        "merged-cells",
        "number-stored-as-text",
        "text-stored-as-number",
        "leading-zero-restored",
        "umlauts-damaged",
        "sheet-hidden",
    }
)
"""What was corrected or is doubtful: the file is read, and its owner is told."""
