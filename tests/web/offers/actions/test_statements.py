"""Statements, codes, and two coders who do not see each other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from staffelstab.web.journal.models import Entry
from staffelstab.web.kit.verdict import Refused
from staffelstab.web.offers.actions.code_statement import code_statement
from staffelstab.web.offers.actions.edit_statement import edit_statement
from staffelstab.web.offers.actions.finish_statement import finish_statement
from staffelstab.web.offers.actions.keep_code import keep_code, start_code_book
from staffelstab.web.offers.actions.record_statements import Said, record_statements
from staffelstab.web.offers.models import Code, Coding, Reading, Statement
from staffelstab.web.offers.queries.statements import (
    StatementCriteria,
    code_called,
    code_counts,
    desk_of,
    fitting_statements,
    next_open,
    statements_for,
)
from tests.cast import Cast

TEXT = "Nach dem Kurs kommt nichts mehr. Die Betreuung fehlt auch."


def a_statement(cast: Cast, text: str = TEXT, **said: Any) -> Statement:
    with cast.inside():
        return record_statements(cast.aydin, [Said(text=text, **said)])[0]


def test_all_or_none_are_recorded(cast: Cast) -> None:
    with cast.inside():
        with pytest.raises(ValidationError):
            record_statements(cast.aydin, [Said(text="Eins"), Said(text="  ")])
        assert not Statement.objects.exists()
        record_statements(
            cast.dikmen, [Said("Eins", "interview", "Jobcenter, Teamleitung", date(2026, 3, 1))]
        )
        assert Statement.objects.get().said_by == "Jobcenter, Teamleitung"
        with pytest.raises(Refused):
            record_statements(cast.brandt, [Said(text="Zwei")])


def test_the_book_begins_once_and_changes(cast: Cast) -> None:
    with cast.inside():
        assert start_code_book(cast.aydin) == Code.objects.count() > 20
        assert start_code_book(cast.dikmen) == 0
        own = keep_code(cast.aydin, kind="topic", label="Übergang in den Betrieb")
        assert own.key == "uebergang-in-den-betrieb"
        with pytest.raises(ValidationError):
            keep_code(cast.aydin, kind="topic", label="Übergang in den Betrieb")
        with pytest.raises(ValidationError):
            keep_code(cast.aydin, kind="mood", label="Neu")
        with pytest.raises(Refused):
            keep_code(cast.ernst, kind="topic", label="Neu")
        keep_code(cast.aydin, own, kind="topic", label="Betriebe", is_in_use=False)
        with pytest.raises(ValidationError):
            code_statement(cast.aydin, a_statement(cast), Code.objects.get(pk=own.pk))


def test_a_code_is_given_to_a_passage_and_taken_away(cast: Cast) -> None:
    statement = a_statement(cast)
    with cast.inside():
        start_code_book(cast.aydin)
        code = Code.objects.get(key="parking")
        coding = code_statement(cast.aydin, statement, code, passage="kommt nichts mehr")
        assert coding is not None
        assert coding.start == TEXT.index("kommt")
        with pytest.raises(ValidationError):
            code_statement(cast.aydin, statement, code, passage="steht dort nicht")
        assert code_statement(cast.aydin, statement, code, passage="kommt nichts mehr") is None
        assert not Coding.objects.exists()
        assert Entry.objects.filter(code="offers.code_statement").count() == 2


def test_two_coders_do_not_see_each_other(cast: Cast) -> None:
    statement = a_statement(cast)
    with cast.inside():
        start_code_book(cast.aydin)
        parking, childcare = Code.objects.get(key="parking"), Code.objects.get(key="childcare")
        code_statement(cast.aydin, statement, parking)
        code_statement(cast.ernst, statement, parking)
        code_statement(cast.ernst, statement, childcare)
        finish_statement(cast.ernst, statement)
        finish_statement(cast.ernst, statement)
        assert [coding.code for coding in desk_of(cast.aydin, statement).codings] == [parking]
        assert len(desk_of(cast.ernst, statement).codings) == 2
        assert (desk_of(cast.ernst, statement).finished, desk_of(cast.aydin, statement).finished) == (1, 0)
        assert Reading.objects.count() == 1
        counts = {
            row.code.key: (row.statements, row.coders)
            for rows in code_counts(cast.aydin).values()
            for row in rows
        }
        assert (counts["parking"], counts["childcare"], counts["travel"]) == ((1, 2), (1, 1), (0, 0))
        with pytest.raises(Refused):
            code_statement(cast.brandt, statement, parking)


def test_an_edit_keeps_what_was_coded(cast: Cast) -> None:
    statement = a_statement(cast)
    with cast.inside():
        start_code_book(cast.aydin)
        code = Code.objects.get(key="parking")
        code_statement(cast.aydin, statement, code, passage="kommt nichts mehr")
        code_statement(cast.aydin, statement, code, passage="Betreuung fehlt")
        edit_statement(cast.dikmen, statement, Said(text="Leider: Nach dem Kurs kommt nichts mehr."))
        starts = {coding.passage: coding.start for coding in Coding.objects.all()}
    assert starts == {"kommt nichts mehr": 22, "Betreuung fehlt": None}


def test_what_is_for_the_core_is_not_read_by_partners(cast: Cast) -> None:
    a_statement(cast, "Für alle")
    a_statement(cast, "Nur für den Kern", visibility="core")
    with cast.inside():
        assert [each.text for each in statements_for(cast.brandt)] == ["Für alle"]
        assert statements_for(cast.ernst).count() == 2


def test_finding_and_going_on(cast: Cast) -> None:
    first, second = a_statement(cast, "Eins: Bus"), a_statement(cast, "Zwei", said_by="Schulamt")
    with cast.inside():
        start_code_book(cast.aydin)
        code_statement(cast.aydin, first, Code.objects.get(key="travel"))
        finish_statement(cast.aydin, first)

        def found(**said: str) -> list[Statement]:
            return list(fitting_statements(cast.aydin, StatementCriteria(**said)))

        assert found(code="travel") == found(text="bus") == [first]
        assert found(state="open") == found(state="uncoded") == found(text="schulamt") == [second]
        assert next_open(cast.aydin, second.pk) == second.pk
        finish_statement(cast.aydin, second)
        assert next_open(cast.aydin, second.pk) is None


@pytest.mark.parametrize(
    ("text", "key"), [("Parkplatz", "parking"), ("PARKP", "parking"), ("parking", "parking")]
)
def test_a_code_is_found_by_its_name(cast: Cast, text: str, key: str) -> None:
    with cast.inside():
        start_code_book(cast.aydin)
        assert code_called(text).key == key
        for wrong in ("", "gibt es nicht", "e"):
            with pytest.raises(ValidationError):
                code_called(wrong)
