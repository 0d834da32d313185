from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from staffelstab.web.alliances.actions.add_organisations import add_organisations
from staffelstab.web.alliances.actions.edit_organisation import edit_organisation
from staffelstab.web.alliances.actions.end_participation import end_participation
from staffelstab.web.alliances.models import Membership, Organisation, Participation
from staffelstab.web.intake.enums import Deed, What
from staffelstab.web.intake.models import Batch, ForeignList, Origin
from staffelstab.web.intake.pathway import Interpreter, ReadRow, like
from staffelstab.web.intake.queries.existing import (
    THING,
    Existing,
    existing,
    fingerprint,
    need_values,
    offer_values,
)
from staffelstab.web.intake.queries.filling import Filling
from staffelstab.web.intake.queries.plans import completed
from staffelstab.web.intake.rules import may_take_in_lists
from staffelstab.web.kit.many_rows import insert_rows
from staffelstab.web.offers.actions.create_offers import create_offers
from staffelstab.web.offers.actions.edit_need import edit_need
from staffelstab.web.offers.actions.edit_offer import edit_offer
from staffelstab.web.offers.actions.end_offer import end_offer
from staffelstab.web.offers.actions.record_needs import record_needs

MEANWHILE = gettext_lazy("It was changed after the comparison. Compare the list once more.")
ORIGIN = ("alliance", "foreign_list", "row", "number", "street", "details", "cells")
DONE = (Deed.NEW.value, Deed.CHANGED.value, Deed.SAME.value)


@dataclass
class Task:
    """One row that is taken over, and what it became."""

    number: int
    item: Mapping[str, Any]
    read: ReadRow
    values: dict[str, Any]
    outcome: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def take_over_rows(
    person: Membership, foreign_list: ForeignList, batch: Batch, reader: Interpreter, filling: Filling
) -> int:
    """The rows of one batch, all of them or none; what is undecided or was changed meanwhile stays outside.

    What each row became is kept, so that it can be taken back. Answers how many rows were taken over. ``reader`` and
    ``filling`` serve every batch of the list: what they know of places and types is asked once.
    """
    may_take_in_lists(person).or_refuse()
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    tasks = _tasks(foreign_list, batch, reader)
    work = Work(person, foreign_list, filling, tasks)
    work.set_aside_what_changed()
    work.take_new()
    work.take_changed()
    work.keep_origins()
    batch.outcome = [*batch.outcome, *work.providers, *(task.outcome for task in work.tasks)]
    batch.taken_at = timezone.now()
    batch.save(update_fields=("outcome", "taken_at"))
    return len(work.tasks)


def _tasks(foreign_list: ForeignList, batch: Batch, reader: Interpreter) -> list[Task]:
    done = {said["r"] for said in batch.outcome if "r" in said}
    tasks = []
    for row, item in zip(batch.rows, batch.plan, strict=True):
        if item["d"] in DONE and row[0] not in done:
            read = reader.read(row[1:])
            values = completed(foreign_list.what, read)
            if read.doubts:
                foreign_list.refused.append([row[0], item["t"], str(MEANWHILE)])
                continue
            if "n" in item:
                values["name"] = item["n"]
            tasks.append(Task(row[0], item, read, values, {"r": row[0], "k": item["d"]}))
    return tasks


class Work:
    """One batch being taken over."""

    def __init__(
        self, person: Membership, foreign_list: ForeignList, filling: Filling, tasks: list[Task]
    ) -> None:
        self.person, self.list, self.filling, self.tasks = person, foreign_list, filling, tasks
        self.what = What(foreign_list.what)
        self.here = existing(self.what, [task.item["x"] for task in tasks if "x" in task.item])
        self.providers: list[dict[str, Any]] = []
        self.late: list[dict[str, Any]] = []

    def set_aside_what_changed(self) -> None:
        """Somebody changed a thing after the comparison: nothing of it is overwritten."""
        kept = []
        for task in self.tasks:
            key = task.item.get("x")
            here = self.here.by_key.get(key) if key else None
            if key and (here is None or fingerprint(here.values) != task.item["p"]):
                self.list.refused.append([task.number, task.item["t"], str(MEANWHILE)])
            else:
                kept.append(task)
        self.tasks = kept

    def origin(self, task: Task) -> str:
        return f"{self.list} #{task.number}"

    def take_new(self) -> None:
        new = [task for task in self.tasks if task.item["d"] == Deed.NEW.value]
        if new:
            {What.ORGANISATIONS: self._new_organisations, What.OFFERS: self._new_offers}.get(
                self.what, self._new_needs
            )(new)

    def _new_organisations(self, tasks: Sequence[Task]) -> None:
        rows = [
            self.filling.organisation(task.values)
            | {"until": self.filling.last_day(task.values), "origin": self.origin(task)}
            for task in tasks
        ]
        joined = add_organisations(self.person, rows, since=self.filling.today)
        for task, (participation, is_new) in zip(tasks, joined, strict=True):
            task.outcome |= {"id": participation.organisation_id, "part": participation.pk, "new": is_new}
        self._note_fingerprints(tasks)

    def _new_offers(self, tasks: Sequence[Task]) -> None:
        organisations = self._organisations(tasks)
        rows = [
            self.filling.offer(task.values, organisations.get(str(task.values.get("provider", ""))))
            | {"ended_on": self.filling.last_day(task.values)}
            | {"origin": self.origin(task), "key": f"l{self.list.pk}-{task.number}"}
            for task in tasks
        ]
        for task, offer in zip(tasks, create_offers(self.person, rows), strict=True):
            keys = [place.pk for place in offer.territory.all()]
            task.outcome |= {"id": offer.pk, "p": fingerprint(offer_values(offer, sorted(keys)))}

    def _organisations(self, tasks: Sequence[Task]) -> dict[str, Organisation]:
        """The providers by name; those that are not here yet join."""
        names = {str(task.values["provider"]): task for task in tasks if task.values.get("provider")}
        joined_here = Participation.objects.filter(until=None, organisation__name__in=names)
        found = {
            each.organisation.name: each.organisation for each in joined_here.select_related("organisation")
        }
        missing = {name: task for name, task in names.items() if name not in found}
        rows = [
            {
                "name": name,
                "actor_type": self.filling.types[task.values["provider_type"]],
                "origin": self.origin(task),
            }
            for name, task in missing.items()
        ]
        if rows:
            for name, (joined, is_new) in zip(
                missing, add_organisations(self.person, rows, since=self.filling.today), strict=True
            ):
                found[name] = joined.organisation
                self.providers.append(
                    {"k": "provider", "id": joined.organisation_id, "part": joined.pk, "new": is_new}
                )
        return found

    def _new_needs(self, tasks: Sequence[Task]) -> None:
        rows = [
            self.filling.need(task.values)
            | {"origin": self.origin(task), "key": f"l{self.list.pk}-{task.number}"}
            for task in tasks
        ]
        for task, need in zip(tasks, record_needs(self.person, rows), strict=True):
            keys = [place.pk for place in need.places.all()]
            task.outcome |= {"id": need.pk, "p": fingerprint(need_values(need, sorted(keys)))}

    def take_changed(self) -> None:
        changed = [task for task in self.tasks if task.item["d"] == Deed.CHANGED.value]
        for task in changed:
            here = self.here.by_key[task.item["x"]]
            task.outcome |= {"id": int(task.item["x"]), "b": here.values}
            try:
                self._change(task, here.values | {n: v for n, v in task.values.items() if n in here.values})
            except ValidationError as error:
                told = {"row": task.number, "why": " ".join(error.messages)}
                raise ValidationError(_("Row %(row)s: %(why)s") % told) from None
        self._note_fingerprints(changed)

    def _change(self, task: Task, values: dict[str, Any]) -> None:
        thing = self.here.by_key[task.item["x"]].thing
        values = values | {"status": task.values.get("status", "")}
        if self.what == What.ORGANISATIONS:
            said = self.filling.organisation(values)
            edit_organisation(self.person, thing, **said)
            task.outcome["part"] = thing.pk
            last = self.filling.last_day(task.values)
            if last is not None:
                end_participation(self.person, thing, until=max(last, thing.since))
        elif self.what == What.OFFERS:
            organisation = self._organisations([task]).get(
                str(values.get("provider", "")), thing.organisation
            )
            said = self.filling.offer(values, organisation, thing.definition)
            edit_offer(self.person, thing, funding=thing.funding, start_months=thing.start_months, **said)
            last = self.filling.last_day(task.values)
            if last is not None and last != thing.ended_on:
                end_offer(self.person, thing, last_day=last)
        else:
            edit_need(self.person, thing, when=thing.when, **self.filling.need(values))

    def _note_fingerprints(self, tasks: Sequence[Task]) -> None:
        after = _all_of(self.what, [task.outcome["id"] for task in tasks])
        for task in tasks:
            here = after.by_key.get(str(task.outcome["id"]))
            task.outcome["p"] = fingerprint(here.values) if here else ""

    def keep_origins(self) -> None:
        Origin.objects.filter(foreign_list=self.list, row__in=[task.number for task in self.tasks]).delete()
        insert_rows(
            Origin,
            (*ORIGIN, *THING.values()),
            (
                (
                    self.person.alliance.pk,
                    self.list.pk,
                    task.number,
                    str(task.read.values.get("number", ""))[:200],
                    _street(task.read),
                    task.read.details,
                    task.read.cells,
                    *(self._id(task) if what == self.what else None for what in THING),
                )
                for task in self.tasks
            ),
        )

    def _id(self, task: Task) -> int:
        return int(task.outcome.get("id") or task.item["x"])


def _all_of(what: str, keys: list[int]) -> Existing:
    return existing(what, map(str, keys))


def _street(read: ReadRow) -> str:
    return like(
        "", "", street=str(read.values.get("street", "")), postcode=str(read.values.get("postcode", ""))
    ).street[:300]
