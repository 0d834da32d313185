"""Versions and variants of a concept, and what two of them differ in."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from staffelstab.web.concepts.enums import CommentState
from staffelstab.web.concepts.models import Concept, Version
from staffelstab.web.concepts.pathway import Document, without_empty
from staffelstab.web.concepts.queries.boards import document_for_export
from staffelstab.web.concepts.queries.worklist import cares_of


def content_of(concept: Concept) -> dict[str, Any]:
    """What is voted on: the whole document, and what people do about its findings."""
    cares = [
        without_empty(
            name=care.name,
            title=care.title,
            who=care.who,
            due_on=care.due_on,
            accepted_because=care.accepted_because,
        )
        for care in cares_of(concept).values()
        if care.is_accepted or care.is_assigned
    ]
    return {
        "document": document_for_export(concept),
        "findings": sorted(cares, key=lambda care: care["name"]),
    }


def versions_of(concept: Concept) -> QuerySet[Version]:
    """Newest first, without their contents."""
    open_comments = Count("comments", filter=Q(comments__state=CommentState.OPEN))
    return Version.objects.filter(concept=concept).defer("content").annotate(open_comments=open_comments)


def variants_of(concept: Concept) -> QuerySet[Concept]:
    return Concept.objects.filter(variant_of=concept).order_by("title", "pk")


def document_of_side(side: Version | Concept) -> Document:
    """The document of a version as it was frozen, or of a concept as it stands."""
    if isinstance(side, Version):
        document: Document = side.content["document"]
        return document
    return document_for_export(side)
