from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from tools.messages import compile_catalogues, complaints, update, used_texts

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy
_("Offer")
ngettext("%(count)s place", "%(count)s places", 3)
pgettext_lazy("building", "Storey")
"""
TEMPLATE = """
{% load i18n %}<h1>{% translate "Who is here?" %}</h1>
{% blocktranslate count n=3 trimmed %}
  One door
{% plural %}
  {{ n }} doors
{% endblocktranslate %}
{% include "x.html" with title=_("The desk") %} {# translate "not this" #}
{% translate "Open" context "a door" %}
"""
EMPTY = 'msgid "{}"\nmsgstr ""'


@pytest.fixture
def room(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "rules.py").write_text(PYTHON)
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    return tmp_path


@pytest.fixture
def po_file(room: Path) -> Path:
    path = room / "locale" / "de" / "LC_MESSAGES" / "django.po"
    update(room, path)
    return path


def test_texts_of_python_and_templates_are_found(room: Path) -> None:
    found = {(message.id, message.context) for message in used_texts(room) if message.id}
    assert found == {
        ("Offer", None),
        (("%(count)s place", "%(count)s places"), None),
        ("Storey", "building"),
        ("Who is here?", None),
        (("One door", "%(n)s doors"), None),
        ("The desk", None),
        ("Open", "a door"),
    }


def test_every_missing_translation_is_named_with_its_place(room: Path, po_file: Path) -> None:
    found = complaints(room, po_file)
    assert len(found) == 7
    assert "templates/page.html: 'The desk' has no German translation" in found


def test_a_translation_that_lost_its_placeholder_is_named(room: Path, po_file: Path) -> None:
    forms = 'msgid_plural "%(n)s doors"\nmsgstr[0] "{}"\nmsgstr[1] "{}"'
    text = po_file.read_text()
    po_file.write_text(text.replace(forms.format("", ""), forms.format("Eine Tür", "%(zahl)s Türen")))
    assert [line for line in complaints(room, po_file) if "'One door'" in line and "no German" not in line]


def test_an_update_keeps_translations_and_drops_what_nobody_uses(room: Path, po_file: Path) -> None:
    translated = EMPTY.format("Offer").replace('msgstr ""', 'msgstr "Angebot"')
    po_file.write_text(po_file.read_text().replace(EMPTY.format("Offer"), translated))
    (room / "templates" / "page.html").unlink()
    update(room, po_file)
    text = po_file.read_text()
    assert translated in text
    assert "The desk" not in text


def test_two_updates_give_the_same_file(room: Path, po_file: Path) -> None:
    before = po_file.read_text()
    update(room, po_file)
    assert po_file.read_text() == before


def test_what_is_compiled_can_be_read_by_gettext(room: Path, po_file: Path) -> None:
    translated = EMPTY.format("Offer").replace('msgstr ""', 'msgstr "Angebot"')
    po_file.write_text(po_file.read_text().replace(EMPTY.format("Offer"), translated))
    compile_catalogues(room)
    german = gettext.translation("django", room / "locale", ["de"])
    assert german.gettext("Offer") == "Angebot"
    assert german.gettext("The desk") == "The desk"
