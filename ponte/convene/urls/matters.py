"""Addresses of terms of reference, matters and asks."""

from django.urls import path

from ponte.convene.views import matters, terms

urlpatterns = [
    path("tables/<str:reference>/terms/", terms.page, name="terms"),
    path("tables/<str:reference>/terms/new/", terms.write, name="terms_write"),
    path("tables/<str:reference>/terms/<int:number>/", terms.version, name="terms_version"),
    path("tables/<str:reference>/terms/<int:number>/texts/", terms.texts, name="terms_texts"),
    path("tables/<str:reference>/terms/<int:number>/adopt/", terms.adopt, name="terms_adopt"),
    path("tables/<str:reference>/matters/new/", matters.matter_new, name="matter_new"),
    path("matters/<str:reference>/", matters.matter, name="matter"),
    path("matters/<str:reference>/step/<slug:name>/", matters.matter_step, name="matter_step"),
    path("asks/", matters.asks, name="asks"),
    path("asks/new/", matters.ask_keep, name="ask_new"),
    path("asks/<str:reference>/", matters.ask, name="ask"),
    path("asks/<str:reference>/edit/", matters.ask_keep, name="ask_edit"),
    path("asks/<str:reference>/step/<slug:name>/", matters.ask_step, name="ask_step"),
]
