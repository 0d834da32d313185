from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from staffelstab.web.alliances.actions.clear_link_tasks import clear_link_tasks


class Command(BaseCommand):
    help = "Empties the addresses of tasks by link that have been over for a year; run it once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        number = clear_link_tasks(today=timezone.localdate())
        self.stdout.write(f"{number} addresses of old tasks by link were emptied.")
