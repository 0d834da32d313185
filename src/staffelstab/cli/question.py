"""What is asked of a pathway: options of the command line turned into a Question."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections.abc import Iterable, Mapping

from staffelstab.cli.parser import Parser
from staffelstab.cli.terminal import Terminal
from staffelstab.engine.check import Question
from staffelstab.engine.files import EARLIEST, LATEST
from staffelstab.engine.model import Attribute, Label, Pathway, Reading, TransitionState

GERMAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def add_options(parser: Parser) -> None:
    say, group = parser.terminal.say, parser.group
    group.add_argument("--date", metavar=say("metavar.date"), help=say("help.date"))
    group.add_argument("--law-until", metavar=say("metavar.date"), help=say("help.law-until"))
    add_whom_and_how(parser)
    for name in ("thorough", "with-catalogue"):
        group.add_argument(f"--{name}", action="store_true", help=say(f"help.{name}"))


def add_whom_and_how(parser: Parser) -> None:
    """For whom, under which reading, with which transitions."""
    say, group = parser.terminal.say, parser.group
    reading = group.add_mutually_exclusive_group()
    for value in (Reading.STRICT, Reading.LENIENT):
        reading.add_argument(
            f"--{value}", dest="reading", action="store_const", const=value, help=say(f"help.{value}")
        )
    states = [state.value for state in reversed(TransitionState)]
    group.add_argument("--transitions", choices=states, default="aimed", help=say("help.transitions"))
    for name in ("place", "only"):
        metavar, text = say(f"metavar.{name}"), say(f"help.{name}")
        group.add_argument(f"--{name}", action="append", default=[], metavar=metavar, help=text)


def question(terminal: Terminal, options: argparse.Namespace, pathway: Pathway, today: dt.date) -> Question:
    """The question that the options ask; Misuse when they name what the file does not have."""
    day = parse_date(terminal, options.date) if options.date else pathway.date or today
    return Question(
        date=day,
        reading=options.reading or Reading.DEFAULT,
        transitions=TransitionState(options.transitions),
        only=_only(terminal, options.only, pathway),
        places=_places(terminal, options.place, pathway) if options.place else None,
        thorough=options.thorough or options.with_catalogue,
        law_until=parse_date(terminal, options.law_until) if options.law_until else None,
    )


def parse_date(terminal: Terminal, written: str) -> dt.date:
    """22.11.2026 or 2026-11-22."""
    german = GERMAN_DATE.fullmatch(written.strip())
    try:
        if german:
            day = dt.date(int(german[3]), int(german[2]), int(german[1]))
        else:
            day = dt.date.fromisoformat(written.strip())
    except ValueError:
        raise terminal.misuse("date", found=written) from None
    if not EARLIEST <= day <= LATEST:
        limits = {"earliest": terminal.words.date(EARLIEST), "latest": terminal.words.date(LATEST)}
        raise terminal.misuse("date_range", found=written, **limits)
    return day


def _only(terminal: Terminal, written: Iterable[str], pathway: Pathway) -> Mapping[str, tuple[str, ...]]:
    only: dict[str, tuple[str, ...]] = {}
    for part in written:
        name, sign, values = part.partition("=")
        if not sign or not values.strip(", "):
            raise terminal.misuse("only_form", found=part)
        attribute = _attribute(terminal, name.strip(), pathway)
        chosen = (_value(terminal, v.strip(), attribute, pathway) for v in values.split(",") if v.strip())
        only[attribute.key] = (*only.get(attribute.key, ()), *chosen)
    return only


def _attribute(terminal: Terminal, name: str, pathway: Pathway) -> Attribute:
    attributes = pathway.scales.attributes
    found = next((a for a in attributes if _is_called(name, a.key, a.label)), None)
    if found is None:
        known = ", ".join(a.key for a in attributes)
        raise terminal.misuse("unknown_attribute", found=name, known=known)
    return found


def _value(terminal: Terminal, name: str, attribute: Attribute, pathway: Pathway) -> str:
    """A value that people can have at entry; others would leave nobody to look at."""
    occurring = pathway.profiles.values.get(attribute.key, (attribute.values[0].key,))
    values = [value for value in attribute.values if value.key in occurring]
    found = next((value for value in values if _is_called(name, value.key, value.label)), None)
    if found is None:
        known = ", ".join(value.key for value in values)
        raise terminal.misuse("unknown_value", found=name, attribute=attribute.key, known=known)
    return found.key


def _is_called(name: str, key: str, label: Label) -> bool:
    return name == key or name.casefold() in {text.casefold() for text in label.values()}


def _places(terminal: Terminal, names: Iterable[str], pathway: Pathway) -> tuple[str, ...]:
    """Keys of the places meant; a name that several places have means all of them."""
    chosen: dict[str, None] = {}
    for name in names:
        wanted = name.strip().casefold()
        found = [p.key for p in pathway.places if wanted in (p.key.casefold(), p.name.casefold())]
        if not found:
            raise terminal.misuse(
                "unknown_place", found=name, known=", ".join(p.name for p in pathway.places)
            )
        chosen.update(dict.fromkeys(found))
    return tuple(chosen)
