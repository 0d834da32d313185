"""Statements beside the figure: counted by module, one click from the texts, only for who may read them."""

from __future__ import annotations

from typing import Any

from staffelstab.web.offers.actions.code_statement import code_statement
from staffelstab.web.offers.actions.keep_code import start_code_book
from staffelstab.web.offers.actions.record_statements import Said, record_statements
from staffelstab.web.offers.models import Code, Offer
from tests.cast import Cast, assert_constant_queries
from tests.web.evaluations.making import a_figure
from tests.web.evaluations.views.test_figures import page_of


def by_module(cast: Cast) -> None:
    """The pre-course is module 4 of a programme."""
    a_figure(cast)
    Offer.objects.filter(key="vorkurs").update(catalogue_key="fb4_kurse")


def said(cast: Cast, text: str, **more: Any) -> None:
    with cast.inside():
        (statement,) = record_statements(cast.aydin, [Said(text, **more)])
        code_statement(cast.aydin, statement, Code.objects.get(key="fb4"))


def page(cast: Cast, who: str) -> str:
    return cast.client(who).get(page_of(cast.alliance)).content.decode()


def test_without_statements_nothing_is_said_about_a_field_of_a_programme(cast: Cast) -> None:
    a_figure(cast)
    assert "Was dazu gesagt wurde" not in page(cast, "brandt")


def test_a_module_without_code_or_statement_says_so(cast: Cast) -> None:
    by_module(cast)
    assert "kein Code im Codebuch" in page(cast, "brandt")
    with cast.inside():
        start_code_book(cast.aydin)
    assert "noch keine codiert" in page(cast, "brandt")


def test_counts_lead_to_the_texts_that_one_may_read(cast: Cast) -> None:
    by_module(cast)
    with cast.inside():
        start_code_book(cast.aydin)
    said(cast, "Der Kurs ist zu kurz.")
    said(cast, "Im Amt heißt es, der Kurs sei zu teuer.", visibility="core")
    assert ">1 Aussage<" in page(cast, "brandt")
    assert ">2 Aussagen<" in page(cast, "aydin")
    assert "aussagen/?code=fb4" in page(cast, "aydin")
    texts = cast.client("brandt").get(f"/b/{cast.alliance.slug}/angebote/aussagen/?code=fb4").content.decode()
    assert "zu kurz" in texts
    assert "zu teuer" not in texts


def test_more_statements_cost_no_more_queries(cast: Cast) -> None:
    by_module(cast)
    with cast.inside():
        start_code_book(cast.aydin)
    assert_constant_queries(lambda: page(cast, "aydin"), lambda n: said(cast, f"Satz {n}"))
