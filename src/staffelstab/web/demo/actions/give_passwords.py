from __future__ import annotations

from django.db import transaction

from staffelstab.web.accounts.models import User
from staffelstab.web.demo.phrases import PEOPLE
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.journal.models import Operations


@transaction.atomic
def give_passwords(password: str) -> None:
    """The three accounts open with the password that is printed, also after somebody tried out changing it."""
    emails = [part.email for part, _word in PEOPLE]
    for user in User.objects.select_for_update().filter(email__in=emails):
        if not user.check_password(password):
            user.set_password(password)
            user.save(update_fields=("password",))
            write_entry(Operations(), "demo.give_passwords", user, alliance_key="")
