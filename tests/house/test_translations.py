"""English in the source, German complete. Extracts by itself; needs no gettext on the machine."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

WEB = Path(__file__).resolve().parents[2] / "src" / "staffelstab" / "web"
CATALOGUE = WEB / "locale" / "de" / "LC_MESSAGES" / "django.po"
FORMAL = WEB / "project" / "formal" / "de" / "LC_MESSAGES" / "django.po"
GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary" / "terms.toml"
CALLS = {
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}")
TEMPLATE_CALL = re.compile(r"(?<![\w.])(n?p?gettext|_)\(")


def catalogue(file: Path) -> Catalog:
    with file.open("rb") as source:
        return read_po(source, locale="de")


def entries(file: Path) -> list[Message]:
    return [message for message in catalogue(file) if message.id]


def first_id(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def in_python(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            words = node.args[1 if node.func.id.startswith("pgettext") else 0]
            if isinstance(words, ast.Constant) and isinstance(words.value, str):
                yield words.value


def in_template(text: str) -> Iterator[str]:
    """Django turns a template into calls of gettext; everything around them becomes X."""
    calls = templatize(text)
    for found in TEMPLATE_CALL.finditer(calls):
        for end in (place.end() for place in re.finditer(r"\)", calls[found.start() :])):
            try:
                call = ast.parse(calls[found.start() : found.start() + end], mode="eval").body
            except SyntaxError:
                continue
            assert isinstance(call, ast.Call)
            words = call.args[1 if "pgettext" in found[1] else 0]
            assert isinstance(words, ast.Constant)
            yield str(words.value)
            break


@cache
def used() -> dict[str, str]:
    """Every text in the source that is meant for people, with one place where it stands."""
    found: dict[str, str] = {}
    for file in sorted(WEB.rglob("*")):
        if file.suffix not in {".py", ".html", ".txt"} or "migrations" in file.parts:
            continue
        extract = in_python if file.suffix == ".py" else in_template
        for words in extract(file.read_text(encoding="utf-8")):
            found.setdefault(words, str(file.relative_to(WEB)))
    return found


def strings(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def test_the_extraction_sees_what_gettext_sees() -> None:
    single = (
        '{% load i18n %}{% translate "A (b)" %}{% blocktranslate with x=y %}C {{ x }}{% endblocktranslate %}'
    )
    plural = "{% blocktranslate count n=n %}{{ n }} d{% plural %}{{ n }} ds{% endblocktranslate %}"
    filtered = "{{ v|yesno:_('e,f') }}"
    assert list(in_template(single + plural + filtered)) == ["A (b)", "C %(x)s", "%(n)s d", "e,f"]
    assert list(in_python("_('a' 'b'); ngettext('c', 'd', n); pgettext('x', 'e'); _(f)")) == ["ab", "c", "e"]


def test_every_text_of_the_source_is_in_the_german_catalogue() -> None:
    known = {first_id(message) for message in entries(CATALOGUE)}
    assert {words: place for words, place in used().items() if words not in known} == {}


def test_no_entry_is_left_over() -> None:
    assert [first_id(message) for message in entries(CATALOGUE) if first_id(message) not in used()] == []


@pytest.mark.parametrize("file", [CATALOGUE, FORMAL], ids=["ours", "formal"])
def test_german_is_complete_and_certain(file: Path) -> None:
    assert [first_id(m) for m in entries(file) if m.fuzzy or not all(strings(m))] == []


@pytest.mark.parametrize("file", [CATALOGUE, FORMAL], ids=["ours", "formal"])
def test_german_fills_in_no_value_that_does_not_exist(file: Path) -> None:
    assert [
        first_id(m) for m in entries(file) if any(values(text) - expected(m) for text in strings(m))
    ] == []


def test_german_leaves_no_value_out() -> None:
    assert [first_id(m) for m in entries(CATALOGUE) if expected(m) - values(strings(m)[-1])] == []


def values(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def expected(message: Message) -> set[str]:
    return values(message.id if isinstance(message.id, str) else message.id[-1])


@pytest.mark.parametrize("file", [CATALOGUE, FORMAL], ids=["ours", "formal"])
def test_german_says_sie(file: Path) -> None:
    informal = re.compile(r"\b(du|dir|dich|dein\w*|euch|euer|eure\w*)\b", re.IGNORECASE)
    assert [text for message in entries(file) for text in strings(message) if informal.search(text)] == []


def test_the_source_is_english() -> None:
    assert [words for words in used() if re.search(r"[äöüß]|\b(und|nicht|bitte|für)\b", words.lower())] == []


def test_texts_keep_their_line_ends() -> None:
    """Letters break when only one of the two languages begins or ends with a new line."""
    wrong = [
        first_id(message)
        for message in entries(CATALOGUE)
        for text in strings(message)
        if first_id(message).startswith("\n") != text.startswith("\n")
        or first_id(message).endswith("\n") != text.endswith("\n")
    ]
    assert wrong == []


def test_terms_are_the_terms_of_the_glossary() -> None:
    terms = tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))["term"]
    german = {term["en"].casefold(): term["de"].casefold() for term in terms}
    found = {first_id(message): strings(message)[0] for message in entries(CATALOGUE)}
    wrong = {
        english: words
        for english, words in found.items()
        if words and german.get(english.casefold(), words.casefold()) != words.casefold()
    }
    assert wrong == {}
