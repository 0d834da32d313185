"""The tenant wall raises when it was forgotten, and a foreign row does not exist."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import models
from django_scopes import scope
from django_scopes.exceptions import ScopeError

from staffelstab.web.alliances.models import Membership, Participation, unscoped
from tests.cast import Cast

QUESTIONS: list[Callable[[models.Manager[Any]], Any]] = [
    lambda rows: rows.count(),
    lambda rows: list(rows.all()),
    lambda rows: rows.exists(),
    lambda rows: rows.filter(pk=1).exists(),
    lambda rows: rows.exclude(pk=1).exists(),
    lambda rows: rows.get(pk=1),
    lambda rows: rows.in_bulk([1]),
    lambda rows: list(rows.select_related("alliance")),
    lambda rows: list(rows.values_list("pk")),
    lambda rows: rows.update(role="coordinator"),
    lambda rows: rows.aggregate(models.Count("pk")),
    lambda rows: rows.first(),
    lambda rows: rows.select_for_update().get(pk=1),
    lambda rows: list(rows.raw("SELECT * FROM alliances_membership")),
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_question_is_answered_without_a_scope(cast: Cast, question: Callable[[Any], Any]) -> None:
    with pytest.raises(ScopeError):
        question(Membership.objects)


def test_inside_only_own_rows_exist(cast: Cast) -> None:
    with cast.inside():
        assert not Membership.objects.filter(pk=cast.czerny.pk).exists()
        assert Membership.objects.count() == 4
    with scope(alliance=cast.neighbour):
        assert list(Membership.objects.all()) == [cast.czerny]
        assert Participation.objects.count() == 0


def test_the_way_around_goes_through_the_wall_too(cast: Cast) -> None:
    with pytest.raises(ScopeError):
        cast.partner_organisation.participations.count()
    with scope(alliance=cast.neighbour):
        assert cast.partner_organisation.participations.count() == 0
    with cast.inside():
        assert cast.partner_organisation.participations.count() == 1


def test_the_way_out_needs_a_reason(cast: Cast) -> None:
    with unscoped("count everything"):
        assert Membership.objects.count() == 5
    with pytest.raises(ValueError, match="reason"), unscoped("  "):
        pass
    with pytest.raises(ScopeError):
        Membership.objects.count()
