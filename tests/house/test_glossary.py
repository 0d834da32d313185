"""The glossary: one word for one thing, in both languages, with meaning and source."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from typing import Any

from staffelstab.engine.check.finding import Code
from tests.house.repository import ROOT

GLOSSARY: dict[str, Any] = tomllib.loads(
    (ROOT / "docs" / "glossary" / "terms.toml").read_text(encoding="utf-8")
)
TERMS: list[dict[str, Any]] = GLOSSARY["term"]
WORDING = ROOT / "src" / "staffelstab" / "engine" / "wording"
ALL_FINDINGS = {
    "gap",
    "gap-in-time",
    "dead-end",
    "revolving-door",
    "waiting",
    "no-way-in",
    "handover-open",
    "handover-unbacked",
    "single-point",
    "after-funding",
    "law-change",
    "overlap",
    "double-funding",
    "module-without-gap",
    "gap-without-module",
    "over-capacity",
}


def repeated(words: list[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


def test_every_term_has_one_name_of_its_own() -> None:
    for part in ("key", "en", "de"):
        assert repeated([term[part] for term in TERMS]) == [], part


def test_every_meaning_is_one_sentence() -> None:
    for term in TERMS:
        meaning = term["meaning"]
        assert meaning[0].isupper() and meaning.endswith("."), term["key"]
        assert not re.search(r"[.!?] [A-ZÄÖÜ]", meaning), term["key"]


def test_every_source_is_listed_and_used() -> None:
    assert {term["source"] for term in TERMS} == set(GLOSSARY["sources"])


def test_no_word_is_both_official_and_to_be_avoided() -> None:
    for language in ("en", "de"):
        official = {term[language] for term in TERMS}
        for term in TERMS:
            assert not official & set(term[f"avoid_{language}"]), term["key"]


def test_every_finding_is_explained() -> None:
    assert {term["key"] for term in TERMS if term.get("finding")} == ALL_FINDINGS
    assert {code.value for code in Code} <= ALL_FINDINGS


def test_the_program_calls_its_findings_by_their_official_names() -> None:
    official = {term["key"]: term["de"] for term in TERMS if term.get("finding")}
    spoken = tomllib.loads((WORDING / "de.toml").read_text(encoding="utf-8"))["code"]
    assert spoken == {key: official[key] for key in spoken}
