from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scope

from staffelstab.web.alliances.models import Alliance
from staffelstab.web.surveys.actions.remind_partner import remind_partner
from staffelstab.web.surveys.queries import coordinator_on, sheets_to_remind

DAYS_BEFORE = 3


class Command(BaseCommand):
    help = "Reminds every partner once whose answers to a work aid are due soon; meant for every morning."

    def handle(self, *args: Any, **options: Any) -> None:
        today, sent = timezone.localdate(), 0
        for alliance in Alliance.objects.all():
            with scope(alliance=alliance):
                coordinator = coordinator_on(today)
                for sheet in sheets_to_remind(today=today, until=today + timedelta(days=DAYS_BEFORE)):
                    try:
                        if coordinator is not None:
                            remind_partner(coordinator, sheet, today=today)
                            sent += 1
                    except ValidationError as problem:
                        self.stderr.write(f"{alliance}, {sheet}: {' '.join(problem.messages)}")
        self.stdout.write(_("Reminders sent: %(count)s") % {"count": sent})
