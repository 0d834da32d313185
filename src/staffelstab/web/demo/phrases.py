"""What the demonstration adds to the district files: alliances, invented people in a function, a little history.

Organisations and offers are named by the keys of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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
class Town:
    """One alliance of the demonstration. `confirmed_days_ago` by offer: how long ago somebody said “still correct”.
    `introduction`: what the alliance tells everybody; without it nothing is public.
    """

    slug: str
    name: str
    district_key: str
    file: str
    stage: Stage
    coordinator: Part
    founding: Founding = Founding.UNKNOWN
    others: tuple[Part, ...] = ()
    core_group: frozenset[str] = frozenset()
    contacts: Mapping[str, str] = field(default_factory=dict)
    actor_types: Mapping[str, str] = field(default_factory=dict)
    confirmed_days_ago: Mapping[str, int] = field(default_factory=dict)
    introduction: str = ""


AYDIN = Part(Role.COORDINATOR, "aydin@musterkreis.example", "Geschäftsführende Stelle", signs_in=True)
BRANDT = Part(Role.PARTNER, "brandt@lernwerk.example", "Bereichsleitung Sprache", "lernwerk", signs_in=True)
CZERNY = Part(Role.COORDINATOR, "czerny@nachbarkreis.example", "Geschäftsführende Stelle", signs_in=True)

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
        others=(
            BRANDT,
            Part(Role.CORE_MEMBER, "jugendamt@musterkreis.example", "Fachdienst Jugend", "jugendamt"),
            Part(Role.EVALUATOR, "auswertung@hochschule.example", "Auswertung"),
        ),
        core_group=frozenset({"ki", "abh", "agentur", "jugendamt", "vhs"}),
        contacts={
            "ki": "Geschäftsführende Stelle",
            "abh": "Sachgebietsleitung Aufenthalt",
            "agentur": "Teamleitung U25",
            "jugendamt": "Fachdienst Jugend",
            "vhs": "Programmbereich Grundbildung",
            "lernwerk": "Bereichsleitung Sprache",
        },
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
