"""Both languages have the same keys and placeholders, and a text for whatever the engine can name."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest

from staffelstab.engine import check
from staffelstab.engine.check import KINDS, Code, Severity
from staffelstab.engine.files import PROBLEM_CODES
from staffelstab.engine.model import Handover, Kind, Reading, TransitionState, Verdict
from staffelstab.engine.wording import Words
from staffelstab.engine.wording.findings import PARTS_IN_ORDER
from staffelstab.engine.wording.texts import templates

LANGUAGES = ("de", "en")
DOCS = Path(__file__).parents[3] / "docs"
GLOSSARY = DOCS / "glossary" / "terms.toml"
PAGES = DOCS / "reference" / "findings"
DIFFERENT_BY_NATURE = {"form.date"}


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_both_languages_have_the_same_keys() -> None:
    assert set(templates("de")) == set(templates("en"))


def test_both_languages_have_the_same_placeholders() -> None:
    german, english = templates("de"), templates("en")
    different = {k for k in german if placeholders(german[k]) != placeholders(english[k])}
    assert different - DIFFERENT_BY_NATURE == set()


def test_no_text_is_empty_or_untrimmed_except_what_joins_words() -> None:
    joins = {"form.and", "form.or", "form.comma", "form.part"}
    for language in LANGUAGES:
        for key, text in templates(language).items():
            assert text, (language, key)
            assert key in joins or text == text.strip(), (language, key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_an_enumeration_has_a_text(language: str) -> None:
    keys = templates(language)
    named = [("code", Code), ("severity", Severity), ("reading", Reading), ("reading_meaning", Reading)]
    named += [("reading_in", Reading), ("verdict", Verdict), ("verdict_meaning", Verdict)]
    named += [
        ("reason_verdict", Verdict),
        ("access.rule", Verdict),
        ("access.anyone", Verdict),
        ("kind", Kind),
    ]
    named += [("transitions", TransitionState), ("transition_state", TransitionState)]
    missing = [f"{table}.{word}" for table, words in named for word in words if f"{table}.{word}" not in keys]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_finding_has_a_sentence_and_a_title(language: str) -> None:
    assert set(KINDS) == set(Code)
    tails = [f"{code}.{kind}" for code, kinds in KINDS.items() for kind in kinds]
    missing = [
        f"{t}.{tail}"
        for tail in tails
        for t in ("finding", "title")
        if f"{t}.{tail}" not in templates(language)
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_that_the_check_gives_has_a_text(language: str) -> None:
    sources = Path(check.__file__).parent.glob("*.py")
    given = {
        kind
        for file in sources
        for kind in re.findall(r'\b(?:Reason|Part)\(\s*"([a-z-]+)"', file.read_text())
    }
    assert {"attribute", "verdict", "place", "no-transition"} <= given
    assert {kind for kind in given if f"reason.{kind}" not in templates(language)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_of_a_handover_has_a_text(language: str) -> None:
    assert set(PARTS_IN_ORDER) == set(Handover().missing())
    assert {part for part in PARTS_IN_ORDER if f"handover_part.{part}" not in templates(language)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(PROBLEM_CODES))
def test_every_problem_of_a_file_says_what_happened_and_what_to_do(language: str, code: str) -> None:
    for part in ("what", "do"):
        template = templates(language)[f"problem.{code}.{part}"]
        assert placeholders(template) <= set(PROBLEM_CODES[code])


def test_the_names_of_findings_are_those_of_the_glossary() -> None:
    terms = tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))["term"]
    for code in Code:
        term = next(t for t in terms if t["key"] == code)
        assert (Words("de").code(code), Words("en").code(code)) == (term["de"], term["en"])


@pytest.mark.parametrize("code", list(Code))
def test_every_finding_has_its_page_which_tells_of_each_kind(code: Code) -> None:
    page = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    assert f"({code}.md)" in (PAGES / "index.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {Words('de').code(code)}\n")
    assert {kind for kind in KINDS[code] if f"`{code}.{kind}" not in page} == set()
    assert "## Was Sie tun können" in page


def test_no_problem_is_worded_that_no_file_can_have() -> None:
    worded = {key.split(".")[1] for key in templates("de") if key.startswith("problem.")}
    assert worded - set(PROBLEM_CODES) == {"unknown"}


def test_every_german_month_of_the_calendar_is_named() -> None:
    assert [templates("de")[f"calendar.{month}"] for month in (1, 3, 12)] == ["Januar", "März", "Dezember"]
