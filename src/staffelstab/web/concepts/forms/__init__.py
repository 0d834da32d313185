from __future__ import annotations

from staffelstab.web.concepts.forms.concepts import (
    LARGEST_UPLOAD,
    OTHER_ENDING,
    READABLE_ENDINGS,
    ConceptForm,
    EditConceptForm,
    NewConceptForm,
    RevisionForm,
    UploadForm,
)
from staffelstab.web.concepts.forms.proposals import AnswerForm, ProposalForm, ProposeTransitionForm
from staffelstab.web.concepts.forms.questions import (
    FIRST_DAY_OF_LAW,
    ONLY,
    YEARS_AHEAD,
    QuestionForm,
    StopForm,
    WhatIfForm,
    WhomForm,
)
from staffelstab.web.concepts.forms.stations import (
    EntryPointForm,
    HandoverForm,
    StateForm,
    StationForm,
    TransitionForm,
)
from staffelstab.web.concepts.forms.versions import (
    BranchForm,
    CommentForm,
    CompareForm,
    DecideForm,
    InForceForm,
    MergeForm,
    PresentForm,
    SettleForm,
)
from staffelstab.web.concepts.forms.worklist import (
    AcceptForm,
    AssignForm,
    NarrowForm,
)

__all__ = [
    "FIRST_DAY_OF_LAW",
    "LARGEST_UPLOAD",
    "ONLY",
    "OTHER_ENDING",
    "READABLE_ENDINGS",
    "YEARS_AHEAD",
    "AcceptForm",
    "AnswerForm",
    "AssignForm",
    "BranchForm",
    "CommentForm",
    "CompareForm",
    "ConceptForm",
    "DecideForm",
    "EditConceptForm",
    "EntryPointForm",
    "HandoverForm",
    "InForceForm",
    "MergeForm",
    "NarrowForm",
    "NewConceptForm",
    "PresentForm",
    "ProposalForm",
    "ProposeTransitionForm",
    "QuestionForm",
    "RevisionForm",
    "SettleForm",
    "StateForm",
    "StationForm",
    "StopForm",
    "TransitionForm",
    "UploadForm",
    "WhatIfForm",
    "WhomForm",
]
