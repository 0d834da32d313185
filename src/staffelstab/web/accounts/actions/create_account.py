from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction

from staffelstab.web.accounts.models import User
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.journal.models import Actor


@transaction.atomic
def create_account(
    person: Actor,
    *,
    email: str,
    function: str,
    organisation_label: str = "",
    language: str = "de",
    password: str | None = None,
    is_operator: bool = False,
) -> User:
    """Make an account. Without password its owner chooses one by the letter “password forgotten”.

    Whether ``person`` may do it is decided by the deed that calls this one, such as an invitation.
    """
    user = User(
        email=email.strip().lower(),
        function=function.strip(),
        organisation_label=organisation_label.strip(),
        language=language,
        is_operator=is_operator,
    )
    user.set_password(password)
    user.full_clean()
    user.save()
    # allauth keeps addresses in a table of its own and would otherwise fill it in when a page is merely read
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    write_entry(
        person,
        "accounts.create_account",
        user,
        alliance_key="",
        after={"function": user.function, "organisation": user.organisation_label, "operator": is_operator},
    )
    return user
