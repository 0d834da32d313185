"""Many rows of one kind: checked and stored together, as strictly as one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, models

AS_IT_IS = (models.CharField, models.TextField, models.PositiveIntegerField, models.ForeignKey)
Values = Sequence[Any]


def insert_rows(model: type[models.Model], names: Sequence[str], rows: Iterable[Values]) -> None:
    """Appends rows that nobody needs back: one statement, the values in the order of ``names``.

    ``names`` are all columns but the number the database gives; nothing is filled in. Constraints hold as always.
    """
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    columns = list(zip(*rows, strict=True))
    if not columns:
        return
    prepared = [_column(field, values) for field, values in zip(fields, columns, strict=True)]
    quote = connection.ops.quote_name
    written = ", ".join(quote(field.column) for field in fields)
    signs = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(model._meta.db_table)} ({written}) VALUES ({signs})",  # noqa: S608
            list(zip(*prepared, strict=True)),
        )


def _column(field: Any, values: Iterable[Any]) -> list[Any]:
    """The values as the database wants them; texts and whole numbers are that already."""
    prepare, plain = field.get_db_prep_save, (str, int) if isinstance(field, AS_IT_IS) else ()
    return [
        value if value is None or type(value) in plain else prepare(value, connection) for value in values
    ]


def insert_things(things: Sequence[models.Model]) -> None:
    """``bulk_create`` for things with a ``key`` that is unique in the scope; they know their number afterwards."""
    if not things:
        return
    model: Any = type(things[0])
    fields = [field for field in model._meta.concrete_fields if not field.primary_key and not field.generated]
    rows = ([field.pre_save(thing, True) for field in fields] for thing in things)
    insert_rows(model, [field.name for field in fields], rows)
    by_key: dict[str, Any] = {getattr(thing, "key"): thing for thing in things}  # noqa: B009
    for key, number in model.objects.filter(key__in=by_key).order_by().values_list("key", "pk"):
        by_key[key].pk = number
    for thing in things:
        thing._state.adding, thing._state.db = False, connection.alias


def clean_rows(things: Sequence[models.Model], *, exclude: Collection[str] = ()) -> None:
    """``clean_fields`` for every one of them; a value that many share is checked once. The first to blame is told."""
    try:
        for field in things[0]._meta.fields if things else ():
            if field.name not in exclude and not field.generated:
                _clean_column(things, field)
    except ValidationError:
        for thing in things:
            thing.clean_fields(exclude=exclude)
        raise


def _clean_column(things: Sequence[models.Model], field: Any) -> None:
    known: dict[tuple[type, Any], Any] = {}
    for thing in things:
        raw = getattr(thing, field.attname)
        if field.blank and raw in field.empty_values:
            continue
        if raw.__hash__ is None:
            setattr(thing, field.attname, field.clean(raw, thing))
            continue
        key = (type(raw), raw)
        if key not in known:
            known[key] = field.clean(raw, thing)
        setattr(thing, field.attname, known[key])
