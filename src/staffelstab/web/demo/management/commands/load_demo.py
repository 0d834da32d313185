from __future__ import annotations

import os
import secrets
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scope

from staffelstab.web.alliances.actions.load_reference_data import load_reference_data
from staffelstab.web.concepts.models import Concept
from staffelstab.web.concepts.pathway import Asked
from staffelstab.web.concepts.queries.boards import board, load
from staffelstab.web.demo.actions.give_passwords import give_passwords
from staffelstab.web.demo.actions.open_town import open_town
from staffelstab.web.demo.phrases import PEOPLE, Town
from staffelstab.web.demo.queries import missing_towns, other_alliances
from staffelstab.web.journal.models import Operations

NOWHERE = "django.core.mail.backends.dummy.EmailBackend"
EASY_TO_TYPE = "abcdefghkmnpqrstuvwxyz23456789"


class Command(BaseCommand):
    help = "Fills the demonstration districts and prints who can sign in; can be repeated."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--force", action="store_true", help="also into a database in which other alliances work"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        missing, others = missing_towns(), other_alliances()
        if missing and others and not options["force"]:
            raise CommandError(
                _(
                    "This database holds other alliances (%(names)s). Demonstration data do not belong beside them. "
                    "Choose another STAFFELSTAB_DATA_DIR or STAFFELSTAB_DATABASE_URL, or add --force."
                )
                % {"names": ", ".join(others[:3])}
            )
        password = password_in(settings.DATA_DIR)
        with letters_to_nobody():
            self._open(missing, password)
        give_passwords(password)
        self._say_who_can_sign_in(password)

    def _open(self, towns: list[Town], password: str) -> None:
        if towns:
            load_reference_data()
        for town in towns:
            concept = open_town(Operations(), town, password=password, today=timezone.localdate())
            self.stdout.write(_("Opened: %(name)s") % {"name": town.name})
            self.stdout.flush()
            check(concept)

    def _say_who_can_sign_in(self, password: str) -> None:
        self.stdout.write("")
        self.stdout.write(_("Demonstration at %(address)s/") % {"address": settings.PUBLIC_ADDRESS})
        self.stdout.write(_("Sign in as (password at the end of the line):"))
        for part, word in PEOPLE:
            self.stdout.write(f"  {word!s:<50} {part.email:<28} {password}")


@contextmanager
def letters_to_nobody() -> Iterator[None]:
    """The partners are invented; nothing is sent to their addresses, whatever mail is set up."""
    usual = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = NOWHERE
    try:
        yield
    finally:
        settings.EMAIL_BACKEND = usual


def check(concept: Concept) -> None:
    """The first one who opens the page does not wait for the check."""
    with scope(alliance=concept.alliance):
        board(load(concept), Asked(date=concept.date))


def password_in(data_dir: Path) -> str:
    """Made once per data folder; only this account may read the file."""
    file = data_dir / "demo_password"
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="utf-8").strip()
    blocks = ("".join(secrets.choice(EASY_TO_TYPE) for _letter in range(4)) for _block in range(3))
    password = "-".join(("demo", *blocks))
    with os.fdopen(descriptor, "w", encoding="utf-8") as target:
        target.write(password)
    return password
