"""Addresses of questionnaires and answers."""

from django.urls import path

from ponte.ask.views import downloads, fill, filled, importing, preview, questionnaires, responses, writing

app_name = "ask"
urlpatterns = [
    path("answers/", responses.mine, name="answers"),
    path("answers/<str:reference>/", responses.page, name="response"),
    path("answers/<str:reference>/screen/<int:number>/", fill.screen, name="screen"),
    path("answers/<str:reference>/save/", fill.save, name="save"),
    path("answers/<str:reference>/step/<slug:name>/", responses.step, name="response_step"),
    path("answers/<str:reference>/settle/", responses.settle, name="settle"),
    path("answers/<str:reference>/upload/", filled.upload, name="upload"),
    path("answers/<str:reference>/answers.<slug:form>", downloads.of_response, name="response_download"),
    path("answers/<str:reference>/newer/", responses.newer, name="newer"),
    path("answers/<str:reference>/files/<int:pk>/", responses.file, name="answer_file"),
    path("questionnaires/<str:reference>/answer/", responses.start, name="start"),
    path("questionnaires/<str:reference>/answers/", responses.of_questionnaire, name="responses"),
    path(
        "questionnaires/<str:reference>/answers.<slug:form>", downloads.of_questionnaire, name="all_answers"
    ),
    path("questionnaires/", questionnaires.overview, name="questionnaires"),
    path("questionnaires/new/", questionnaires.new, name="questionnaire_new"),
    path("questionnaires/import/", importing.bring_in, name="questionnaire_import"),
    path("questionnaires/<str:reference>/", questionnaires.page, name="questionnaire"),
    path("questionnaires/<str:reference>/write/", writing.write, name="write"),
    path("questionnaires/<str:reference>/write/head/", writing.head, name="head"),
    path("questionnaires/<str:reference>/write/add/", writing.question, name="question_new"),
    path("questionnaires/<str:reference>/write/question/<str:name>/", writing.question, name="question"),
    path(
        "questionnaires/<str:reference>/write/question/<str:name>/move/", writing.move, name="question_move"
    ),
    path(
        "questionnaires/<str:reference>/write/question/<str:name>/remove/",
        writing.remove,
        name="question_remove",
    ),
    path("questionnaires/<str:reference>/write/new-version/", questionnaires.new_version, name="new_version"),
    path("questionnaires/<str:reference>/write/xlsform/", importing.newer_version, name="newer_version"),
    path("questionnaires/<str:reference>/write/throw-away/", questionnaires.throw_away, name="throw_away"),
    path("questionnaires/<str:reference>/versions/<int:number>/preview/", preview.preview, name="preview"),
    path(
        "questionnaires/<str:reference>/versions/<int:number>/form.<slug:form>",
        downloads.of_version,
        name="version_download",
    ),
    path("questionnaires/<str:reference>/versions/<int:number>/live/", preview.live, name="preview_live"),
    path(
        "questionnaires/<str:reference>/versions/<int:number>/changes/",
        questionnaires.compare,
        name="compare",
    ),
    path(
        "questionnaires/<str:reference>/versions/<int:number>/step/<slug:name>/",
        questionnaires.step,
        name="version_step",
    ),
]
