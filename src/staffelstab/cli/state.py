"""staffelstab check --state: a whole Land, district by district and all together."""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from staffelstab.cli import convert, question
from staffelstab.cli.available import with_available
from staffelstab.cli.parser import Parser
from staffelstab.cli.progress import Progress
from staffelstab.cli.sources import EXAMPLE
from staffelstab.cli.state_examples import PREFIX, example_names
from staffelstab.cli.state_map import drawn
from staffelstab.cli.state_tables import as_csv, print_state, state_document
from staffelstab.cli.terminal import Terminal
from staffelstab.engine.check import (
    District,
    Question,
    Spread,
    StateReport,
    check_state,
    collecting_seldom,
    in_turn,
    on_cluster,
    processes,
)
from staffelstab.engine.files import State, read_state
from staffelstab.engine.model import Place
from staffelstab.programmes import territories, whole_land

CLUSTER_SECONDS = 10
"""How long a cluster may take to answer."""
MANY_DISTRICTS, LARGE_FILE = 12, 4_000_000
"""Files of a folder, or bytes of a file, from which several processes are quicker than one."""
MOST_PROCESSES = 4
"""Processes that are started without being asked for; each needs the memory of one district."""


def add_options(parser: Parser) -> None:
    say, group = parser.terminal.say, parser.group
    group.add_argument("--state", metavar=say("metavar.land"), help=say("help.state"))
    for name, metavar in (("csv", "output"), ("map", "output"), ("dask", "address")):
        group.add_argument(f"--{name}", metavar=say(f"metavar.{metavar}"), help=say(f"help.{name}"))
    group.add_argument("--processes", type=int, metavar="N", help=say("help.processes"))
    for name in ("progress", "force"):
        group.add_argument(f"--{name}", action="store_true", help=say(f"help.{name}"))


def run(terminal: Terminal, options: argparse.Namespace, today: dt.date) -> int:
    outputs = [Path(name) for name in (options.csv, options.map) if name]
    for output in outputs:
        convert.refuse_existing(terminal, output, force=options.force)
    watching = Progress(terminal, lines=options.progress, quiet=options.quiet)
    with collecting_seldom(), _spread(terminal, options) as spread, watching as progress:
        state = _read(terminal, options, in_turn if options.dask else spread, progress)
        districts = [_offered(terminal, options, district) for district in state.districts]
        asked = _question(terminal, options, districts, today)
        report = check_state(
            districts, asked, spread=spread, watch=progress.checked, unchecked=state.unchecked
        )
    _tell(terminal, options, state, report)
    if options.csv:
        convert.write(terminal, Path(options.csv), as_csv(terminal, report), force=options.force)
    if options.map:
        convert.write(terminal, Path(options.map), drawn(terminal, report).encode(), force=options.force)
    if report.unchecked:
        return 2
    return 1 if report.findings else 0


def _tell(terminal: Terminal, options: argparse.Namespace, state: State, report: StateReport) -> None:
    if not options.quiet:
        terminal.problems(state.warnings)
    for part in report.unchecked:
        terminal.error(terminal.say("cli.unchecked", name=part.name))
        terminal.problems(part.problems)
    if options.json:
        document = state_document(terminal, report, options.state)
        terminal.out(json.dumps(document, ensure_ascii=False, indent=2))
    elif not options.quiet:
        print_state(terminal, report, options.state)


@contextmanager
def _spread(terminal: Terminal, options: argparse.Namespace) -> Iterator[Spread]:
    """In turn, in as many processes as asked for, or on the workers of a cluster."""
    number = _usual_processes(options) if options.processes is None else options.processes
    if number < 1:
        raise terminal.misuse("processes", found=str(number))
    if options.dask and number > 1:
        raise terminal.misuse("not_allowed_with", what="--dask", other="--processes")
    if options.dask:
        with _cluster(terminal, options.dask) as spread:
            yield spread
    elif number > 1:
        with processes(number, preload=("staffelstab.cli.check",)) as spread:
            yield spread
    else:
        yield in_turn


def _usual_processes(options: argparse.Namespace) -> int:
    """One for each core, where the Land is so large that starting them pays."""
    source = Path(options.state)
    if options.dask:
        return 1
    if options.state.startswith(EXAMPLE):
        is_large = True
    elif source.is_dir():
        is_large = sum(1 for _ in source.iterdir()) >= MANY_DISTRICTS
    else:
        is_large = source.is_file() and source.stat().st_size >= LARGE_FILE
    return min(os.cpu_count() or 1, MOST_PROCESSES) if is_large else 1


@contextmanager
def _cluster(terminal: Terminal, address: str) -> Iterator[Spread]:
    try:
        distributed = importlib.import_module("distributed")  # heavy, and only here
    except ImportError:
        raise terminal.misuse("no_cluster") from None
    try:
        client = distributed.Client(address, timeout=CLUSTER_SECONDS)
    except (OSError, ValueError) as error:
        raise terminal.misuse("cluster_unreachable", address=address, reason=str(error)) from None
    with client:
        yield on_cluster(client)


def _read(terminal: Terminal, options: argparse.Namespace, spread: Spread, progress: Progress) -> State:
    """The districts of a folder, a file, or a Land that comes along."""
    source: str = options.state
    if not source.startswith(EXAMPLE):
        names = {district.key: district.name_full for district in territories.districts()}
        return read_state(Path(source), names=names, spread=spread, watch=progress.read)
    name = source.removeprefix(EXAMPLE)
    if name not in example_names():
        known = ", ".join(EXAMPLE + known for known in example_names())
        raise terminal.misuse("unknown_example", found=name, known=known)
    pathways = whole_land.district_pathways(name.removeprefix(PREFIX), terminal.texts.language)
    return State(tuple(District(key, pathway.title, pathway) for key, pathway in pathways))


def _offered(terminal: Terminal, options: argparse.Namespace, district: District) -> District:
    return replace(district, pathway=with_available(terminal, options, district.pathway))


def _question(
    terminal: Terminal, options: argparse.Namespace, districts: Sequence[District], today: dt.date
) -> Question:
    """One question for all; Misuse where it means another thing in one district than in another."""
    if not districts:
        day = question.parse_date(terminal, options.date) if options.date else today
        return Question(date=day)
    days = {district.pathway.date for district in districts}
    if len(days) > 1 and not options.date:
        found = ", ".join(sorted({"–" if day is None else terminal.texts.date(day) for day in days}))
        raise terminal.misuse("different_days", found=found)
    places: tuple[Place, ...] = tuple(place for d in districts for place in d.pathway.places)
    asked = [
        question.question(terminal, options, replace(d.pathway, places=places), today) for d in districts
    ]
    if any(other != asked[0] for other in asked):
        raise terminal.misuse("different_words", only=" ".join(options.only))
    return asked[0]
