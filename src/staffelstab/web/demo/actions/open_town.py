"""One alliance of the demonstration, built from its district file by the deeds that people use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django_scopes import scope

from staffelstab.web.alliances.actions.add_membership import add_membership
from staffelstab.web.alliances.actions.add_organisation import add_organisation
from staffelstab.web.alliances.actions.create_alliance import create_alliance
from staffelstab.web.alliances.enums import AllianceKind
from staffelstab.web.alliances.models import ActorType, Alliance, Membership, Organisation, Place
from staffelstab.web.concepts.actions.apply_import import apply_import
from staffelstab.web.concepts.actions.read_import import read_import
from staffelstab.web.concepts.models import Concept
from staffelstab.web.concepts.queries.boards import load
from staffelstab.web.demo.actions.ask_a_round import ask_a_round
from staffelstab.web.demo.actions.furnish_alliance import furnish_alliance
from staffelstab.web.demo.actions.gather_statements import gather_statements
from staffelstab.web.demo.actions.leave_list import leave_list
from staffelstab.web.demo.actions.load_invented_places import load_invented_places
from staffelstab.web.demo.pathway import DistrictFile, district_file, furniture_of
from staffelstab.web.demo.phrases import Part, Town
from staffelstab.web.evaluations.actions.publish_page import publish_page
from staffelstab.web.journal.models import Actor
from staffelstab.web.offers.actions.answer_inquiry import Said, answer_inquiry
from staffelstab.web.offers.actions.ask_provider import ask_provider
from staffelstab.web.offers.actions.confirm_offer import confirm_offer
from staffelstab.web.offers.enums import AnswerKind
from staffelstab.web.offers.queries.inquiries import latest_task
from staffelstab.web.offers.rules import may_confirm_offer


@transaction.atomic
def open_town(person: Actor, town: Town, *, password: str, today: date) -> Concept:
    """All or nothing. `password` becomes that of the new accounts which can sign in."""
    file = district_file(town.file)
    since = min(date.fromisoformat(file.document["date"]), today) if "date" in file.document else today
    load_invented_places(
        file.document, district_key=town.district_key, district_name=town.name, counted_on=since
    )
    alliance = create_alliance(
        person,
        name=town.name,
        slug=town.slug,
        kind=AllianceKind.DISTRICT,
        district_key=town.district_key,
        founding=town.founding,
        stage=town.stage,
    )
    with scope(alliance=alliance):
        opening = Opening(alliance, town, file, since, password)
        coordinator = opening.invite(person, town.coordinator)
        organisations = opening.gather_organisations(coordinator)
        furniture = furniture_of(town.slug, file.document)
        furnish_alliance(coordinator, furniture, organisations, since=since, today=today)
        others = [
            opening.invite(coordinator, part, organisations.get(part.organisation)) for part in town.others
        ]
        imported = read_import(coordinator, file_name=file.name, content=file.content)
        concept = apply_import(coordinator, imported, today=today)
        opening.confirm_offers(concept, coordinator, others, today)
        if town.introduction:
            publish_page(coordinator, introduction=town.introduction, today=today)
        for each in town.rounds:
            ask_a_round(coordinator, each, organisations, today=today)
        if town.waiting_list:
            leave_list(coordinator, town.waiting_list, today=today)
        opening.ask_providers(concept, coordinator, organisations, today)
        if town.has_statements:
            gather_statements(coordinator, today=today)
    return concept


@dataclass(frozen=True)
class Opening:
    """What the steps share. `since`: the day from which everybody takes part."""

    alliance: Alliance
    town: Town
    file: DistrictFile
    since: date
    password: str

    def invite(self, person: Actor, part: Part, organisation: Organisation | None = None) -> Membership:
        return add_membership(
            person,
            self.alliance,
            email=part.email,
            function=part.function,
            role=part.role,
            valid_from=self.since,
            organisation=organisation,
            password=self.password if part.signs_in else None,
        )

    def gather_organisations(self, coordinator: Membership) -> Mapping[str, Organisation]:
        """By the keys of the file. Each is responsible for the municipalities in which it offers something."""
        types = ActorType.objects.in_bulk()
        joined = {}
        for each in self.file.document.get("organisations", []):
            key = each["key"]
            joined[key] = add_organisation(
                coordinator,
                name=each["name"],
                actor_type=types[each.get("type") or self.town.actor_types[key]],
                since=self.since,
                territory=Place.objects.filter(pk__in=self._territory(key)),
                in_core_group=key in self.town.core_group,
                contact_function=self.town.contacts.get(key, ""),
                email=self.town.addresses.get(key, ""),
            ).organisation
        return joined

    def _territory(self, organisation: str) -> set[str]:
        document = self.file.document
        everywhere = [place["key"] for place in document.get("places", [])]
        offers = [offer for offer in document["offers"] if offer.get("organisation") == organisation]
        return {place for offer in offers for place in offer.get("territory", everywhere)}

    def confirm_offers(
        self, concept: Concept, coordinator: Membership, others: Iterable[Membership], today: date
    ) -> None:
        """Providers with an account confirm their own offers, the coordination the rest."""
        speaks_for = {person.organisation_id: person for person in others}
        by_key = load(concept).by_key
        for key, days in self.town.confirmed_days_ago.items():
            offer = by_key[key].offer
            own = speaks_for.get(offer.organisation_id)
            who = own if own and may_confirm_offer(own, offer) else coordinator
            confirm_offer(who, offer, today=today - timedelta(days=days))

    def ask_providers(
        self,
        concept: Concept,
        coordinator: Membership,
        organisations: Mapping[str, Organisation],
        today: date,
    ) -> None:
        """Letters that went out, and what came back by link."""
        for key, days in self.town.asked_days_ago.items():
            function = self.town.contacts.get(key, "")
            asked = today - timedelta(days=days)
            inquiry = ask_provider(coordinator, organisations[key], function=function, today=asked)
            task = latest_task(inquiry)
            said = [
                Said(answer.offer_id, AnswerKind.CHANGED, note=self.town.answers[code])
                for code, station in load(concept).by_key.items()
                for answer in inquiry.answers.filter(offer=station.offer_id)
                if code in self.town.answers
            ]
            if task and said:
                answer_inquiry(task, said, today=today)
