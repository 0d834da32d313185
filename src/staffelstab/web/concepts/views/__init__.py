from __future__ import annotations

from staffelstab.web.concepts.views.boards import concept_view, picture, presence, table_view
from staffelstab.web.concepts.views.concepts import concept_list, edit_concept_view, new_concept
from staffelstab.web.concepts.views.files import apply_import_view, export, preview, undo_import_view, upload
from staffelstab.web.concepts.views.findings import finding_view
from staffelstab.web.concepts.views.papers import concept_file, version_paper
from staffelstab.web.concepts.views.proposals import answer_proposal_view, proposals, propose_view
from staffelstab.web.concepts.views.stations import (
    add_station_view,
    mark_entry_point_view,
    remove_station_view,
)
from staffelstab.web.concepts.views.transitions import (
    add_transition_view,
    edit_transition_view,
    redo_change_view,
    remove_transition_view,
    transition_state_view,
    undo_change_view,
)
from staffelstab.web.concepts.views.variants import (
    branch_variant_view,
    compare,
    merge,
    try_repair_view,
)
from staffelstab.web.concepts.views.versions import (
    decide_version_view,
    discuss_version_view,
    present_version_view,
    put_in_force_view,
    settle_comment_view,
    version_file,
    version_view,
    versions,
    write_comment_view,
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
    "answer_proposal_view",
    "apply_import_view",
    "assign_finding_view",
    "branch_variant_view",
    "break_view",
    "compare",
    "concept_file",
    "concept_list",
    "concept_view",
    "decide_version_view",
    "discuss_version_view",
    "edit_concept_view",
    "edit_transition_view",
    "export",
    "finding_view",
    "mark_entry_point_view",
    "merge",
    "new_concept",
    "picture",
    "presence",
    "present_version_view",
    "preview",
    "proposals",
    "propose_view",
    "put_in_force_view",
    "redo_change_view",
    "remove_station_view",
    "remove_transition_view",
    "reopen_finding_view",
    "settle_comment_view",
    "stop_view",
    "table_view",
    "transition_state_view",
    "try_repair_view",
    "undo_change_view",
    "undo_import_view",
    "upload",
    "version_file",
    "version_paper",
    "version_view",
    "versions",
    "what_if",
    "whom_cell",
    "whom_file",
    "whom_view",
    "worklist",
    "write_comment_view",
]
