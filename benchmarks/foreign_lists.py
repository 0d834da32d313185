"""How long it takes to read, compare and take over 50,000 rows: a real database, the deeds of the web.

    .venv/bin/python -m benchmarks.foreign_lists [rows]

Half of the rows are needs, two fifths offers with two hundred new providers, a tenth organisations.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

ROWS = 50_000
TODAY = date(2026, 11, 23)
PLACES = 54


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["STAFFELSTAB_DATA_DIR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "staffelstab.web.project.settings")
        import django

        django.setup()
        measure(rows)


def measure(rows: int) -> None:
    from django.core.management import call_command
    from django_scopes import scope

    from staffelstab.web.alliances.actions.load_reference_data import load_reference_data
    from staffelstab.web.alliances.models import Place

    call_command("migrate", verbosity=0)
    load_reference_data()
    person = coordinator()
    towns = list(Place.objects.values_list("pk", flat=True)[:PLACES])
    total = 0.0
    with scope(alliance=person.alliance):
        for what, text in lists(rows, towns):
            total += one_list(person, what, text)
    print(f"read, compared and taken over: {total:.1f} s for {rows} rows")


def coordinator() -> object:
    from staffelstab.web.accounts.actions.create_account import create_account
    from staffelstab.web.alliances.actions.add_membership import add_membership
    from staffelstab.web.alliances.actions.create_alliance import create_alliance
    from staffelstab.web.journal.models import Operations

    olsen = create_account(
        Operations(),
        email="b@example.org",
        function="Betrieb",
        password="drei-staebe-im-wind",  # noqa: S106
        is_operator=True,
    )
    alliance = create_alliance(olsen, name="Bündnis", slug="kreis", kind="district", district_key="05170")
    return add_membership(
        olsen, alliance, email="k@example.org", function="Koordination", role="coordinator", valid_from=TODAY
    )


def lists(rows: int, towns: list[str]) -> Iterator[tuple[str, str]]:
    yield (
        "organisations",
        "\n".join(
            ["Name;Art;AGS;Straße;PLZ;Ort;Homepage;Kennung"]
            + [
                f"Träger {word(n)} {n};Bildungsträger;{towns[n % len(towns)]};Weg {n};4{n % 9999:04};Ort {n % 400};"
                f"https://t{n}.example;T{n}"
                for n in range(rows // 10)
            ]
        ),
    )
    yield (
        "offers",
        "\n".join(
            ["Titel;Träger;Art des Trägers;AGS;Plätze;Dauer;von;bis;Voraussetzungen;Bemerkung;Kursnummer"]
            + [
                f"Kurs {word(n)} {n};Werk {n % 200};Bildungsträger;{towns[n % len(towns)]};{n % 40};{n % 24};"
                f"01.01.2026;31.12.2027;mindestens A2;Bemerkung {n};K{n}"
                for n in range(rows * 2 // 5)
            ]
        ),
    )
    yield (
        "needs",
        "\n".join(
            ["Gruppe;AGS;Anzahl;Methode;Quelle;Stand"]
            + [
                f"Gruppe {n // len(towns)};{towns[n % len(towns)]};{'über ' if n % 3 else ''}{n % 700};"
                "gezählt;Amt;01.07.2026"
                for n in range(rows // 2)
            ]
        ),
    )


def word(number: int) -> str:
    parts = ("sprach", "werk", "lern", "haus", "brücke", "start", "hof", "kolleg", "zentrum", "weg")
    return "".join(parts[int(digit)] for digit in str(number))


@contextmanager
def timed(what: str, spent: list[float]) -> Iterator[None]:
    begun = time.process_time()
    yield
    spent.append(time.process_time() - begun)
    print(f"  {what:<12} {spent[-1]:6.2f} s")


def one_list(person: object, what: str, text: str) -> float:
    from django.utils import timezone

    from staffelstab.web.intake.actions.begin_work import begin_work
    from staffelstab.web.intake.actions.map_columns import map_columns
    from staffelstab.web.intake.actions.read_list import read_list
    from staffelstab.web.intake.enums import State
    from staffelstab.web.intake.models import ForeignList
    from staffelstab.web.intake.tasks import work

    spent: list[float] = []
    print(f"{what}: {text.count(chr(10))} rows, {len(text.encode()) / 1024**2:.1f} MB")
    with timed("read", spent):
        shown = read_list(person, file_name=f"{what}.csv", content=text.encode())[0]
        map_columns(person, shown, what=what, columns=[each[0] for each in shown.proposals], constants={})
    for name, state in (("compare", State.COMPARING), ("take over", State.TAKING)):
        with timed(name, spent):
            work(person, begin_work(person, shown, state, now=timezone.now()), today=TODAY)
        shown = ForeignList.objects.get(pk=shown.pk)
    print(f"  {shown.state} {shown.counts} {shown.failure}")
    again = read_list(person, file_name=f"{what}.csv", content=text.encode())[0]
    map_columns(person, again, what=what, columns=[each[0] for each in again.proposals], constants={})
    with timed("again", []):
        work(person, begin_work(person, again, State.COMPARING, now=timezone.now()), today=TODAY)
    print(f"  {ForeignList.objects.get(pk=again.pk).counts}")
    return sum(spent)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
