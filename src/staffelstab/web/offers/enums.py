from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    MEASURE = "measure", _("measure")
    ACCOMPANIMENT = "accompaniment", _("accompaniment")
    LEGAL_STEP = "legal_step", _("legal step")


class Method(models.TextChoices):
    """How a number of persons came about."""

    COUNTED = "counted", _("counted")
    ESTIMATED = "estimated", _("estimated")
    REPORTED = "reported", _("reported")


class CountOf(models.TextChoices):
    """What a number counts; unlike counts are never added."""

    PERSONS = "persons", _("persons")
    USES = "uses", _("uses of an offer")
    PLACES = "places", _("places needed")


class Sex(models.TextChoices):
    WOMEN = "women", _("women")
    MEN = "men", _("men")
    DIVERSE = "diverse", _("diverse")


class BenefitLaw(models.TextChoices):
    """Under which law people receive benefits; decides which office is responsible."""

    ASYLBLG = "asylblg", _("Asylum Seekers’ Benefits Act (AsylbLG)")
    SGB2 = "sgb2", _("basic income for jobseekers (SGB II)")
    SGB3 = "sgb3", _("employment promotion (SGB III)")
    SGB8 = "sgb8", _("youth welfare (SGB VIII)")
    SGB12 = "sgb12", _("social assistance (SGB XII)")
    NONE = "none", _("no benefits")


class AnswerKind(models.TextChoices):
    """What a provider says about an offer by letter."""

    CORRECT = "correct", _("still correct")
    CHANGED = "changed", _("something has changed")
    ENDED = "ended", _("ended, or will end")


class Decision(models.TextChoices):
    ACCEPTED = "accepted", _("taken over")
    KEPT = "kept", _("left as it was")


class CodeKind(models.TextChoices):
    MODULE = "module", _("module")
    TOPIC = "topic", _("topic")
    OBSTACLE = "obstacle", _("obstacle")


class SaidIn(models.TextChoices):
    INTERVIEW = "interview", _("interview")
    WORK_AID = "work_aid", _("work aid")
    MEETING = "meeting", _("meeting")
    OTHER = "other", _("other")


class Visibility(models.TextChoices):
    ALLIANCE = "alliance", _("everybody in the alliance")
    CORE = "core", _("coordination, core group and evaluation")
