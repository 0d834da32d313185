"""Invented needs and statements for Musterkreis, through the deeds that people use."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import yaml

from staffelstab.web.alliances.models import Membership
from staffelstab.web.alliances.queries import places_of
from staffelstab.web.offers.actions.code_statement import code_statement
from staffelstab.web.offers.actions.finish_statement import finish_statement
from staffelstab.web.offers.actions.keep_code import start_code_book
from staffelstab.web.offers.actions.record_need import record_need
from staffelstab.web.offers.actions.record_statements import Said, record_statements
from staffelstab.web.offers.enums import CountOf, Method
from staffelstab.web.offers.queries.statements import codes_here

FILE = Path(__file__).parent.parent / "data" / "statements.yaml"


def gather_statements(coordinator: Membership, *, today: date) -> None:
    """Places needed, in the words of the sources; statements, the first ones coded by the coordination."""
    invented = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    here = list(places_of(coordinator.alliance))
    for each in invented["places_needed"]:
        at = each["place"]
        record_need(
            coordinator,
            label="Junge Menschen mit Duldung oder Gestattung",
            when={"status": ["duldung", "gestattung"]},
            places=[] if at is None else here[at : at + 1],
            wording=each["wording"],
            count_of=CountOf.PLACES,
            life_area=each["life_area"],
            method=Method.ESTIMATED,
            source="Arbeitshilfe Bedarfe und Angebote (erfunden)",
            date=today - timedelta(days=60),
        )
    start_code_book(coordinator)
    codes = {code.key: code for code in codes_here()}
    day = today - timedelta(days=90)
    said = invented["statements"]
    statements = record_statements(
        coordinator, [Said(each["text"], each["said_in"], each["said_by"], day) for each in said]
    )
    for statement, each in zip(statements, said, strict=True):
        for key in each["codes"]:
            code_statement(coordinator, statement, codes[key])
        if each["codes"]:
            finish_statement(coordinator, statement)
