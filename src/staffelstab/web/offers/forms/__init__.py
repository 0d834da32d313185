from staffelstab.web.offers.forms.access import AccessFields
from staffelstab.web.offers.forms.answers import AnswerForm, DecisionForm
from staffelstab.web.offers.forms.filters import OfferFilterForm
from staffelstab.web.offers.forms.law import LawDecisionForm
from staffelstab.web.offers.forms.needs import NeedFilterForm, NeedForm
from staffelstab.web.offers.forms.offers import CatalogueOfferForm, EndForm, OfferForm
from staffelstab.web.offers.forms.releases import ReleaseForm
from staffelstab.web.offers.forms.statements import CodeForm, PasteForm, StatementFilterForm, StatementForm

__all__ = [
    "AccessFields",
    "AnswerForm",
    "CatalogueOfferForm",
    "CodeForm",
    "DecisionForm",
    "EndForm",
    "LawDecisionForm",
    "NeedFilterForm",
    "NeedForm",
    "OfferFilterForm",
    "OfferForm",
    "PasteForm",
    "ReleaseForm",
    "StatementFilterForm",
    "StatementForm",
]
