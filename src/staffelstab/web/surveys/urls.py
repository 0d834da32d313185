from __future__ import annotations

from django.urls import path

from staffelstab.web.surveys import views

app_name = "surveys"
urlpatterns = [
    path("", views.rounds, name="list"),
    path("neu/", views.new_round, name="new"),
    path("<int:round_id>/", views.round_view, name="round"),
    path("<int:round_id>/ausfuellen/<slug:section_key>/", views.fill, name="fill"),
    path("<int:round_id>/arbeitsmappe/", views.upload, name="upload"),
    path("<int:round_id>/arbeitsmappe/vorlage.xlsx", views.template, name="template"),
    path("<int:round_id>/arbeitsmappe/<int:upload_id>/", views.preview, name="preview"),
    path("<int:round_id>/arbeitsmappe/<int:upload_id>/uebernehmen/", views.apply, name="apply"),
    path("<int:round_id>/arbeitsmappe/<int:upload_id>/zuruecknehmen/", views.undo, name="undo"),
    path("<int:round_id>/abgeben/", views.hand_in, name="hand_in"),
    path("<int:round_id>/wieder-oeffnen/", views.reopen, name="reopen"),
    path("<int:round_id>/antworten/", views.compare, name="compare"),
    path("<int:round_id>/ergebnis.<slug:kind>", views.export, name="export"),
    path("<int:round_id>/antworten/<str:question_key>/", views.decide, name="decide"),
    path("<int:round_id>/bogen/<int:sheet_id>/verlauf/<str:question_key>/", views.history, name="history"),
    path("<int:round_id>/uebernehmen/", views.take_over, name="take_over"),
    path("<int:round_id>/beenden/", views.close, name="close"),
    path("<int:round_id>/anfragen/", views.ask, name="ask"),
    path("<int:round_id>/anfrage/<int:sheet_id>/", views.respondent, name="respondent"),
    path("<int:round_id>/anfrage/<int:sheet_id>/zurueckziehen/", views.withdraw, name="withdraw"),
    path("<int:round_id>/anfrage/<int:sheet_id>/erinnern/", views.remind, name="remind"),
    path("<int:round_id>/anfrage/<int:sheet_id>/neuer-link/", views.renew, name="renew"),
]
by_link = [path("<str:link_key>/", views.fill_by_link, name="fill")]
