"""What people need, as counts; never a person."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Lower, Replace
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import AllianceOwned, Place
from staffelstab.web.kit.amounts import LONGEST
from staffelstab.web.offers.enums import BenefitLaw, CountOf, Method, Sex

NUMBERS = re.compile(r"\d[\d.,' \u00a0\u202f’]*")
SORTED_LIKE = (("Ä", "a"), ("ä", "a"), ("Ö", "o"), ("ö", "o"), ("Ü", "u"), ("ü", "u"), ("ß", "ss"))


def sorting(field: str) -> Lower:
    """The text as a dictionary sorts it; the database keeps it true, whoever writes the row."""
    expression: F | Replace = F(field)
    for letter, plain in SORTED_LIKE:
        expression = Replace(expression, Value(letter), Value(plain))
    return Lower(expression)


class Need(AllianceOwned):
    """How many persons with these features live in these places. No number means: not known, not zero.

    ``when`` is a condition in the shape of the file format, and the truth for the checker. ``sex`` and ``benefit_law``
    narrow the group beyond what the checker knows. No places means: in the whole territory. ``wording`` keeps how the
    number was written ("about 400"); ``minimum`` and ``maximum`` are what was read from it.
    """

    key = models.SlugField(_("key"), max_length=80)
    label = models.CharField(_("group"), max_length=200)
    when = models.JSONField(_("features of the group"), default=dict, blank=True)
    sex = models.CharField(_("sex"), max_length=20, choices=Sex.choices, blank=True)
    benefit_law = models.CharField(_("benefit law"), max_length=20, choices=BenefitLaw.choices, blank=True)
    life_area = models.CharField(_("area of life"), max_length=60, blank=True)
    places = models.ManyToManyField(Place, related_name="+", blank=True, verbose_name=_("municipalities"))
    minimum = models.PositiveIntegerField(_("at least"), null=True, blank=True)
    maximum = models.PositiveIntegerField(_("at most"), null=True, blank=True)
    wording = models.CharField(_("number as it was written"), max_length=LONGEST, blank=True)
    count_of = models.CharField(
        _("what is counted"), max_length=20, choices=CountOf.choices, default=CountOf.PERSONS
    )
    method = models.CharField(
        _("how the number came about"), max_length=20, choices=Method.choices, blank=True
    )
    source = models.CharField(_("source"), max_length=500, blank=True)
    date = models.DateField(_("as of"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    sorted_label = models.GeneratedField(
        expression=sorting("label"), output_field=models.CharField(max_length=400), db_persist=True
    )

    class Meta:
        ordering = ("sorted_label", "pk")
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        indexes = (
            models.Index(fields=("alliance", "sorted_label", "id"), name="offers_need_by_label"),
            models.Index(fields=("alliance", "life_area"), name="offers_need_by_area"),
        )
        constraints = (
            models.UniqueConstraint(fields=("alliance", "key"), name="offers_need_key_once_per_alliance"),
            models.CheckConstraint(condition=~Q(label="") & ~Q(key=""), name="offers_need_has_a_label"),
            models.CheckConstraint(
                condition=Q(minimum=None) | Q(maximum=None) | Q(maximum__gte=F("minimum")),
                name="offers_need_minimum_below_maximum",
            ),
            models.CheckConstraint(
                condition=Q(method__in=["", *Method.values]), name="offers_need_method_is_known"
            ),
            models.CheckConstraint(
                condition=Q(count_of__in=CountOf.values), name="offers_need_count_is_known"
            ),
            models.CheckConstraint(condition=Q(sex__in=["", *Sex.values]), name="offers_need_sex_is_known"),
            models.CheckConstraint(
                condition=Q(benefit_law__in=["", *BenefitLaw.values]), name="offers_need_benefit_law_is_known"
            ),
            models.CheckConstraint(
                condition=Q(wording="") | Q(minimum__isnull=False) | Q(maximum__isnull=False),
                name="offers_need_wording_has_a_number",
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def is_narrowed(self) -> bool:
        """The number is about fewer people than ``when`` says; for the checker it is a lower end only."""
        return bool(self.sex or self.benefit_law)

    @property
    def is_exact(self) -> bool:
        return self.minimum is not None and self.minimum == self.maximum

    @property
    def is_read_otherwise(self) -> bool:
        """The ends say more than the words: "about 400" does not name 360."""
        named = {int(re.sub(r"\D", "", number)) for number in NUMBERS.findall(self.wording)}
        return not {end for end in (self.minimum, self.maximum) if end is not None} <= named

    def clean(self) -> None:
        if not isinstance(self.when, dict):
            raise ValidationError({"when": _("The features are not in the shape of the file format.")})
