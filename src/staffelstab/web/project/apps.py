from __future__ import annotations

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "staffelstab.web.project"
    label = "project"

    def ready(self) -> None:
        from staffelstab.web.project import checks  # noqa: F401  (registers the system checks)
