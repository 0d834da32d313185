from __future__ import annotations

import io

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from staffelstab.web.notices.actions.send_letter import send_letter
from staffelstab.web.notices.models import Letter

NOBODY_LISTENS = 9  # the discard port


@pytest.mark.django_db
@pytest.mark.parametrize(("confidential", "kept"), [(False, "Guten Tag"), (True, "")])
def test_a_letter_leaves_with_its_deed_and_a_confidential_text_is_forgotten(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, confidential: bool, kept: str
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        send_letter(
            address="a@example.org",
            language="de",
            subject="Zwei\nZeilen",
            text="Guten Tag",
            confidential=confidential,
        )
        assert mail.outbox == []
    assert [(letter.subject, letter.body, letter.to) for letter in mail.outbox] == [
        ("Zwei Zeilen", "Guten Tag", ["a@example.org"])
    ]
    letter = Letter.objects.get()
    assert letter.sent_at is not None
    assert letter.text == kept


@pytest.mark.django_db(transaction=True)
def test_a_letter_of_a_failed_deed_is_never_sent() -> None:
    class DeedFailed(Exception):
        pass

    with pytest.raises(DeedFailed), transaction.atomic():
        send_letter(address="a@example.org", language="de", subject="x", text="y")
        raise DeedFailed
    assert mail.outbox == []
    assert Letter.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_letter_waits_when_the_mail_server_is_down_and_is_sent_later(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", NOBODY_LISTENS
    send_letter(address="a@example.org", language="de", subject="x", text="y", confidential=True)
    waiting = Letter.objects.get()
    assert waiting.sent_at is None
    assert "ConnectionRefusedError" in waiting.failure
    assert waiting.text == "y"

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    said = io.StringIO()
    call_command("send_letters", stdout=said)
    assert said.getvalue() == "1 sent, 0 still waiting.\n"
    sent = Letter.objects.get()
    assert (sent.failure, sent.text, len(mail.outbox)) == ("", "", 1)
