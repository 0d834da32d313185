from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from staffelstab.web.accounts.queries import login_address, password_address
from staffelstab.web.alliances.actions.open_alliance import open_alliance
from staffelstab.web.alliances.models import Membership
from staffelstab.web.alliances.pathway import District, districts_called, districts_like
from staffelstab.web.journal.models import Operations


class Command(BaseCommand):
    help = "Opens the alliance of a district with its first coordination, who receives a letter."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("district", help="name or official key, such as “Kreis Wesel” or 05170")
        parser.add_argument("--email", required=True, help="of the coordination, such as integration@…")
        parser.add_argument(
            "--function", default="Koordination", help="what the account does; never a person's name"
        )
        parser.add_argument(
            "--name", default="", help="of the alliance; otherwise “Bündnis” and the district"
        )
        parser.add_argument("--slug", default="", help="short address; otherwise made of the district")
        parser.add_argument("--language", default="de", choices=[code for code, _word in settings.LANGUAGES])

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            coordinator = open_alliance(
                Operations(),
                district_of(options["district"]),
                valid_from=timezone.localdate(),
                address_of_login=login_address(),
                **{part: options[part] for part in ("email", "function", "name", "slug", "language")},
            )
        except ValidationError as problem:
            raise CommandError("; ".join(problem.messages)) from None
        self._say_how_to_begin(coordinator)

    def _say_how_to_begin(self, coordinator: Membership) -> None:
        told = {"name": coordinator.alliance.name, "slug": coordinator.alliance.slug}
        self.stdout.write(_("Opened: %(name)s, below /b/%(slug)s/.") % told)
        user = coordinator.user
        if user.has_usable_password():
            signs_in = _("%(email)s has an account already and signs in at %(address)s")
            self.stdout.write(signs_in % {"email": user.email, "address": login_address()})
            return
        chooses = _("%(email)s chooses a password at (good once, keep it confidential): %(address)s")
        self.stdout.write(chooses % {"email": user.email, "address": password_address(user)})


def district_of(text: str) -> District:
    found = districts_called(text)
    if len(found) == 1:
        return found[0]
    meant = found or districts_like(text)
    if not meant:
        raise CommandError(
            _(
                "There is no district or independent city “%(text)s”. "
                "Write the name or the five-digit official key, such as 05170."
            )
            % {"text": text}
        )
    named = ", ".join(f"{district.name_full} ({district.key})" for district in meant)
    raise CommandError(
        _("“%(text)s” does not name one district. Write the key of the one you mean: %(districts)s.")
        % {"text": text, "districts": named}
    )
