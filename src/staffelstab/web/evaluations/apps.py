from __future__ import annotations

from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "staffelstab.web.evaluations"
    label = "evaluations"
