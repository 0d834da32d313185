from __future__ import annotations

from django.db import transaction

from staffelstab.web.accounts.models import User


@transaction.atomic
def edit_profile(person: User, *, function: str, organisation_label: str, language: str) -> User:
    """Everybody edits their own account only. No journal entry: nothing but the own label changes."""
    user = User.objects.select_for_update().get(pk=person.pk)
    user.function = function.strip()
    user.organisation_label = organisation_label.strip()
    user.language = language
    user.full_clean()
    user.save(update_fields=("function", "organisation_label", "language"))
    return user
