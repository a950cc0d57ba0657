"""Addresses of reviewers, and of the office that hands out what they read."""

from django.urls import path

from ponte.fund.views import handing_out, interests, review_desk, review_files, reviewers, reviewing

urlpatterns = [
    path("reviews/", reviewing.mine, name="reviews"),
    path("reviews/interests/<int:pk>/", interests.page, name="interests"),
    path("reviews/<str:reference>/", reviewing.page, name="review"),
    path("reviews/<str:reference>/save/", reviewing.autosave, name="review_save"),
    path("reviews/<str:reference>/step/<slug:name>/", reviewing.step, name="review_step"),
    path("reviews/<str:reference>/recognised/", reviewing.recognise, name="review_recognise"),
    path("reviews/<str:reference>/files/<int:pk>/", review_files.attachment, name="review_file"),
    path("reviews/<str:reference>/release/", handing_out.release, name="review_release"),
    path("reviewers/", reviewers.overview, name="reviewers"),
    path("reviewers/new/", reviewers.new, name="reviewer_new"),
    path("reviewers/<int:pk>/", reviewers.edit, name="reviewer"),
    path("calls/<str:reference>/reviews/", review_desk.page, name="review_desk"),
    path("calls/<str:reference>/reviews/new/", review_desk.phase_new, name="phase_new"),
    path("calls/<str:reference>/conflicts/", reviewers.conflicts, name="conflicts"),
    path(
        "calls/<str:reference>/conflicts/<int:pk>/withdraw/",
        reviewers.conflict_withdraw,
        name="conflict_withdraw",
    ),
    path("phases/<int:pk>/edit/", review_desk.phase_edit, name="phase_edit"),
    path("phases/<int:pk>/step/<slug:name>/", review_desk.phase_step, name="phase_step"),
    path("phases/<int:pk>/calibration/", review_desk.calibration, name="calibration"),
    path("phases/<int:pk>/plan/", handing_out.plan, name="plan"),
    path(
        "phases/<int:pk>/applications/<str:reference>/", handing_out.application, name="application_reviews"
    ),
    path("phases/<int:pk>/applications/<str:reference>/hand-out/", handing_out.by_hand, name="hand_out"),
]
