"""Files in and out: a workbook, YAML or JSON becomes a document with every doubt named, and the other way round."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from staffelstab.engine import files
from staffelstab.engine.errors import InputError
from staffelstab.engine.files import EARLIEST, LATEST
from staffelstab.web.concepts.pathway.documents import Document
from staffelstab.web.concepts.pathway.telling import problem_sentences, words
from staffelstab.web.kit.validators import looks_like_personal_data

__all__ = [
    "EARLIEST",
    "LATEST",
    "WRITERS",
    "ReadFile",
    "UnreadableFile",
    "group_label",
    "read_file",
    "write_file",
]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UnreadableFile(Exception):
    """The file cannot be used. `sentences` name every problem with sheet and cell or line."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        self.sentences = sentences
        super().__init__(" ".join(sentences))


@dataclass(frozen=True)
class ReadFile:
    """What a file says, and what was corrected or is doubtful in it."""

    document: Document
    doubts: tuple[str, ...]


def read_file(content: bytes, name: str) -> ReadFile:
    try:
        pathway, warnings = files.read_with_warnings(
            content, name, signs_of_a_person=looks_like_personal_data
        )
    except InputError as error:
        raise UnreadableFile(problem_sentences(error.problems)) from None
    return ReadFile(files.to_document(pathway), problem_sentences(warnings))


@dataclass(frozen=True)
class Writer:
    content_type: str
    write: Callable[[Document], bytes]


def _xlsx(document: Document) -> bytes:
    return files.write_xlsx(files.from_document(document))


def _yaml(document: Document) -> bytes:
    return files.write_yaml(files.from_document(document)).encode()


def _json(document: Document) -> bytes:
    return files.write_json(files.from_document(document)).encode()


def _bpmn(document: Document) -> bytes:
    """For editors of processes: only the arrows, with the titles in one language; it cannot be read again."""
    return files.write_bpmn(files.from_document(document), language=words().language).encode()


WRITERS: Mapping[str, Writer] = {
    "bpmn": Writer("application/xml; charset=utf-8", _bpmn),
    "xlsx": Writer(XLSX, _xlsx),
    "yaml": Writer("application/yaml; charset=utf-8", _yaml),
    "json": Writer("application/json; charset=utf-8", _json),
}


def write_file(document: Document, kind: str) -> bytes:
    """The document as a file; UnreadableFile when it has problems that a file must not carry on."""
    try:
        return WRITERS[kind].write(document)
    except InputError as error:
        raise UnreadableFile(problem_sentences(error.problems)) from None


def group_label(when: Document, document: Document, fallback: str) -> str:
    """A name for a need that the file gives none."""
    if not when:
        return fallback
    scales = files.from_document(document).scales
    return words().condition(files.condition_from_document(when, scales), scales) or fallback
