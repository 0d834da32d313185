from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    COORDINATOR = "coordinator", _("Coordinator")
    CORE_MEMBER = "core_member", _("Core group member")
    PARTNER = "partner", _("Partner")
    EVALUATOR = "evaluator", _("Evaluator")


class AllianceKind(models.TextChoices):
    DISTRICT = "district", _("District")
    CITY = "city", _("Independent city")


class Founding(models.TextChoices):
    UNKNOWN = "unknown", _("not recorded")
    NEWLY_FOUNDED = "newly_founded", _("newly founded")
    ATTACHED = "attached", _("attached to existing structures")


class KindList(models.TextChoices):
    """Which open list a kind of the reference data belongs to."""

    STRUCTURE = "structure", _("existing structures")
    INVOLVEMENT = "involvement", _("involvement of the municipalities")


class Visibility(models.TextChoices):
    """For whom a part of a contact is meant; each level includes the ones before it."""

    PUBLIC = "public", _("public")
    ALLIANCE = "alliance", _("alliance")
    COORDINATION = "coordination", _("coordination only")


class BodyKind(models.TextChoices):
    CORE_GROUP = "core_group", _("Core group")
    STEERING_GROUP = "steering_group", _("Steering group")
    WORKING_GROUP = "working_group", _("Working group")
    OTHER = "other", _("Other body")


class Vote(models.TextChoices):
    YES = "yes", _("with a vote")
    NO = "no", _("without a vote")
    UNKNOWN = "unknown", _("vote not recorded")


class Stage(models.TextChoices):
    """How far the alliance is in the story."""

    GATHERING = "gathering", _("Actors are being gathered")
    ANALYSING = "analysing", _("Needs and offers are being analysed")
    DRAFTING = "drafting", _("Concept in work")
    DECIDED = "decided", _("Concept decided")
    AGREED = "agreed", _("Agreements concluded")
    RUNNING = "running", _("In practice")


class LinkState(models.TextChoices):
    OPEN = "open", _("open")
    DONE = "done", _("answered")
    EXPIRED = "expired", _("expired")
    WITHDRAWN = "withdrawn", _("withdrawn")
