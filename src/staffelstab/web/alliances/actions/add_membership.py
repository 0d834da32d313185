from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_scopes import scope

from staffelstab.web.accounts.actions.create_account import create_account
from staffelstab.web.accounts.models import User
from staffelstab.web.alliances.models import Alliance, Membership, Organisation
from staffelstab.web.alliances.rules import may_manage_members
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.journal.models import Actor
from staffelstab.web.notices.actions.send_letter import send_letter


@transaction.atomic
def add_membership(
    person: Actor,
    alliance: Alliance,
    *,
    email: str,
    function: str,
    role: str,
    valid_from: date,
    organisation: Organisation | None = None,
    password: str | None = None,
    language: str = "de",
    address_of_login: str = "",
) -> Membership:
    """Invite somebody in a function. An account is made when the address has none yet.

    With ``address_of_login`` a letter says where to sign in. It never contains a password.
    """
    may_manage_members(person, alliance).or_refuse()
    user = User.objects.filter(email__iexact=email.strip()).first() or create_account(
        person,
        email=email,
        function=function,
        organisation_label=organisation.name if organisation else alliance.name,
        language=language,
        password=password,
    )
    with scope(alliance=alliance):
        membership = Membership(
            alliance=alliance, user=user, organisation=organisation, role=role, valid_from=valid_from
        )
        membership.full_clean()
        membership.save()
    write_entry(
        person,
        "alliances.add_membership",
        membership,
        alliance_key=alliance.slug,
        after={"role": role, "organisation": str(organisation or ""), "valid_from": valid_from},
    )
    if address_of_login:
        _invite(membership, address_of_login)
    return membership


def _invite(membership: Membership, address: str) -> None:
    with override(membership.user.language):
        subject = _("You take part in %(alliance)s") % {"alliance": membership.alliance.name}
        text = _(
            "Hello,\n\nthe coordination of %(alliance)s has opened Staffelstab for you (role: %(role)s).\n\n"
            "Please go to %(address)s. If you do not have a password yet, "
            "choose “Forgot your password?” there.\n"
        ) % {
            "alliance": membership.alliance.name,
            "role": membership.get_role_display(),
            "address": address,
        }
    send_letter(address=membership.user.email, language=membership.user.language, subject=subject, text=text)
