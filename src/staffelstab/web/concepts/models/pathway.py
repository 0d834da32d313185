"""A concept: stations (offers), the arrows between them, and what the check needs to know beside them."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import AllianceOwned
from staffelstab.web.concepts.enums import TransitionState
from staffelstab.web.offers.models import Offer

HANDOVER_PARTS = ("hands_over", "receives", "procedure", "within_days", "papers", "consent", "if_not_arrived")
MOST_DAYS = 3650


class Concept(AllianceOwned):
    """`scales`, `profiles`, `goals`, `settings` have the shape of the file format.

    `places` are the municipalities that are checked, as in the file. `file_keys` keeps the keys a file gave to offers,
    organisations and fundings where they differ from ours: {"offers": {"<our id>": "<key>"}, …}, and what else
    only the file says: its agreements, which fundings are no public money.
    A variant knows the concept it was branched from and in `base` how that one stood then, to be merged back.
    `revision` grows by one with every deed: whoever works on an older one is told what changed meanwhile.
    """

    title = models.CharField(_("title"), max_length=200)
    date = models.DateField(_("day of the check"))
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    scales = models.JSONField(default=dict, blank=True)
    profiles = models.JSONField(default=dict, blank=True)
    goals = models.JSONField(default=list, blank=True)
    settings = models.JSONField(default=dict, blank=True)
    places = models.JSONField(default=list, blank=True)
    file_keys = models.JSONField(default=dict, blank=True)
    notes = models.JSONField(default=list, blank=True)
    sources = models.JSONField(default=dict, blank=True)
    assumption_note = models.TextField(_("what is assumed here"), blank=True)
    revision = models.PositiveIntegerField(default=1)
    variant_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="variants", verbose_name=_("variant of")
    )
    base = models.JSONField(default=dict, blank=True)
    other_offers = models.ManyToManyField(
        Offer, related_name="+", blank=True, verbose_name=_("offers of the file that are no stations")
    )

    class Meta:
        ordering = ("-date", "title", "pk")
        verbose_name = _("pathway concept")
        verbose_name_plural = _("pathway concepts")
        constraints = (
            models.CheckConstraint(condition=~Q(title=""), name="concepts_concept_has_a_title"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="concepts_concept_ends_after_begin",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Station(AllianceOwned):
    """An offer that stands in a concept; `position` keeps the order of a file."""

    concept = models.ForeignKey(Concept, models.PROTECT, related_name="stations", verbose_name=_("concept"))
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="+", verbose_name=_("offer"))
    is_entry_point = models.BooleanField(_("people can begin here"), default=False)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("station")
        verbose_name_plural = _("stations")
        constraints = (
            models.UniqueConstraint(fields=("concept", "offer"), name="concepts_station_once_per_concept"),
        )

    def __str__(self) -> str:
        return str(self.offer)


class Transition(AllianceOwned):
    """An arrow between two stations with its handover procedure; empty parts are not settled yet."""

    concept = models.ForeignKey(
        Concept, models.PROTECT, related_name="transitions", verbose_name=_("concept")
    )
    origin = models.ForeignKey(Station, models.PROTECT, related_name="leads_on", verbose_name=_("from"))
    target = models.ForeignKey(Station, models.PROTECT, related_name="reached_by", verbose_name=_("to"))
    state = models.CharField(
        _("state"), max_length=10, choices=TransitionState.choices, default=TransitionState.POSSIBLE
    )
    when = models.JSONField(_("target group"), default=dict, blank=True)
    condition = models.TextField(_("condition in words"), blank=True)
    hands_over = models.TextField(_("who hands over"), blank=True)
    receives = models.TextField(_("who receives"), blank=True)
    procedure = models.TextField(_("how"), blank=True)
    within_days = models.PositiveIntegerField(
        _("within days"), null=True, blank=True, validators=[MaxValueValidator(MOST_DAYS)]
    )
    papers = models.TextField(_("which papers"), blank=True)
    consent = models.TextField(_("consent of the person"), blank=True)
    if_not_arrived = models.TextField(_("if somebody does not arrive"), blank=True)
    agreement = models.TextField(_("agreement"), blank=True)
    assumptions = models.JSONField(default=list, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = _("transition")
        verbose_name_plural = _("transitions")
        constraints = (
            models.UniqueConstraint(
                fields=("concept", "origin", "target"), name="concepts_transition_once_per_pair"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[str(value) for value in TransitionState.values]),
                name="concepts_transition_has_a_known_state",
            ),
        )

    def __str__(self) -> str:
        return f"{self.origin} → {self.target}"
