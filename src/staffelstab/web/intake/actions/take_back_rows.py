from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from staffelstab.web.alliances.actions.edit_organisation import edit_organisation
from staffelstab.web.alliances.actions.withdraw_organisations import withdraw_organisations
from staffelstab.web.alliances.models import Membership, Participation
from staffelstab.web.intake.enums import Deed, What
from staffelstab.web.intake.models import Batch, ForeignList, Origin
from staffelstab.web.intake.queries.existing import Existing, existing, fingerprint
from staffelstab.web.intake.queries.filling import Filling
from staffelstab.web.intake.rules import may_take_in_lists
from staffelstab.web.offers.actions.edit_need import edit_need
from staffelstab.web.offers.actions.edit_offer import edit_offer
from staffelstab.web.offers.actions.end_offer import end_offer
from staffelstab.web.offers.actions.remove_needs import remove_needs
from staffelstab.web.offers.actions.withdraw_offers import withdraw_offers

Outcome = dict[str, Any]


@transaction.atomic
def take_back_rows(
    person: Membership, foreign_list: ForeignList, batch: Batch, *, today: date
) -> list[list[Any]]:
    """The rows of one batch are as before. What was changed since or is used stays, and is named with its reason."""
    may_take_in_lists(person).or_refuse()
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    back = Back(person, foreign_list, batch, Filling(person.alliance, today=today))
    back.made()
    back.edited()
    back.origins()
    batch.outcome = [said for said in batch.outcome if _key(said) in back.kept]
    batch.undone_at = timezone.now()
    batch.taken_at = batch.taken_at if batch.outcome else None
    batch.save(update_fields=("outcome", "undone_at", "taken_at"))
    return back.refused


def _key(said: Mapping[str, Any]) -> Any:
    return said["r"] if "r" in said else f"provider-{said['id']}"


class Back:
    """One batch being taken back."""

    def __init__(self, person: Membership, foreign_list: ForeignList, batch: Batch, filling: Filling) -> None:
        self.person, self.list, self.batch, self.filling = person, foreign_list, batch, filling
        self.what = What(foreign_list.what)
        self.refused: list[list[Any]] = []
        self.kept: set[Any] = set()
        own = [said for said in batch.outcome if said["k"] in (Deed.NEW, Deed.CHANGED)]
        self.here: Existing = existing(self.what, [str(said["id"]) for said in own])
        self.titles = {row[0]: item["t"] for row, item in zip(batch.rows, batch.plan, strict=True)}

    def keep(self, said: Outcome, reason: str) -> None:
        self.kept.add(_key(said))
        self.refused.append([said.get("r", 0), self.titles.get(said.get("r", 0), str(said["id"])), reason])

    def _untouched(self, deed: Deed) -> list[Outcome]:
        """What is still as the list left it; the rest is named."""
        found = []
        for said in self.batch.outcome:
            if said["k"] != deed:
                continue
            here = self.here.by_key.get(str(said["id"]))
            if here is None and self.what == What.ORGANISATIONS and deed == Deed.NEW:
                found.append(said)  # ended already, as the list said
            elif here is None:
                continue
            elif fingerprint(here.values) == said["p"]:
                found.append(said)
            else:
                self.keep(said, _("It was changed after it was taken over."))
        return found

    def made(self) -> None:
        made = self._untouched(Deed.NEW)
        if self.what == What.ORGANISATIONS:
            self._withdraw(made)
        elif made:
            withdraw = withdraw_offers if self.what == What.OFFERS else remove_needs
            things = [self.here.by_key[str(said["id"])].thing for said in made]
            kept = withdraw(self.person, things)
            for said in made:
                if said["id"] in kept:
                    self.keep(said, kept[said["id"]])
        self._withdraw([said for said in self.batch.outcome if said["k"] == "provider"])

    def _withdraw(self, outcomes: Sequence[Outcome]) -> None:
        """Organisations that joined with this list. Those that took part before are left as they are."""
        if not outcomes:
            return
        parts = Participation.objects.filter(pk__in=[said["part"] for said in outcomes])
        new = {said["id"] for said in outcomes if said["new"]}
        kept = withdraw_organisations(self.person, list(parts.select_related("organisation")), new=new)
        for said in outcomes:
            if said["id"] in kept:
                self.keep(said, kept[said["id"]])

    def edited(self) -> None:
        for said in self._untouched(Deed.CHANGED):
            thing, before = self.here.by_key[str(said["id"])].thing, said["b"]
            if self.what == What.ORGANISATIONS:
                values = self.filling.organisation(before)
                edit_organisation(self.person, thing, **values)
            elif self.what == What.OFFERS:
                self._offer_as_before(thing, before)
            else:
                edit_need(self.person, thing, when=thing.when, **self.filling.need(before))

    def _offer_as_before(self, offer: Any, before: Mapping[str, Any]) -> None:
        providers = existing(What.ORGANISATIONS).by_key.values()
        organisation = next(
            (each.thing.organisation for each in providers if each.values["name"] == before["provider"]), None
        )
        values = self.filling.offer(before, organisation, offer.definition)
        edit_offer(self.person, offer, funding=offer.funding, start_months=offer.start_months, **values)
        ended = date.fromisoformat(before["ended_on"]) if before["ended_on"] else None
        if offer.ended_on != ended:
            end_offer(self.person, offer, last_day=ended)

    def origins(self) -> None:
        rows = {said["r"] for said in self.batch.outcome if "r" in said} - self.kept
        Origin.objects.filter(foreign_list=self.list, row__in=rows).delete()
