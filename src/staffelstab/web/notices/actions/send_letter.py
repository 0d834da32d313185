from __future__ import annotations

from smtplib import SMTPException

from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from staffelstab.web.notices.models import Letter


def send_letter(
    *, address: str, language: str, subject: str, text: str, confidential: bool = False
) -> Letter:
    """Put a letter into the outbox with the deed; it leaves only when the deed's transaction is kept."""
    letter = Letter.objects.create(
        address=address,
        language=language,
        subject=" ".join(subject.split()),
        text=text,
        confidential=confidential,
    )
    transaction.on_commit(lambda: deliver_letter(letter))
    return letter


def deliver_letter(letter: Letter) -> bool:
    """Hand the letter to the mail server. A failure is kept, and ``send_letters`` tries again."""
    try:
        send_mail(letter.subject, letter.text, None, [letter.address])
    except (OSError, SMTPException) as problem:
        letter.failure = f"{type(problem).__name__}: {problem}"[:300]
        letter.save(update_fields=("failure",))
        return False
    letter.sent_at = timezone.now()
    letter.failure = ""
    if letter.confidential:
        letter.text = ""
    letter.save(update_fields=("sent_at", "failure", "text"))
    return True
