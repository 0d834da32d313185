from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.journal.models import AppendOnly, Entry, Operations
from staffelstab.web.notices.models import Letter


@pytest.fixture
def entry(db: None) -> Entry:
    thing = Letter.objects.create(address="a@example.org", language="de", subject="Einladung")
    return write_entry(Operations(), "notices.try_out", thing, alliance_key="a", after={"x": 1})


def test_the_model_refuses_to_change_or_delete(entry: Entry) -> None:
    entry.code = "forged"
    with pytest.raises(AppendOnly):
        entry.save()
    with pytest.raises(AppendOnly):
        entry.delete()
    with pytest.raises(AppendOnly):
        Entry.objects.filter(pk=entry.pk).update(code="forged")
    with pytest.raises(AppendOnly):
        Entry.objects.all().delete()
    with pytest.raises(AppendOnly):
        Entry.objects.bulk_update([entry], ["code"])
    assert Entry.objects.get(pk=entry.pk).code == "notices.try_out"


@pytest.mark.parametrize(
    "statement", ["UPDATE journal_entry SET code = 'forged'", "DELETE FROM journal_entry"]
)
def test_the_database_refuses_it_too(entry: Entry, statement: str) -> None:
    refused = pytest.raises(DatabaseError, match="journal: entries are never")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.get(pk=entry.pk).code == "notices.try_out"


def test_a_number_cannot_be_given_twice_in_one_chain(entry: Entry) -> None:
    twin = Entry.objects.get(pk=entry.pk)
    twin.pk, twin.digest = None, "another"
    with pytest.raises(DatabaseError), transaction.atomic():
        twin.save()
