"""What the demonstration adds to the district files: alliances, invented people in a function, a little history.

Organisations and offers are named by the keys of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.enums import Founding, Role, Stage


@dataclass(frozen=True)
class Part:
    """Somebody who takes part, for an organisation of the file or for the alliance itself."""

    role: Role
    email: str
    function: str
    organisation: str = ""
    signs_in: bool = False


@dataclass(frozen=True)
class Respondent:
    """A partner of the district file and what it answers to a work aid."""

    organisation: str
    function: str
    answers: Mapping[str, Any]
    hands_in: bool = True


@dataclass(frozen=True)
class AskedRound:
    """One round of a work aid; `decided`: question to the organisation whose answer counts."""

    aid: str
    title: str
    partners: tuple[Respondent, ...]
    decided: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Town:
    """One alliance of the demonstration. `confirmed_days_ago` by offer: how long ago somebody said “still correct”.
    `introduction`: what the alliance tells everybody; without it nothing is public.

    `asked_days_ago` by organisation: when it was asked by letter; `answers` by offer: what it wished to change.
    """

    slug: str
    name: str
    district_key: str
    file: str
    stage: Stage
    coordinator: Part
    founding: Founding = Founding.UNKNOWN
    has_statements: bool = False
    others: tuple[Part, ...] = ()
    core_group: frozenset[str] = frozenset()
    contacts: Mapping[str, str] = field(default_factory=dict)
    actor_types: Mapping[str, str] = field(default_factory=dict)
    confirmed_days_ago: Mapping[str, int] = field(default_factory=dict)
    introduction: str = ""
    rounds: tuple[AskedRound, ...] = ()
    waiting_list: str = ""
    addresses: Mapping[str, str] = field(default_factory=dict)
    asked_days_ago: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)


AYDIN = Part(Role.COORDINATOR, "aydin@musterkreis.example", "Geschäftsführende Stelle", signs_in=True)
BRANDT = Part(Role.PARTNER, "brandt@lernwerk.example", "Bereichsleitung Sprache", "lernwerk", signs_in=True)
CZERNY = Part(Role.COORDINATOR, "czerny@nachbarkreis.example", "Geschäftsführende Stelle", signs_in=True)

# Invented answers of three partners to one work aid: one question answered differently, one partner still at it.
MUSTERSTADT, ALTENFURT = "99001001", "99001002"

WINTER_ROUND = AskedRound(
    aid="needs_and_offers",
    title="Bedarfe und Angebote, Winter 2026",
    partners=(
        Respondent(
            "abh",
            "Sachgebietsleitung Aufenthalt",
            {
                "people.total": "214",
                "people.groups": [
                    {
                        "group": "Geduldete ohne Schulabschluss",
                        "status": "duldung",
                        "area": "school",
                        "place": MUSTERSTADT,
                        "persons": "38",
                        "method": "counted",
                        "source": "Fachverfahren, Auszählung",
                        "date": "01.11.2026",
                    },
                    {
                        "group": "Junge Mütter mit kleinen Kindern",
                        "area": "childcare",
                        "persons": "etwa 25",
                        "method": "estimated",
                    },
                ],
                "obstacles.after": "not_ours",
            },
        ),
        Respondent(
            "agentur",
            "Teamleitung U25",
            {
                "people.total": "rund 180",
                "people.groups": [
                    {
                        "group": "Geduldete ohne Schulabschluss",
                        "status": "duldung",
                        "area": "school",
                        "place": MUSTERSTADT,
                        "persons": "20–30",
                        "method": "estimated",
                        "source": "Beratungsgespräche",
                    }
                ],
                "obstacles.after": "told",
                "gaps.by_module": [
                    {
                        "module": "f3",
                        "gap": "large",
                        "why": "Der Kurs ist voll, die Warteliste geht bis zum Sommer.",
                    },
                    {"module": "f1", "gap": "none"},
                ],
            },
        ),
        Respondent(
            "vhs",
            "Programmbereich Grundbildung",
            {
                "obstacles.lacks": [
                    {
                        "area": "childcare",
                        "missing": "Zu den Kursen am Vormittag gibt es keine Betreuung.",
                        "obstacle": "childcare",
                        "place": ALTENFURT,
                        "persons": "mindestens 6",
                    }
                ],
                "obstacles.after": "ends",
                "offers.list": [
                    {
                        "title": "Schreibwerkstatt am Abend",
                        "provider": "Volkshochschule Musterstadt-Altenfurt",
                        "module": "other",
                        "area": "language",
                        "place": ALTENFURT,
                        "places": "14",
                        "months": "5",
                        "until": "31.07.2027",
                    }
                ],
                "gaps.development": "Kinderbetreuung zu allen Kursen, auch in Altenfurt.",
            },
        ),
        Respondent("lernwerk", "Bereichsleitung Sprache", {"obstacles.after": "told"}, hands_in=False),
    ),
    decided={"offers.list": "vhs"},
)

# Musterkreis comes first: an account is named after the alliance or organisation for which it was made.
TOWNS = (
    Town(
        slug="musterkreis",
        name="Bündnis Musterkreis (erfunden)",
        district_key="99001",
        file="musterkreis",
        stage=Stage.DRAFTING,
        coordinator=AYDIN,
        founding=Founding.NEWLY_FOUNDED,
        has_statements=True,
        others=(
            BRANDT,
            Part(Role.CORE_MEMBER, "jugendamt@musterkreis.example", "Fachdienst Jugend", "jugendamt"),
            Part(Role.EVALUATOR, "auswertung@hochschule.example", "Auswertung"),
        ),
        waiting_list="kursliste.csv",
        core_group=frozenset({"ki", "abh", "agentur", "jugendamt", "vhs"}),
        contacts={
            "ki": "Geschäftsführende Stelle",
            "abh": "Sachgebietsleitung Aufenthalt",
            "agentur": "Teamleitung U25",
            "jugendamt": "Fachdienst Jugend",
            "vhs": "Programmbereich Grundbildung",
            "lernwerk": "Bereichsleitung Sprache",
        },
        rounds=(WINTER_ROUND,),
        confirmed_days_ago={
            "beratung": 12,
            "coaching": 31,
            "kita": 75,
            "vorkurs": 236,
            "spezialkurs": 428,
            "schulabschluss": 250,
            "bvb": 45,
            "ausbildung": 200,
            "werkstatt": 510,
        },
        introduction=(
            "Sie sind jung, neu im Musterkreis und möchten Deutsch lernen, eine Ausbildung machen oder arbeiten? "
            "Hier steht, wer Ihnen dabei hilft und wer was bezahlt.\n\n"
            "Beginnen Sie bei der Beratung. Sie kennt die nächsten Schritte. (Dieser Kreis ist erfunden.)"
        ),
        addresses={
            "vhs": "grundbildung@vhs.example",
            "werkhof": "leitung@werkhof.example",
            "lernwerk": "sprache@lernwerk.example",
        },
        asked_days_ago={"werkhof": 16},
        answers={"werkstatt": "Ab Februar nehmen wir auch junge Menschen mit A1 auf."},
    ),
    Town(
        slug="kreis-wesel-2020-2023",
        name="Kreis Wesel 2020–2023",
        district_key="05170",
        file="kreis_wesel_2020_2023",
        stage=Stage.RUNNING,
        coordinator=AYDIN,
        # Named in the report on the meeting of the core group of 24 February 2023.
        core_group=frozenset({"kreis_ki", "abh", "vhs_wesel", "jobcenter"}),
        actor_types={"innovation": "bildungs_beschaeftigungs_traeger", "kommunen": "sozialamt_asylblg"},
    ),
    Town(
        slug="kreis-wesel-heute",
        name="Kreis Wesel heute",
        district_key="05170",
        file="kreis_wesel_heute",
        stage=Stage.ANALYSING,
        coordinator=AYDIN,
    ),
    Town(
        slug="nachbarkreis",
        name="Bündnis Nachbarkreis (erfunden)",
        district_key="99002",
        file="nachbarkreis",
        stage=Stage.DRAFTING,
        coordinator=CZERNY,
        core_group=frozenset({"integration"}),
    ),
)
PEOPLE = (
    (AYDIN, _("Aydın coordinates Musterkreis and Kreis Wesel")),
    (BRANDT, _("Brandt works for a partner in Musterkreis")),
    (CZERNY, _("Czerny coordinates the neighbouring alliance")),
)
