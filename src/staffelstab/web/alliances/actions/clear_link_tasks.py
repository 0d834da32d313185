from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from staffelstab.web.alliances.models import LinkTask, unscoped

KEPT_DAYS = 365


@transaction.atomic
def clear_link_tasks(*, today: date) -> int:
    """Empty the addresses of tasks that have been over for a year; answers and the journal stay. How many?"""
    before = today - timedelta(days=KEPT_DAYS)
    over = Q(done_at__date__lt=before) | Q(withdrawn_on__lt=before) | Q(expires_on__lt=before)
    with unscoped("business addresses go after a year in all alliances"):
        return LinkTask.objects.filter(over).exclude(address="").update(address="")
