from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from staffelstab.web.notices.actions.send_letter import deliver_letter
from staffelstab.web.notices.models import Letter


class Command(BaseCommand):
    help = "Sends the letters that are still in the outbox, for example after the mail server was down."

    def handle(self, *args: Any, **options: Any) -> None:
        results = [deliver_letter(letter) for letter in Letter.objects.filter(sent_at=None)]
        self.stdout.write(f"{results.count(True)} sent, {results.count(False)} still waiting.")
