from __future__ import annotations

import pytest

from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.journal.models import Operations
from staffelstab.web.journal.queries import codes_of, entries_about, entries_of
from staffelstab.web.notices.models import Letter


@pytest.mark.django_db
def test_one_chain_newest_first_by_code_or_by_thing() -> None:
    one = Letter.objects.create(address="a@example.org", language="de", subject="Eins")
    two = Letter.objects.create(address="a@example.org", language="de", subject="Zwei")
    for chain, code, thing in [("a", "x.b", one), ("a", "x.a", two), ("a", "x.b", two), ("b", "x.c", one)]:
        write_entry(Operations(), code, thing, alliance_key=chain)
    assert [entry.number for entry in entries_of("a")] == [3, 2, 1]
    assert [entry.number for entry in entries_of("a", "x.b")] == [3, 1]
    assert codes_of("a") == ["x.a", "x.b"]
    assert [entry.code for entry in entries_about("notices.letter", str(two.pk), "a")] == ["x.b", "x.a"]
