"""Files of pathways: YAML, JSON and Excel workbooks, read with every problem named, written without loss."""

from staffelstab.engine.files.codes import PROBLEM_CODES, WARNING_CODES
from staffelstab.engine.files.document import (
    FORMAT,
    VERSION,
    condition_from_document,
    from_document,
    goal_from_document,
    offer_from_document,
    to_document,
    transition_from_document,
    validate,
)
from staffelstab.engine.files.exchange import write_bpmn, write_pnml
from staffelstab.engine.files.parts.concept import (
    concept_to_document,
    goal_to_document,
    transition_to_document,
)
from staffelstab.engine.files.parts.conditions import condition_to_document
from staffelstab.engine.files.parts.offers import offer_to_document
from staffelstab.engine.files.reading import read, read_with_warnings
from staffelstab.engine.files.scalars import EARLIEST, LATEST
from staffelstab.engine.files.schema import schema
from staffelstab.engine.files.state import State, district_files, read_state
from staffelstab.engine.files.tables import read_table
from staffelstab.engine.files.workbook import empty_workbook, write_xlsx
from staffelstab.engine.files.writing import write_json, write_yaml

__all__ = [
    "EARLIEST",
    "FORMAT",
    "LATEST",
    "PROBLEM_CODES",
    "VERSION",
    "WARNING_CODES",
    "State",
    "concept_to_document",
    "condition_from_document",
    "condition_to_document",
    "district_files",
    "empty_workbook",
    "from_document",
    "goal_from_document",
    "goal_to_document",
    "offer_from_document",
    "offer_to_document",
    "read",
    "read_state",
    "read_table",
    "read_with_warnings",
    "schema",
    "to_document",
    "transition_from_document",
    "transition_to_document",
    "validate",
    "write_bpmn",
    "write_json",
    "write_pnml",
    "write_xlsx",
    "write_yaml",
]
