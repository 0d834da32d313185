from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from staffelstab.web.alliances.models import LinkTask, Membership, Organisation
from staffelstab.web.alliances.models.link_tasks import KEY_BYTES, digest_of_key
from staffelstab.web.alliances.rules import may_send_link_task
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.notices.actions.send_letter import send_letter

LetterText = Callable[[LinkTask, str], tuple[str, str]]
"""From the task and its address (with the key) to subject and text of the letter, in the language of the task."""


@dataclass(frozen=True)
class Request:
    """What is asked, of whom, until when. ``url_name`` is the view that answers; it receives ``link_key``."""

    kind: str
    subject: str
    title: str
    url_name: str
    function: str
    address: str
    expires_on: date
    organisation: Organisation | None = None
    language: str = "de"


@transaction.atomic
def send_link_task(person: Membership, request: Request, letter: LetterText, *, today: date) -> LinkTask:
    """Ask somebody without an account. The key leaves with the letter and is kept nowhere else."""
    may_send_link_task(person).or_refuse()
    key = secrets.token_urlsafe(KEY_BYTES)
    task = LinkTask(
        alliance=person.alliance,
        kind=request.kind,
        subject=request.subject,
        title=request.title[:200],
        organisation=request.organisation,
        function=request.function,
        address=request.address,
        language=request.language,
        digest=digest_of_key(key),
        asked_by=person.journal_label[:300],
        sent_on=today,
        expires_on=request.expires_on,
    )
    task.full_clean()
    task.save()
    address = settings.PUBLIC_ADDRESS + reverse(request.url_name, kwargs={"link_key": key})
    with override(task.language):
        subject, text = letter(task, address)
    send_letter(address=task.address, language=task.language, subject=subject, text=text, confidential=True)
    write_entry(
        person,
        "alliances.send_link_task",
        task,
        alliance_key=person.alliance.slug,
        after={"kind": task.kind, "subject": task.subject, "to": task.who, "expires_on": task.expires_on},
    )
    return task
