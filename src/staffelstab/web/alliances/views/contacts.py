from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from staffelstab.web.alliances.actions.add_contact import add_contact
from staffelstab.web.alliances.actions.edit_contact import edit_contact, version_of
from staffelstab.web.alliances.forms import ContactForm
from staffelstab.web.alliances.models import AllianceRequest, Contact
from staffelstab.web.alliances.queries import all_participations, contact_rows
from staffelstab.web.alliances.rules import may_edit_contacts
from staffelstab.web.journal.queries import who_changed
from staffelstab.web.kit.meanwhile import ChangedMeanwhile, tell_merged
from staffelstab.web.kit.person_check import warn_about_persons


def new_contact(request: AllianceRequest, alliance_slug: str, participation_id: int) -> HttpResponse:
    today = timezone.localdate()
    participation = get_object_or_404(all_participations(today=today), pk=participation_id)
    may_edit_contacts(request.membership, participation.organisation).or_refuse()
    form = ContactForm(request.POST or None, alliance=request.alliance, initial={"valid_from": today})
    if request.method == "POST" and form.is_valid():
        try:
            contact = add_contact(request.membership, participation.organisation, **form.deed())
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            _tell(request, contact)
            return redirect("alliances:organisation", alliance_slug, participation_id)
    return render(request, "alliances/contact.html", {"form": form, "participation": participation})


def edit_contact_view(
    request: AllianceRequest, alliance_slug: str, participation_id: int, contact_id: int
) -> HttpResponse:
    participation = get_object_or_404(all_participations(today=timezone.localdate()), pk=participation_id)
    contact = get_object_or_404(contact_rows(participation.organisation), pk=contact_id)
    may_edit_contacts(request.membership, participation.organisation).or_refuse()
    form = _form_for(request, contact)
    if request.method == "POST" and form.is_valid():
        try:
            saved = edit_contact(request.membership, contact, seen=version_of(contact), **form.deed())
        except ChangedMeanwhile:
            return edit_contact_view(request, alliance_slug, participation_id, contact_id)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            _tell(request, saved)
            tell_merged(request, form)
            return redirect("alliances:organisation", alliance_slug, participation_id)
    context = {"form": form, "participation": participation, "contact": contact}
    return render(request, "alliances/contact.html", context)


def _form_for(request: AllianceRequest, contact: Contact) -> ContactForm:
    return ContactForm(
        request.POST or None,
        alliance=request.alliance,
        initial={**contact.described, "places": contact.places.all()},
        who_changed=who_changed(contact, request.alliance.slug),
    )


def _tell(request: AllianceRequest, contact: Contact) -> None:
    messages.success(request, _("The contact was saved."))
    texts = {
        _("Function"): contact.function,
        _("Task"): contact.task,
        _("Business telephone"): contact.phone,
        _("Business e-mail address"): contact.email,
    }
    warn_about_persons(request, texts)
