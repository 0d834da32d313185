"""What is wrong in a file: what happened, where, what to do."""

from __future__ import annotations

import datetime as dt
import re

from staffelstab.engine.errors import Location, Path, Problem
from staffelstab.engine.wording.texts import Texts

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
MANY = 200
"""A longer list of what would be possible is no help any more."""


def problem(texts: Texts, problem: Problem) -> str:
    known = texts.has(f"problem.{problem.code}.what")
    code = problem.code if known else "unknown"
    words = _words(texts, problem) if known else {"code": problem.code}
    try:
        what, do = (texts.say(f"problem.{code}.{part}", **words) for part in ("what", "do"))
        parts = [what, *_help(texts, problem, do), do]
    except KeyError:
        parts = [texts.say("problem.unknown.what", code=problem.code), texts.say("problem.unknown.do")]
    told = " ".join(parts)
    where = _where(texts, problem.location, problem.path)
    return texts.say("problem_where.only_file", where=where, text=told) if where else told


def _words(texts: Texts, problem: Problem) -> dict[str, str]:
    """The arguments of the problem, with fixed words translated and dates written as usual."""
    words = {name: _readable(texts, value) for name, value in problem.arguments.items()}
    tables = {"expected": "problem_expected", "kind": "problem_reference", "list": "problem_list"}
    for name, table in tables.items():
        key = f"{table}.{problem.arguments.get(name, '')}"
        if texts.has(key):
            words[name] = texts.say(key)
    found = f"problem_found.{problem.arguments.get('found', '')}"
    if texts.has(found):
        words["found"] = texts.say(found)
    return words


def _readable(texts: Texts, value: str) -> str:
    if ISO_DATE.fullmatch(value):
        try:
            return texts.date(dt.date.fromisoformat(value))
        except ValueError:
            return value
    return value


def _help(texts: Texts, problem: Problem, advice: str) -> list[str]:
    """A guess at what was meant, or else what would be possible, unless the advice says so anyway."""
    suggestion, known = problem.arguments.get("suggestion", ""), problem.arguments.get("known", "")
    if suggestion:
        return [texts.say("problem_where.suggestion", suggestion=texts.quote(suggestion))]
    takes_part = "unknown" in problem.code and 0 < len(known) <= MANY and known not in advice
    return [texts.say("problem_where.known", known=known)] if takes_part else []


def _where(texts: Texts, location: Location | None, path: Path) -> str:
    """File, line or sheet and cell; the place in the structure only where people see it."""
    parts: list[str] = []
    if location:
        parts += [texts.say("problem_where.file", file=location.file)] if location.file else []
        parts += (
            [texts.say("problem_where.line", line=str(location.line))] if location.line is not None else []
        )
        parts += (
            [texts.say("problem_where.sheet", sheet=texts.quote(location.sheet))] if location.sheet else []
        )
        parts += [texts.say("problem_where.cell", cell=location.cell)] if location.cell else []
    if location is None or not location.sheet:
        parts += _steps(texts, path)
    return ", ".join(parts)


def _steps(texts: Texts, path: Path) -> list[str]:
    """``("offers", 3, "months")`` becomes "Angebot 4, Eintrag »months«"."""
    steps: list[str] = []
    for position, part in enumerate(path):
        follows = path[position + 1] if position + 1 < len(path) else None
        if isinstance(part, int):
            steps.append(_item(texts, path[position - 1] if position else "", part))
        elif isinstance(follows, int) and texts.has(f"problem_path.{part}"):
            continue  # said together with its number
        elif texts.has(f"problem_section.{part}"):
            steps.append(texts.say(f"problem_section.{part}"))
        else:
            steps.append(texts.say("problem_where.entry", key=texts.quote(str(part))))
    return steps


def _item(texts: Texts, parent: str | int, position: int) -> str:
    key = f"problem_path.{parent}"
    return texts.say(key if texts.has(key) else "problem_where.item", n=str(position + 1))
