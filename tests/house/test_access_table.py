"""Every address × (nobody, stranger, operator, partner, core member, evaluator, coordinator)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cast import Cast
from tests.house.access_table import Row, table

TABLE = table()


def all_addresses(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[tuple[str, set[str]]]:
    """The name of every address with the names of its converters."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            around = set(entry.pattern.converters)
            yield from ((name, around | needed) for name, needed in all_addresses(entry, inner))
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", set(entry.pattern.converters)


ADDRESSES = dict(all_addresses())


def ask(client: Client, name: str, row: Row, cast: Cast) -> int:
    kwargs = row.kwargs(cast)
    if "alliance_slug" in ADDRESSES[name]:
        kwargs = {"alliance_slug": cast.alliance.slug, **kwargs}
    url = reverse(name, kwargs=kwargs) + row.query
    answer = client.post(url, row.data(cast)) if row.method == "POST" else client.get(url)
    return answer.status_code


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert sorted(TABLE) == sorted(ADDRESSES)


@pytest.mark.parametrize("name", sorted(TABLE))
def test_everybody_gets_what_the_table_says(name: str, cast: Cast) -> None:
    row = TABLE[name]
    found = {}
    for who in row.expected:
        with transaction.atomic():
            found[who] = ask(cast.client(who), name, row, cast)
            transaction.set_rollback(True)
    assert found == row.expected


@pytest.mark.parametrize(
    "name", sorted(name for name in TABLE if "alliance_slug" in ADDRESSES.get(name, set()))
)
def test_no_address_of_an_alliance_opens_for_a_stranger(name: str) -> None:
    """The table cannot be talked into letting strangers in."""
    assert {who: TABLE[name].expected[who] for who in ("czerny", "olsen")} == {"czerny": 404, "olsen": 404}
    assert TABLE[name].expected["nobody"] == 302
