from __future__ import annotations

from django.urls import path

from staffelstab.web.offers import views

app_name = "offers"
urlpatterns = [
    path("", views.offer_list, name="list"),
    path("katalog/", views.catalogue, name="catalogue"),
    path("katalog/<slug:catalogue_key>/", views.new_from_catalogue, name="new_from_catalogue"),
    path("neu/", views.new_offer, name="new"),
    path("bedarfe/", views.need_list, name="needs"),
    path("bedarfe/bedarfe.csv", views.need_table, {"form": "csv"}, name="needs_csv"),
    path("bedarfe/bedarfe.xlsx", views.need_table, {"form": "xlsx"}, name="needs_xlsx"),
    path("bedarfe/herausgeben/", views.need_release, name="release_needs"),
    path(
        "bedarfe/herausgeben/<int:release_id>.csv",
        views.released_needs,
        {"form": "csv"},
        name="released_csv",
    ),
    path(
        "bedarfe/herausgeben/<int:release_id>.xlsx",
        views.released_needs,
        {"form": "xlsx"},
        name="released_xlsx",
    ),
    path("bedarfe/veroeffentlicht/", views.published, name="published"),
    path(
        "bedarfe/veroeffentlicht/<slug:figure_key>/",
        views.take_over_published_view,
        name="take_over_published",
    ),
    path("bedarfe/neu/", views.new_need, name="new_need"),
    path("bedarfe/<int:need_id>/", views.edit_need_view, name="edit_need"),
    path("bedarfe/<int:need_id>/entfernen/", views.remove_need_view, name="remove_need"),
    path("bestaetigen/", views.confirmations, name="confirmations"),
    path("bestaetigen/fragen/", views.ask_providers, name="ask"),
    path("bestaetigen/<int:inquiry_id>/erinnern/", views.remind_provider_view, name="remind"),
    path("bestaetigen/<int:inquiry_id>/nicht-mehr/", views.withdraw_inquiry_view, name="withdraw_inquiry"),
    path("antworten/<int:answer_id>/", views.decide_answer_view, name="answer"),
    path("recht/", views.law, name="law"),
    path("recht/entscheiden/", views.decide_law, name="decide_law"),
    path("aussagen/", views.statement_list, name="statements"),
    path("aussagen/neu/", views.new_statement, name="new_statement"),
    path("aussagen/einfuegen/", views.paste_statements, name="paste_statements"),
    path("aussagen/codes/", views.code_book, name="codes"),
    path("aussagen/codes/beginnen/", views.start_code_book_view, name="start_code_book"),
    path("aussagen/codes/neu/", views.new_code, name="new_code"),
    path("aussagen/codes/<int:code_id>/", views.edit_code, name="edit_code"),
    path("aussagen/<int:statement_id>/", views.coding_desk, name="coding"),
    path("aussagen/<int:statement_id>/code/", views.give_code, name="give_code"),
    path("aussagen/<int:statement_id>/fertig/", views.finish, name="finish_statement"),
    path("aussagen/<int:statement_id>/bearbeiten/", views.edit_statement_view, name="edit_statement"),
    path("<int:offer_id>/", views.offer_detail, name="detail"),
    path("<int:offer_id>/bearbeiten/", views.edit_offer_view, name="edit"),
    path("<int:offer_id>/stimmt/", views.confirm_offer_view, name="confirm"),
    path("<int:offer_id>/beendet/", views.end_offer_view, name="end"),
    path("<int:offer_id>/aufnehmen/", views.list_offer_view, name="list_offer"),
    path("<int:offer_id>/herausnehmen/", views.unlist_offer_view, name="unlist"),
]
by_link = [
    path("<str:link_key>/", views.answer_by_link, name="answer"),
    path("<str:link_key>/danke/", views.thanks, name="thanks"),
]
