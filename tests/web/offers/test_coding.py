"""The pages of statements and the coding desk, without script."""

from __future__ import annotations

import pytest

from staffelstab.web.offers.actions.keep_code import start_code_book
from staffelstab.web.offers.models import Code, Coding, Reading, Statement
from tests.cast import Cast, assert_constant_queries
from tests.web.offers.actions.test_statements import TEXT, a_statement

ROOT = "/b/musterkreis/angebote/aussagen/"
META = {
    "said_in": "interview",
    "said_by": "Jobcenter, Teamleitung",
    "date": "01.03.2026",
    "visibility": "alliance",
    "reference": "",
}


@pytest.fixture
def book(cast: Cast) -> Cast:
    with cast.inside():
        start_code_book(cast.aydin)
    return cast


def test_strangers_find_nothing(book: Cast) -> None:
    statement = a_statement(book)
    client = book.client("czerny")
    for path in ("", "codes/", f"{statement.pk}/", f"{statement.pk}/bearbeiten/"):
        assert client.get(ROOT + path).status_code == 404
    assert client.get(f"/b/nachbarkreis/angebote/aussagen/{statement.pk}/").status_code == 404
    assert (
        client.post(
            f"/b/nachbarkreis/angebote/aussagen/{statement.pk}/code/", {"code": "parking"}
        ).status_code
        == 404
    )


def test_pasting_shows_first_and_then_takes_over(book: Cast) -> None:
    a_statement(book, "Schon da.")
    client = book.client("aydin")
    data = {"texts": "Erste Aussage.\n\nSchon da.\n\n\nZweite\nmit zwei Zeilen.\n\nErste Aussage.", **META}
    page = client.post(f"{ROOT}einfuegen/", data).content.decode()
    assert "schon erfasst" in page
    assert "Gefunden: 3 Aussagen" in page
    with book.inside():
        assert Statement.objects.count() == 1
    assert client.post(f"{ROOT}einfuegen/", data | {"save": "1"}).status_code == 302
    with book.inside():
        assert [each.text for each in Statement.objects.all()] == [
            "Schon da.",
            "Erste Aussage.",
            "Zweite\nmit zwei Zeilen.",
        ]


def test_a_person_in_the_text_is_asked_about(book: Cast) -> None:
    client = book.client("aydin")
    data = {"texts": "Frau Beispiel sagt, es fehlt.", "save": "1", **META}
    page = client.post(f"{ROOT}einfuegen/", data).content.decode()
    assert "Angaben zu einer Person" in page
    with book.inside():
        assert not Statement.objects.exists()
    assert client.post(f"{ROOT}einfuegen/", data | {"no_person_meant": "on"}).status_code == 302
    single = client.post(f"{ROOT}neu/", {"text": "Herr Muster war da", **META}).content.decode()
    assert "Angaben zu einer Person" in single
    assert "Herr Muster war da" in single, "what was typed is kept"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"texts": ""}, "texts"),
        ({"texts": "x" * 4001}, "länger als"),
        ({"texts": "\n\n".join(map(str, range(501)))}, "höchstens 500"),
        ({"date": "gestern"}, "kein Datum"),
    ],
)
def test_bad_pastes_are_named(book: Cast, wrong: dict[str, str], message: str) -> None:
    data = {"texts": "Gut.", "save": "1", **META, **wrong}
    assert message in book.client("aydin").post(f"{ROOT}einfuegen/", data).content.decode()
    with book.inside():
        assert not Statement.objects.exists()


def test_the_desk_without_script(book: Cast) -> None:
    statement, other = a_statement(book), a_statement(book, "Danach")
    client = book.client("ernst")
    path = f"{ROOT}{statement.pk}/"
    assert "Aussage 1 von 2" in client.get(path).content.decode()
    page = client.post(
        f"{path}code/", {"code": "parking", "passage": "kommt nichts mehr"}, follow=True
    ).content.decode()
    assert "<q>kommt nichts mehr</q>" in page
    client.post(f"{path}code/", {"code": "", "named": "Kinderbetr", "passage": ""})
    wrong = client.post(f"{path}code/", {"named": "gibt es nicht"}, follow=True).content.decode()
    assert "keinen Code" in wrong
    away = client.post(
        f"{path}code/", {"code": "parking", "passage": "kommt nichts mehr"}, follow=True
    ).content.decode()
    assert "Weggenommen" in away
    with book.inside():
        assert [coding.code.key for coding in Coding.objects.all()] == ["childcare"]
    assert client.post(f"{path}fertig/").headers["Location"] == f"{ROOT}{other.pk}/"
    assert client.post(f"{ROOT}{other.pk}/fertig/").headers["Location"] == f"{ROOT}codes/"
    with book.inside():
        assert Reading.objects.count() == 2


def test_from_each_count_to_the_texts(book: Cast) -> None:
    a_statement(book, "Anderes")
    statement = a_statement(book)
    client = book.client("aydin")
    client.post(f"{ROOT}{statement.pk}/code/", {"code": "parking"})
    page = client.get(f"{ROOT}codes/").content.decode()
    assert f'href="{ROOT}?code=parking"' in page
    listed = client.get(f"{ROOT}?code=parking").content.decode()
    assert TEXT[:20] in listed
    assert "Anderes" not in listed


def test_lists_cost_the_same_with_one_and_three(book: Cast) -> None:
    client = book.client("aydin")

    def one_more(number: int) -> None:
        statement = a_statement(book, f"Aussage {number}")
        client.post(f"{ROOT}{statement.pk}/code/", {"code": "parking"})

    assert_constant_queries(lambda: [client.get(ROOT), client.get(f"{ROOT}codes/")], one_more)


def test_the_book_on_its_pages(cast: Cast) -> None:
    client = cast.client("aydin")
    assert "Mit den üblichen Codes beginnen" in client.get(f"{ROOT}codes/").content.decode()
    assert client.post(f"{ROOT}codes/beginnen/").status_code == 302
    assert (
        client.post(f"{ROOT}codes/neu/", {"kind": "topic", "label": "Eigenes", "is_in_use": "on"}).status_code
        == 302
    )
    with cast.inside():
        code = Code.objects.get(label="Eigenes")
    page = client.get(f"{ROOT}codes/{code.pk}/").content.decode()
    assert "Eigenes" in page
    twice = client.post(
        f"{ROOT}codes/neu/", {"kind": "topic", "label": "Eigenes", "definition": "Bleibt stehen"}
    )
    assert "Bleibt stehen" in twice.content.decode()
