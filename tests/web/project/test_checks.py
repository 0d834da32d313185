from __future__ import annotations

from pathlib import Path

from django.core.checks import run_checks
from pytest_django import Settings

from staffelstab.web.project import checks


def test_the_house_as_it_stands_has_nothing_to_complain_about() -> None:
    assert run_checks() == []


def test_a_missing_design_system_is_named_with_the_next_step(settings: Settings, tmp_path: Path) -> None:
    settings.STATICFILES_DIRS = [("kern", tmp_path)]
    (message,) = checks.design_system_is_installed(None)
    assert (message.id, "make install" in str(message.hint)) == ("staffelstab.W001", True)


def test_operation_needs_https_and_collected_files(settings: Settings, tmp_path: Path) -> None:
    settings.HTTPS, settings.STATIC_IS_COLLECTED, settings.STATIC_ROOT = False, True, tmp_path
    assert [message.id for message in checks.operation_is_encrypted(None)] == ["staffelstab.E001"]
    assert [message.id for message in checks.static_files_are_collected(None)] == ["staffelstab.E002"]
    (tmp_path / "staticfiles.json").write_text("{}")
    settings.HTTPS = True
    assert checks.operation_is_encrypted(None) == checks.static_files_are_collected(None) == []


def test_missing_german_is_named(settings: Settings, tmp_path: Path) -> None:
    settings.LOCALE_PATHS = [tmp_path]
    assert [message.id for message in checks.german_is_compiled(None)] == ["staffelstab.W002"]
