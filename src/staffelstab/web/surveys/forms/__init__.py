from __future__ import annotations

from staffelstab.web.surveys.forms.answers import (
    Box,
    SectionBoxes,
    boxes_of,
    marks_from,
    number_of_problems,
    typed_from,
)
from staffelstab.web.surveys.forms.asking import AskForm, DueForm, RoundForm
from staffelstab.web.surveys.forms.files import UploadForm

__all__ = [
    "AskForm",
    "Box",
    "DueForm",
    "RoundForm",
    "SectionBoxes",
    "UploadForm",
    "boxes_of",
    "marks_from",
    "number_of_problems",
    "typed_from",
]
