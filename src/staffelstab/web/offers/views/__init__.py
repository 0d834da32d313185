from staffelstab.web.offers.views.by_link import answer_by_link, thanks
from staffelstab.web.offers.views.catalogue import catalogue, list_offer_view, new_from_catalogue
from staffelstab.web.offers.views.coding import (
    code_book,
    coding_desk,
    edit_code,
    finish,
    give_code,
    new_code,
    start_code_book_view,
)
from staffelstab.web.offers.views.editing import edit_offer_view, new_offer
from staffelstab.web.offers.views.inquiries import (
    ask_providers,
    confirmations,
    decide_answer_view,
    remind_provider_view,
    withdraw_inquiry_view,
)
from staffelstab.web.offers.views.law import decide_law, law
from staffelstab.web.offers.views.listing import offer_list
from staffelstab.web.offers.views.needs import (
    edit_need_view,
    need_list,
    need_table,
    new_need,
    remove_need_view,
)
from staffelstab.web.offers.views.offer import (
    confirm_offer_view,
    end_offer_view,
    offer_detail,
    unlist_offer_view,
)
from staffelstab.web.offers.views.published import published, take_over_published_view
from staffelstab.web.offers.views.releases import need_release, released_needs
from staffelstab.web.offers.views.statements import (
    edit_statement_view,
    new_statement,
    paste_statements,
    statement_list,
)

__all__ = [
    "answer_by_link",
    "ask_providers",
    "catalogue",
    "code_book",
    "coding_desk",
    "confirm_offer_view",
    "confirmations",
    "decide_answer_view",
    "decide_law",
    "edit_code",
    "edit_need_view",
    "edit_offer_view",
    "edit_statement_view",
    "end_offer_view",
    "finish",
    "give_code",
    "law",
    "list_offer_view",
    "need_list",
    "need_release",
    "need_table",
    "new_code",
    "new_from_catalogue",
    "new_need",
    "new_offer",
    "new_statement",
    "offer_detail",
    "offer_list",
    "paste_statements",
    "published",
    "released_needs",
    "remind_provider_view",
    "remove_need_view",
    "start_code_book_view",
    "statement_list",
    "take_over_published_view",
    "thanks",
    "unlist_offer_view",
    "withdraw_inquiry_view",
]
