"""Addresses of the directory."""

from django.urls import path

from ponte.map.views import (
    affiliations,
    corrections,
    edit,
    imports,
    listed,
    organisation,
    organisation_export,
    organisation_list,
    stakeholders,
    tell,
    words,
)

app_name = "map"
urlpatterns = [
    path("organisations/", organisation_list.page, name="organisations"),
    path("organisations.<slug:form>", organisation_export.export, name="organisations_export"),
    path("organisations/new/", edit.new, name="organisation_new"),
    path("organisations/<str:reference>/", organisation.page, name="organisation"),
    path("organisations/<str:reference>/history/", organisation.history, name="organisation_history"),
    path(
        "organisations/<str:reference>/history/<int:change>/undo/",
        organisation.undo,
        name="organisation_undo",
    ),
    path("organisations/<str:reference>/step/<slug:name>/", organisation.step, name="organisation_step"),
    path(
        "organisations/<str:reference>/step/<slug:name>/withdraw/",
        organisation.withdraw,
        name="organisation_withdraw",
    ),
    path("organisations/<str:reference>/edit/<slug:group>/", edit.edit, name="organisation_edit"),
    path("organisations/<str:reference>/words/", words.words, name="organisation_words"),
    path("stakeholders/", stakeholders.overview, name="stakeholders"),
    path("stakeholders/new/", stakeholders.keep, name="stakeholder_new"),
    path("stakeholders/<str:reference>/", stakeholders.page, name="stakeholder"),
    path("stakeholders/<str:reference>/edit/", stakeholders.keep, name="stakeholder_edit"),
    path("stakeholders/<str:reference>/write/", stakeholders.write, name="stakeholder_write"),
    path(
        "stakeholders/<str:reference>/relations/<int:pk>/done/",
        stakeholders.finish,
        name="stakeholder_finish",
    ),
    path("organisations/<str:reference>/federations/", affiliations.page, name="affiliations"),
    path(
        "organisations/<str:reference>/federations/<int:pk>/<slug:name>/",
        affiliations.step,
        name="affiliation_step",
    ),
    path("organisations/<str:reference>/tell/", tell.one, name="organisation_tell"),
    path("organisations/<str:reference>/mistake/", corrections.propose, name="correction_new"),
    path("corrections/", corrections.overview, name="corrections"),
    path("corrections/<str:reference>/", corrections.page, name="correction"),
    path("listed/<str:token>/", listed.page, name="listed"),
    path("listed/<str:token>/correct/", listed.correct, name="listed_correct"),
    path("listed/<str:token>/renew/", listed.renew, name="listed_renew"),
    path("imports/<int:pk>/tell/", tell.whole_list, name="import_tell"),
    path("imports/", imports.overview, name="imports"),
    path("imports/new/", imports.upload, name="import_new"),
    path("imports/<int:pk>/", imports.page, name="import"),
    path("imports/<int:pk>/columns/", imports.columns, name="import_columns"),
    path("imports/<int:pk>/apply/", imports.apply, name="import_apply"),
    path("imports/<int:pk>/undo/", imports.undo, name="import_undo"),
]
