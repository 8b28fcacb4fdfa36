"""Addresses of answers, promises and recognition. Fixed words before codes."""

from django.urls import URLPattern, path

from .views import answers, recognition


def paths() -> list[URLPattern]:
    return [
        path("stories/answers", answers.listed, name="stories_answers"),
        path("stories/pledges", answers.pledges, name="stories_pledges"),
        path("stories/answers/<slug:code>", answers.one, name="stories_answer"),
        path("stories/answers/<slug:code>/answer", answers.answer, name="stories_answer_send"),
        path("stories/answers/<slug:code>/promise", answers.promise, name="stories_promise"),
        path("stories/answers/<slug:code>/pledges/<int:no>/<slug:name>", answers.move, name="stories_pledge"),
        path("stories/answers/<slug:code>/files/<int:file_id>", answers.file, name="stories_proof"),
        path("stories/answers/<slug:code>/praise", answers.praise, name="stories_praise"),
        path("stories/answers/<slug:code>/praise/<int:pk>/undo", answers.unpraise, name="stories_unpraise"),
        path("stories/of-case/<number:number>", answers.of_case, name="case_story"),
        path("stories/recognition", recognition.listed, name="recognition"),
        path("stories/recognition/mine", recognition.mine, name="recognition_mine"),
        path("stories/recognition/rings", recognition.rings, name="recognition_rings"),
        path("stories/recognition/rings/<int:pk>", recognition.decide, name="recognition_decide"),
        path("stories/recognition/year", recognition.year, name="recognition_year"),
        path("stories/recognition/<int:pk>", recognition.one, name="recognised"),
        path("stories/recognition/<int:pk>/allow", recognition.allow, name="recognised_allow"),
        path("stories/recognition/<int:pk>/take-back", recognition.take_back, name="recognised_take_back"),
        path("stories/recognition/<int:pk>/certificate", recognition.issue, name="recognised_issue"),
        path("stories/recognition/certificates/<slug:code>", recognition.paper, name="certificate_print"),
        path("stories/recognition/certificates/<slug:code>/revoke", recognition.revoke, name="certificate_revoke"),
    ]
