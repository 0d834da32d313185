from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from staffelstab.web.alliances.actions.load_reference_data import load_reference_data


class Command(BaseCommand):
    help = "Loads municipalities and types of actors; can be repeated."

    def handle(self, *args: Any, **options: Any) -> None:
        load_reference_data()
        self.stdout.write("Municipalities and types of actors are up to date.")
