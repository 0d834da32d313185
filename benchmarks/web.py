"""`python -m benchmarks.web` asks every page at state level and writes docs/background/web_speed.md; never blocks.

Median of the processor time the server needs for a page, the database (SQLite) included, and how many queries it takes.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import facts

PAGE = Path("docs/background/web_speed.md")
TIMES = 9
LIMIT = 100


@dataclass(frozen=True)
class Asked:
    name: str
    path: str


@dataclass(frozen=True)
class Found:
    asked: Asked
    status: int
    first: float
    median: float
    slowest: float
    queries: int


def pages(slug: str, offer: int) -> tuple[Asked, ...]:
    root, offers = f"/b/{slug}", f"/b/{slug}/angebote"
    person = "s_status=duldung&s_language=A2&age=19&stay=24"
    return (
        Asked("Offers, first page", f"{offers}/"),
        Asked("Offers, page 3, longest unconfirmed first", f"{offers}/?sort=oldest&page=3"),
        Asked("Search: one word", f"{offers}/?q=sprach"),
        Asked("Search: three words, one in no title", f"{offers}/?q=kurs+traeger+absprache"),
        Asked("Search: entry condition", f"{offers}/?entry=absprache"),
        Asked("Search: who may enter, everything that is open", f"{offers}/?{person}&answer=open"),
        Asked(
            "Search: who may enter, words and field", f"{offers}/?{person}&answer=open%2Bconditional&q=kurs"
        ),
        Asked("Search: ended, all", f"{offers}/?state=ended"),
        Asked("Offers of neighbours", f"{offers}/?scope=neighbours"),
        Asked("One offer", f"{offers}/{offer}/"),
        Asked("One offer, editing", f"{offers}/{offer}/bearbeiten/"),
        Asked("Catalogue", f"{offers}/katalog/"),
        Asked("Confirmations", f"{offers}/bestaetigen/"),
        Asked("Changes of law", f"{offers}/recht/"),
        Asked("Needs", f"{offers}/bedarfe/"),
        Asked("Actors", f"{root}/buendnis/"),
        Asked("Desk", f"{root}/schreibtisch/"),
        Asked("List of concepts", f"{root}/gesamtkonzept/"),
        Asked("Funding", f"{root}/foerderung/"),
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.web", description=__doc__)
    parser.add_argument("--write", type=Path, default=PAGE, metavar="FILE")
    parser.add_argument("--profile", metavar="PATH", help="where the time of one page goes")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["STAFFELSTAB_DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "staffelstab.web.project.settings"
        _measure(asked.write, asked.profile)


def _measure(file: Path, profiled: str | None) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment

    from benchmarks.web_data import NEEDS, OFFERS, build

    setup_test_environment()
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    call_command("migrate", verbosity=0)
    started = time.process_time()
    land = build()
    print(f"{OFFERS:,} offers, {NEEDS:,} needs in {time.process_time() - started:.0f} s", file=sys.stderr)
    client = Client()
    client.force_login(land.coordinator)
    if profiled:
        _profile(client, profiled)
        return
    tables = [
        (title, [_time(client, asked) for asked in pages(alliance.slug, land.offer.pk)])
        for title, alliance in (
            ("One of 53 alliances", land.district),
            ("One alliance that lists all 10,000 offers", land.whole),
        )
    ]
    file.write_text(_page(tables), encoding="utf-8")
    print(file)


def _time(client: object, asked: Asked) -> Found:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    get = client.get  # type: ignore[attr-defined]
    started = time.process_time()
    answer = get(asked.path)
    first = time.process_time() - started
    with CaptureQueriesContext(connection):
        get(asked.path)
        queries = len(connection.queries)
    seconds = []
    for _number in range(TIMES):
        started = time.process_time()
        get(asked.path)
        seconds.append(time.process_time() - started)
    found = Found(asked, answer.status_code, first, statistics.median(seconds), max(seconds), queries)
    print(f"{found.median * 1000:8.0f} ms {found.queries:4} {found.status} {asked.path}", file=sys.stderr)
    return found


def _profile(client: object, path: str) -> None:
    import cProfile
    import pstats

    client.get(path)  # type: ignore[attr-defined]
    with cProfile.Profile() as profile:
        client.get(path)  # type: ignore[attr-defined]
    pstats.Stats(profile).sort_stats("cumulative").print_stats(45)


def _page(tables: Iterable[tuple[str, list[Found]]]) -> str:
    lines = [
        "# How fast the pages are at state level",
        "",
        "Written by `make bench-web`; nothing fails because something is slow. 396 municipalities, 53 alliances,",
        "10,000 offers, 25,000 needs, made by code with a fixed seed, in SQLite. The time is what the processor needs",
        "for one page, the database included, in one process and without a network, so that other work on the machine",
        f"does not count: the first request after a start, then the median and the slowest of {TIMES}. The goal is",
        f"at most {LIMIT} ms at the median.",
        "How many queries a page takes does not depend on how much there is; tests hold that, not this page.",
        "",
        *(f"    {line}" for line in facts()),
    ]
    for title, rows in tables:
        lines += [
            "",
            f"## {title}",
            "",
            "| page | first | median | slowest | queries | goal |",
            "|---|---:|---:|---:|---:|---|",
        ]
        lines += [_row(row) for row in rows]
    return "\n".join(lines) + "\n"


def _row(found: Found) -> str:
    times = " | ".join(f"{seconds * 1000:,.0f} ms" for seconds in (found.first, found.median, found.slowest))
    met = "met" if found.median * 1000 <= LIMIT else "**missed**"
    name = found.asked.name if found.status == 200 else f"{found.asked.name} (answer {found.status})"
    return f"| {name} | {times} | {found.queries} | {met} |"


if __name__ == "__main__":
    main()
