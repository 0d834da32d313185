from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.intake.models import Batch, ForeignList, Mapping
from staffelstab.web.intake.pathway import ReadTable, headings_key, read_file
from staffelstab.web.intake.rules import may_take_in_lists
from staffelstab.web.journal.actions.write_entry import write_entry

BATCH = 500
MOST_TABLES = 20


@transaction.atomic
def read_list(
    person: Membership, *, file_name: str, content: bytes, all_tables: bool = False
) -> list[ForeignList]:
    """Reads a file of others and keeps its rows for a preview, without columns about persons. Nothing else changes.

    Of several tables the visible sheets are taken, of other files the main table; ``all_tables`` takes every one.
    """
    may_take_in_lists(person).or_refuse()
    tables = read_file(content, file_name)
    chosen = (
        tables if all_tables else [t for t in tables if not t.is_hidden and t.kind == "xlsx"] or tables[:1]
    )
    return [_keep(person, file_name, table) for table in chosen[:MOST_TABLES]]


def _keep(person: Membership, file_name: str, table: ReadTable) -> ForeignList:
    source = Mapping.objects.filter(headings_key__in=_keys(table)).first()
    foreign_list = ForeignList.objects.create(
        alliance=person.alliance,
        file_name=file_name[-255:],
        kind=table.kind,
        sheet=table.name[:255],
        what=source.what if source else table.what,
        headings=table.headings,
        columns=table.columns,
        in_cells=table.in_cells,
        notes=table.notes,
        doubts=table.doubts,
        left_out=table.left_out,
        proposals=table.proposals,
        source=source,
        rows_total=len(table.rows),
        by=person.journal_label[:300],
    )
    Batch.objects.bulk_create(
        Batch(
            alliance=person.alliance,
            foreign_list=foreign_list,
            number=number,
            rows=table.rows[start : start + BATCH],
        )
        for number, start in enumerate(range(0, len(table.rows), BATCH))
    )
    write_entry(
        person,
        "intake.read_list",
        foreign_list,
        alliance_key=person.alliance.slug,
        after={
            "file": file_name[-255:],
            "sheet": table.name,
            "rows": len(table.rows),
            "left_out": table.left_out,
        },
    )
    return foreign_list


def _keys(table: ReadTable) -> list[str]:
    return [headings_key(what, table.headings) for what in ("organisations", "offers", "needs")]
