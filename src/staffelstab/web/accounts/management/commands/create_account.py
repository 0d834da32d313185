from __future__ import annotations

import getpass
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from staffelstab.web.accounts.actions.create_account import create_account
from staffelstab.web.journal.models import Operations


class Command(BaseCommand):
    help = "Creates one account, for example the first operator of an installation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--function", required=True, help="for example “Coordination”; never a person's name"
        )
        parser.add_argument("--organisation", default="")
        parser.add_argument("--language", default="de", choices=["de", "en"])
        parser.add_argument("--operator", action="store_true", help="may open alliances; sees no contents")
        parser.add_argument(
            "--no-password", action="store_true", help="the owner chooses one by “password forgotten”"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        password = None if options["no_password"] else getpass.getpass("Password: ")
        try:
            user = create_account(
                Operations(),
                email=options["email"],
                function=options["function"],
                organisation_label=options["organisation"],
                language=options["language"],
                password=password,
                is_operator=options["operator"],
            )
        except ValidationError as problem:
            raise CommandError("; ".join(problem.messages)) from None
        self.stdout.write(f"Created: {user}")
