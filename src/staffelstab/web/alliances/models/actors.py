"""Who works together: the taxonomy of the deck, places, organisations, and their part in an alliance."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.enums import BodyKind, Visibility
from staffelstab.web.alliances.models.tenancy import AllianceOwned


class ActorField(models.Model):
    """One of the four fields of the deck."""

    key = models.SlugField(primary_key=True)
    label_de = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        ordering = ("position",)
        verbose_name = _("field of actors")
        verbose_name_plural = _("fields of actors")

    def __str__(self) -> str:
        return self.label_en if get_language() == "en" else self.label_de


class ActorType(models.Model):
    """Extensible. ``seed_count``: how many evaluated alliances named the type; empty if not counted."""

    key = models.SlugField(primary_key=True)
    field = models.ForeignKey(
        ActorField, models.PROTECT, related_name="types", verbose_name=_("field of actors")
    )
    label_de = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200)
    seed_count = models.PositiveSmallIntegerField(null=True, blank=True)
    is_usual = models.BooleanField(_("named by more than half of the alliances"), default=False)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("field__position", "position")
        verbose_name = _("type of actor")
        verbose_name_plural = _("types of actors")

    def __str__(self) -> str:
        return self.label_en if get_language() == "en" else self.label_de


class Place(models.Model):
    """A municipality with its official key. Reference data: loaded by a command, never typed."""

    ags = models.CharField(
        _("official municipality key"),
        primary_key=True,
        max_length=8,
        validators=[RegexValidator(r"^\d{8}$")],
    )
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=100)
    district_key = models.CharField(_("official district key"), max_length=5, db_index=True)
    district_name = models.CharField(_("district"), max_length=200)
    population = models.PositiveIntegerField(_("inhabitants"))
    population_date = models.DateField(_("inhabitants counted on"))
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        ordering = ("short_name", "ags")
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")

    def __str__(self) -> str:
        return self.short_name


class Organisation(models.Model):
    """Shared between overlapping alliances. Contacts are functions, never persons."""

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    actor_type = models.ForeignKey(
        ActorType, models.PROTECT, related_name="+", verbose_name=_("type of actor")
    )
    territory = models.ManyToManyField(Place, related_name="+", blank=True, verbose_name=_("responsible for"))
    website = models.URLField(_("website"), blank=True)
    phone = models.CharField(_("business telephone"), max_length=50, blank=True)
    email = models.EmailField(_("business e-mail address"), blank=True)

    class Meta:
        ordering = ("name", "pk")
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="alliances_organisation_has_a_name"),
            models.UniqueConstraint(
                fields=("name", "actor_type"), name="alliances_organisation_once_per_type"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def display_name(self) -> str:
        return self.short_name or self.name


class Participation(AllianceOwned):
    """An organisation takes part in an alliance from a day on, perhaps until a day.

    Whether it sits in the core group is told by the seats of that body, whom one asks by its contacts.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="participations", verbose_name=_("organisation")
    )
    since = models.DateField(_("takes part since"))
    until = models.DateField(_("takes part until"), null=True, blank=True)
    _in_core_group: bool | None = None
    _contact_function: str | None = None

    class Meta:
        ordering = ("organisation__name", "pk")
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = (
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="alliances_participation_ends_after_begin",
            ),
            models.UniqueConstraint(
                fields=("alliance", "organisation"),
                condition=Q(until=None),
                name="alliances_participation_once_open",
            ),
        )

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def in_core_group(self) -> bool:
        """Lists get it annotated for a day (``queries.participations``); asked alone, open seats count."""
        if self._in_core_group is None:
            seats = self.organisation.seats.filter(body__kind=BodyKind.CORE_GROUP, valid_to=None)
            self._in_core_group = seats.exists()
        return self._in_core_group

    @in_core_group.setter
    def in_core_group(self, known: bool) -> None:
        self._in_core_group = known

    @property
    def contact_function(self) -> str:
        """The first open contact that everybody in the alliance may see; lists get it annotated."""
        if self._contact_function is None:
            contacts = self.organisation.contacts.filter(valid_to=None).exclude(
                function_for=Visibility.COORDINATION
            )
            self._contact_function = contacts.order_by("pk").values_list("function", flat=True).first() or ""
        return self._contact_function

    @contact_function.setter
    def contact_function(self, known: str) -> None:
        self._contact_function = known
