from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from staffelstab.web.alliances.enums import LinkState
from staffelstab.web.alliances.models import LinkTask


@transaction.atomic
def close_link_task(task: LinkTask, *, today: date) -> LinkTask:
    """Called inside the deed that answers the task, which writes the journal. Two answers at once: one is told."""
    task = LinkTask.objects.select_for_update().get(pk=task.pk)
    if task.state_on(today) != LinkState.OPEN:
        raise ValidationError(
            _("This link is not open any more (%(state)s). Nothing was changed.")
            % {"state": task.state_on(today).label}
        )
    task.done_at = timezone.now()
    task.save(update_fields=("done_at",))
    return task
