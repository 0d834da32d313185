from __future__ import annotations

from staffelstab.web.concepts.views.boards import concept_view, picture, table_view
from staffelstab.web.concepts.views.concepts import concept_list, edit_concept_view, new_concept
from staffelstab.web.concepts.views.files import apply_import_view, export, preview, undo_import_view, upload
from staffelstab.web.concepts.views.findings import finding_view
from staffelstab.web.concepts.views.stations import (
    add_station_view,
    mark_entry_point_view,
    remove_station_view,
)
from staffelstab.web.concepts.views.transitions import (
    add_transition_view,
    edit_transition_view,
    remove_transition_view,
    transition_state_view,
    undo_change_view,
)
from staffelstab.web.concepts.views.what_if import break_view, stop_view, what_if
from staffelstab.web.concepts.views.whom import whom_cell, whom_file, whom_view
from staffelstab.web.concepts.views.worklist import (
    accept_finding_view,
    assign_finding_view,
    reopen_finding_view,
    worklist,
)

__all__ = [
    "accept_finding_view",
    "add_station_view",
    "add_transition_view",
    "apply_import_view",
    "assign_finding_view",
    "break_view",
    "concept_list",
    "concept_view",
    "edit_concept_view",
    "edit_transition_view",
    "export",
    "finding_view",
    "mark_entry_point_view",
    "new_concept",
    "picture",
    "preview",
    "remove_station_view",
    "remove_transition_view",
    "reopen_finding_view",
    "stop_view",
    "table_view",
    "transition_state_view",
    "undo_change_view",
    "undo_import_view",
    "upload",
    "what_if",
    "whom_cell",
    "whom_file",
    "whom_view",
    "worklist",
]
