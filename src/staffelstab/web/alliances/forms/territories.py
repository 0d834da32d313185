from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import ActorType
from staffelstab.web.alliances.queries import types_to_choose


class TypesForm(forms.Form):
    """Which types of actors are shown; nothing chosen means the usual authorities."""

    art = forms.ModelMultipleChoiceField(
        ActorType.objects.none(),
        label=_("Types of actors"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["art"].queryset = types_to_choose(today=today)  # type: ignore[attr-defined]

    def chosen(self) -> list[str]:
        if not self.is_valid():
            return []
        return [actor_type.pk for actor_type in self.cleaned_data["art"]]
