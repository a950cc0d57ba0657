"""Addresses of calls."""

from django.urls import path

from ponte.fund.views import call_edit, call_parts, call_questions, calls

ONE = "calls/<str:reference>"
urlpatterns = [
    path("calls/", calls.overview, name="calls"),
    path("calls.atom", calls.feed, name="calls_feed"),
    path("calls/new/", call_edit.new, name="call_new"),
    path(f"{ONE}/", calls.page, name="call"),
    path(f"{ONE}/step/<slug:name>/", calls.step, name="call_step"),
    path(f"{ONE}/history/", calls.history, name="call_history"),
    path(f"{ONE}/files/<int:pk>/", calls.attachment, name="call_file"),
    path(f"{ONE}/edit/", call_edit.overview, name="call_edit"),
    path(f"{ONE}/edit/<slug:name>/", call_parts.part, name="call_part"),
    path(f"{ONE}/edit/<slug:name>/<int:pk>/remove/", call_parts.take_away, name="call_part_remove"),
    path(f"{ONE}/clone/", call_edit.clone, name="call_clone"),
    path(f"{ONE}/ask/", call_questions.ask, name="call_ask"),
    path(f"{ONE}/questions/", call_questions.overview, name="call_questions"),
    path(f"{ONE}/questions/<int:pk>/", call_questions.answer, name="call_answer"),
    path(f"{ONE}/questions/<int:pk>/texts/", call_questions.texts, name="call_question_texts"),
    path(f"{ONE}/questions/<int:pk>/remove/", call_questions.take_away, name="call_question_remove"),
]
