from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.intake.enums import Deed, State, What
from staffelstab.web.intake.models import Batch, ForeignList
from staffelstab.web.intake.queries.contexts import context_for
from staffelstab.web.intake.queries.existing import existing
from staffelstab.web.intake.queries.plans import MOST_CELLS_NAMED, Planner, counted
from staffelstab.web.intake.rules import may_take_in_lists

MOST_QUESTIONS = 500


def compare_rows(person: Membership, foreign_list: ForeignList, *, now: datetime) -> Iterator[int]:
    """What would happen to every row. Stores only the comparison, batch by batch; yields the rows done so far."""
    may_take_in_lists(person).or_refuse()
    providers = existing(What.ORGANISATIONS) if foreign_list.what == What.OFFERS else None
    planner = Planner(foreign_list, context_for(person.alliance), existing(foreign_list.what), providers)
    batches = Batch.objects.filter(foreign_list=foreign_list).order_by("number")
    planner.reader.measure(row for batch in batches.iterator(20) for row in batch.rows)
    counts: Counter[str] = Counter()
    questions: dict[tuple[Any, ...], list[Any]] = {}
    done = 0
    for batch in batches.iterator(20):
        batch.plan = [planner.plan(row) for row in batch.rows]
        batch.counts = counted(batch.plan)
        _gather(questions, zip(batch.rows, batch.plan, strict=True))
        counts.update(batch.counts)
        done += len(batch.rows)
        with transaction.atomic():
            batch.save(update_fields=("plan", "counts"))
        yield done
    counts["new_providers"] = len(planner.new_providers)
    counts["new_organisations"] = len(planner.new_providers) + (
        counts[Deed.NEW.value] if foreign_list.what == What.ORGANISATIONS else 0
    )
    _finish(foreign_list, counts, questions)


def _gather(questions: dict[tuple[Any, ...], list[Any]], planned: Iterable[tuple[Any, Any]]) -> None:
    """Equal texts are one question, however many cells hold them."""
    for row, item in planned:
        for field, at, read, code, guess in item.get("q", ()):
            cells = questions.setdefault((field, read, code, guess), [])
            cells.append([row[0], at])


def _finish(
    foreign_list: ForeignList, counts: Counter[str], questions: dict[tuple[Any, ...], list[Any]]
) -> None:
    asked = sorted(questions.items(), key=lambda each: -len(each[1]))[:MOST_QUESTIONS]
    ForeignList.objects.filter(pk=foreign_list.pk).update(
        state=State.COMPARED,
        counts=dict(counts) | {"questions": len(questions)},
        questions=[[*key, len(cells), cells[:MOST_CELLS_NAMED]] for key, cells in asked],
        rows_done=foreign_list.rows_total,
    )
