"""What exists: each offer with who may enter and what is different afterwards."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import AllianceOwned, Organisation, Place
from staffelstab.web.funding.models import Funding
from staffelstab.web.kit.folding import fold
from staffelstab.web.offers.enums import Kind

FOLDED_TITLE = 80
SEARCHED = ("search_title", "search_text", "search_entry", "rules_digest")


class Offer(models.Model):
    """Shared between overlapping alliances, like organisations; an alliance sees what it has listed.

    ``definition`` holds what has no column, in the shape of the file format: access, outcomes, conditions,
    risks, sources, assumptions, and the title in other languages.
    ``made_from`` keeps what the catalogue said when the offer was made. The columns in ``SEARCHED`` repeat parts
    of it in the shape in which they are looked for; ``save`` keeps them true.
    """

    key = models.SlugField(_("key"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=200)
    short_title = models.CharField(_("short title for drawings"), max_length=28, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.MEASURE)
    category = models.CharField(_("category"), max_length=60, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="offers", verbose_name=_("provider")
    )
    funding = models.ForeignKey(
        Funding, models.PROTECT, null=True, blank=True, related_name="offers", verbose_name=_("funding")
    )
    months = models.PositiveSmallIntegerField(_("duration in months"), default=0)
    places = models.PositiveIntegerField(_("places"), null=True, blank=True)
    start_months = models.JSONField(_("months in which it starts"), default=list, blank=True)
    valid_from = models.DateField(_("offered from"), null=True, blank=True)
    valid_to = models.DateField(_("offered to"), null=True, blank=True)
    everywhere = models.BooleanField(_("in all municipalities"), default=False)
    territory = models.ManyToManyField(Place, related_name="+", blank=True, verbose_name=_("municipalities"))
    definition = models.JSONField(_("entry conditions and outcomes"), default=dict, blank=True)
    catalogue_key = models.CharField(_("entry of the catalogue"), max_length=80, blank=True)
    made_from = models.JSONField(default=dict, blank=True, editable=False)
    last_confirmed_on = models.DateField(_("last confirmed on"), null=True, blank=True)
    last_confirmed_by = models.CharField(_("last confirmed by"), max_length=300, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    updated_at = models.DateTimeField(_("last change"), auto_now=True)
    search_title = models.CharField(max_length=FOLDED_TITLE, editable=False, default="")
    search_text = models.TextField(editable=False, default="")
    search_entry = models.TextField(editable=False, default="")
    rules_digest = models.CharField(max_length=32, editable=False, default="")

    class Meta:
        ordering = ("title", "pk")
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        indexes = (
            models.Index(fields=("title",), name="offers_offer_title"),
            models.Index(fields=("search_title",), name="offers_offer_search_title"),
            models.Index(fields=("rules_digest",), name="offers_offer_rules"),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(title="") & ~Q(key=""), name="offers_offer_has_a_title"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="offers_offer_kind_is_known"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="offers_offer_ends_after_begin",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.ACCOMPANIMENT) | Q(months=0), name="offers_accompaniment_takes_no_time"
            ),
            models.CheckConstraint(
                condition=Q(last_confirmed_on=None, last_confirmed_by="")
                | (Q(last_confirmed_on__isnull=False) & ~Q(last_confirmed_by="")),
                name="offers_confirmation_has_day_and_function",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        months = self.start_months
        if not isinstance(months, list) or any(type(m) is not int or not 1 <= m <= 12 for m in months):
            raise ValidationError({"start_months": _("Months are numbers from 1 to 12.")})
        if not isinstance(self.definition, dict):
            raise ValidationError(
                {"definition": _("The entry conditions are not in the shape of the file format.")}
            )

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        for name, value in searched(self.title, self.short_title, self.definition).items():
            setattr(self, name, value)
        fields = None if update_fields is None else {*update_fields, *SEARCHED}
        super().save(*args, update_fields=fields, **kwargs)

    @property
    def drawn_title(self) -> str:
        return self.short_title or self.title

    @property
    def is_funded(self) -> bool:
        """Paid by a limited programme, not by the regular system."""
        return self.funding is not None and self.funding.is_programme

    def has_ended(self, today: date) -> bool:
        ends = [day for day in (self.ended_on, self.valid_to) if day]
        return bool(ends) and min(ends) < today


def searched(title: str, short_title: str, definition: dict[str, Any]) -> dict[str, str]:
    """What is looked for, by column. Offers with the same rules have the same digest: who may enter is asked once."""
    titles = definition.get("title")
    others = [str(text) for text in titles.values()] if isinstance(titles, dict) else []
    lines = definition.get("conditions")
    conditions = [str(line) for line in lines] if isinstance(lines, list) else []
    rules = {name: definition.get(name) for name in ("access", "outcomes")} | {"conditions": bool(conditions)}
    text = json.dumps(rules, sort_keys=True, ensure_ascii=False)
    return {
        "search_title": fold(title)[:FOLDED_TITLE],
        "search_text": fold(" ".join((title, short_title, *others))),
        "search_entry": fold(" ".join(conditions)),
        "rules_digest": hashlib.sha256(text.encode()).hexdigest()[:32],
    }


class Listing(AllianceOwned):
    """An offer is visible in an alliance if and only if it is listed there."""

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="listings", verbose_name=_("offer"))

    class Meta:
        ordering = ("offer__title", "pk")
        verbose_name = _("listed offer")
        verbose_name_plural = _("listed offers")
        constraints = (
            models.UniqueConstraint(fields=("alliance", "offer"), name="offers_listing_once_per_alliance"),
        )

    def __str__(self) -> str:
        return str(self.offer)
