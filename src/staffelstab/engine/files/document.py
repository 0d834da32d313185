"""A pathway as plain data of file format 1 and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from staffelstab.engine.errors import InputError, Path, Problem
from staffelstab.engine.files.entry import Entry
from staffelstab.engine.files.parts import surroundings
from staffelstab.engine.files.parts.concept import (
    CONCEPT_KEYS,
    GOAL_KEYS,
    TRANSITION_KEYS,
    concept_to_document,
    read_concept,
    read_goal,
    read_transition,
)
from staffelstab.engine.files.parts.conditions import read_condition
from staffelstab.engine.files.parts.offers import OFFER_KEYS, offer_to_document, read_offer
from staffelstab.engine.files.parts.plain import without_defaults
from staffelstab.engine.files.parts.scales import attribute_to_document, clock_to_document, read_scales
from staffelstab.engine.files.problems import ProblemList, fail, shown
from staffelstab.engine.files.rules import check_offer, check_one_goal, check_pathway, check_when
from staffelstab.engine.files.scalars import read_filled_text
from staffelstab.engine.model import Condition, Goal, Offer, Pathway, Scales, Transition

FORMAT = "staffelstab-pathway"
VERSION = 1
PATHWAY_KEYS = (
    "format", "version", "title", "date", "notes", "sources", "attributes", "clocks", "profiles", "places",
    "organisations", "agreements", "fundings", "offers", "concept", "needs", "settings",
)  # fmt: skip
CODES_OF_ABSENCE = ("empty-list", "empty-limit", "empty-goal", "no-goal")

T = TypeVar("T")


def from_document(document: Mapping[str, Any]) -> Pathway:
    """The pathway that plain data of the file format describes; InputError names everything that is wrong."""
    problems = ProblemList()
    pathway = read_pathway(document, problems)
    problems.raise_errors()
    return pathway


def read_pathway(document: object, problems: ProblemList) -> Pathway:
    """Read as much as possible and gather problems of form and of content."""
    require_format(document)
    entry = Entry(document, (), problems, PATHWAY_KEYS)
    pathway = _read_parts(entry, read_scales(entry))
    _add_rules(problems, check_pathway(pathway))
    return pathway


def require_format(document: object) -> None:
    """Refuse what is no pathway file, or one of a version this program does not know."""
    if not isinstance(document, Mapping):
        raise fail("not-a-mapping", found=shown(document))
    if not document:
        raise fail("empty-file")
    found, version = document.get("format"), document.get("version")
    if found != FORMAT:
        raise fail("wrong-format", None, ("format",), found=shown(found), expected=FORMAT)
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise fail("newer-version", None, ("version",), found=version, known=VERSION)
    if isinstance(version, bool) or version != VERSION:
        raise fail("wrong-version", None, ("version",), found=shown(version), known=VERSION)


def _read_parts(entry: Entry, scales: Scales) -> Pathway:
    sources = entry.table("sources")
    addresses = {key: sources.read(key, read_filled_text) for key in sources.fields()}
    return Pathway(
        title=entry.filled_text("title"),
        scales=scales,
        offers=tuple(read_offer(o, scales) for o in entry.tables("offers", OFFER_KEYS, required=True)),
        concept=read_concept(entry.table("concept", CONCEPT_KEYS, required=True), scales),
        profiles=surroundings.read_profiles(entry.table("profiles", ("values", "clocks", "same_as"))),
        places=_each(entry, "places", surroundings.PLACE_KEYS, surroundings.read_place),
        organisations=_each(
            entry, "organisations", surroundings.ORGANISATION_KEYS, surroundings.read_organisation
        ),
        fundings=_each(entry, "fundings", surroundings.FUNDING_KEYS, surroundings.read_funding),
        needs=tuple(surroundings.read_need(n, scales) for n in entry.tables("needs", surroundings.NEED_KEYS)),
        settings=surroundings.read_settings(entry.table("settings", surroundings.SETTINGS)),
        date=entry.date("date"),
        notes=entry.texts("notes"),
        sources={key: text for key, text in addresses.items() if text},
        agreements=_each(entry, "agreements", surroundings.AGREEMENT_KEYS, surroundings.read_agreement),
    )


def _each(entry: Entry, name: str, known: tuple[str, ...], read: Callable[[Entry], T]) -> tuple[T, ...]:
    return tuple(read(table) for table in entry.tables(name, known))


def _add_rules(problems: ProblemList, found: list[Problem]) -> None:
    """Add problems of content, except where the form is already wrong: what was not read is not missing."""

    def is_known(problem: Problem) -> bool:
        is_absence = problem.code in CODES_OF_ABSENCE and problems.complains_inside(problem.path)
        return is_absence or problems.complains_about(problem.path)

    problems.extend([problem for problem in found if not is_known(problem)])


def to_document(pathway: Pathway) -> dict[str, Any]:
    """Plain data of the file format (nothing but dict, list, text, numbers), defaults left out."""
    scales = pathway.scales
    head = without_defaults(title=pathway.title, date=pathway.date, notes=list(pathway.notes))
    body = without_defaults(
        sources=dict(pathway.sources),
        attributes=[attribute_to_document(attribute) for attribute in scales.attributes],
        clocks=[clock_to_document(clock) for clock in scales.clocks],
        profiles=surroundings.profiles_to_document(pathway.profiles),
        places=[surroundings.place_to_document(place) for place in pathway.places],
        organisations=[surroundings.organisation_to_document(o) for o in pathway.organisations],
        agreements=[surroundings.agreement_to_document(agreement) for agreement in pathway.agreements],
        fundings=[surroundings.funding_to_document(funding) for funding in pathway.fundings],
    )
    return {
        "format": FORMAT,
        "version": VERSION,
        **head,
        **body,
        "offers": [offer_to_document(offer, scales) for offer in pathway.offers],
        "concept": concept_to_document(pathway.concept, scales),
        **without_defaults(
            needs=[surroundings.need_to_document(need, scales) for need in pathway.needs],
            settings=surroundings.settings_to_document(pathway.settings),
        ),
    }


def offer_from_document(document: Mapping[str, Any], scales: Scales, path: Path = ()) -> Offer:
    """One offer in the shape of the file format. References to places or funding are not looked up."""
    problems = ProblemList()
    offer = read_offer(Entry(document, path, problems, OFFER_KEYS), scales)
    _add_rules(problems, check_offer(offer, scales, path))
    problems.raise_errors()
    return offer


def transition_from_document(document: Mapping[str, Any], scales: Scales, path: Path = ()) -> Transition:
    """One transition in the shape of the file format. Its stations are not looked up."""
    problems = ProblemList()
    transition = read_transition(Entry(document, path, problems, TRANSITION_KEYS), scales)
    _add_rules(problems, check_when(transition.when, scales, (*path, "when")))
    problems.raise_errors()
    return transition


def goal_from_document(document: Mapping[str, Any], scales: Scales, path: Path = ()) -> Goal:
    """One goal in the shape of the file format."""
    problems = ProblemList()
    goal = read_goal(Entry(document, path, problems, GOAL_KEYS), scales)
    _add_rules(problems, check_one_goal(goal, scales, path))
    problems.raise_errors()
    return goal


def condition_from_document(document: Mapping[str, Any], scales: Scales, path: Path = ()) -> Condition:
    """One condition (`when`) in the shape of the file format."""
    problems = ProblemList()
    condition = read_condition(document, path, problems, scales)
    _add_rules(problems, check_when(condition, scales, path))
    problems.raise_errors()
    return condition


def validate(pathway: Pathway) -> tuple[Problem, ...]:
    """Everything that is wrong or doubtful in the content of a pathway, with its place in the file format."""
    try:
        return tuple(check_pathway(pathway))
    except InputError as error:
        return error.problems
