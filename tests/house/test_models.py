"""Relations point down, walls have no holes, nothing is missing from the migrations."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.utils.translation import override

from staffelstab.web.alliances.models import Alliance, AllianceManager, AllianceOwned

WEB = Path(__file__).resolve().parents[2] / "src" / "staffelstab" / "web"
# From top to bottom; a relation may point to a room further down or stay at home.
ROOMS = (
    "demo",
    "desk",
    "evaluations",
    "concepts",
    "surveys",
    "intake",
    "offers",
    "funding",
    "documents",
    "alliances",
    "accounts",
    "notices",
    "journal",
    "kit",
)
# Parts that die with their whole. Everything else is protected; one line of reason for each.
CASCADES: dict[str, str] = {
    "intake.Origin.organisation": "where something comes from means nothing without the thing",
    "intake.Origin.offer": "where something comes from means nothing without the thing",
    "intake.Origin.need": "where something comes from means nothing without the thing",
}
# Who may look past the tenant wall, and how often.
WAYS_OUT = {"alliances/queries/alliance.py": 4, "alliances/actions/clear_link_tasks.py": 1}


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in ROOMS]


def relations() -> list[tuple[type[models.Model], models.Field[object, object]]]:
    return [
        (model, field)
        for model in our_models()
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.is_relation
    ]


def test_relations_point_down_or_stay_home() -> None:
    wrong = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model, field in relations()
        if isinstance(field.related_model, type)
        and field.related_model._meta.app_label in ROOMS
        and ROOMS.index(field.related_model._meta.app_label) < ROOMS.index(model._meta.app_label)
    ]
    assert wrong == []


def test_the_journal_depends_on_nothing_that_could_die() -> None:
    assert [field.name for model, field in relations() if model._meta.app_label == "journal"] == []


def test_deleting_takes_nothing_along_unless_it_is_listed() -> None:
    cascading = {
        f"{model._meta.label}.{field.name}"
        for model, field in relations()
        if isinstance(field, models.ForeignKey)
        and not model._meta.auto_created
        and field.remote_field.on_delete is not models.PROTECT
    }
    assert cascading == set(CASCADES)


def test_whatever_belongs_to_an_alliance_stands_behind_the_wall() -> None:
    owned = [model for model, field in relations() if field.related_model is Alliance]
    assert owned
    open_rows = [
        model._meta.label
        for model in owned
        if not issubclass(model, AllianceOwned) or not isinstance(model._default_manager, AllianceManager)
    ]
    assert open_rows == []


def test_every_manager_of_a_walled_model_keeps_the_wall() -> None:
    holes = [
        f"{model._meta.label}.{manager.name}"
        for model in our_models()
        if issubclass(model, AllianceOwned)
        for manager in model._meta.managers
        if not isinstance(manager, AllianceManager)
    ]
    assert holes == []


def test_the_ways_past_the_wall_are_counted() -> None:
    found: Counter[str] = Counter()
    for file in WEB.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        found[str(file.relative_to(WEB))] += len(re.findall(r"with unscoped\(|, unscoped\(", text))
        if "scopes_disabled" in text:
            assert file.relative_to(WEB) == Path("alliances/models/tenancy.py")
    assert {name: count for name, count in found.items() if count} == WAYS_OUT


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["de", "en"])
def test_no_migration_is_missing_in_any_language(language: str) -> None:
    said = io.StringIO()
    with override(language):
        call_command("makemigrations", "--check", "--dry-run", stdout=said)
    assert "No changes detected" in said.getvalue()


def test_migrations_can_be_taken_back() -> None:
    one_way = [
        str(file.relative_to(WEB))
        for file in WEB.glob("*/migrations/0*.py")
        if re.search(r"RunPython\(\s*\w+\s*\)|RunSQL\(\s*[^,()]+\)", file.read_text(encoding="utf-8"))
    ]
    assert one_way == []


def test_django_s_admin_is_not_part_of_the_house() -> None:
    """It writes past rules, locks and journal."""
    assert not apps.is_installed("django.contrib.admin")
    assert list(WEB.rglob("admin.py")) == []
