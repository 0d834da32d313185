from __future__ import annotations

from django import template

from staffelstab.web.journal.phrases import deed_label

register = template.Library()
register.filter("deed_label", deed_label)
