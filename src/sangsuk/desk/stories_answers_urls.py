"""Addresses of answers, promises and recognition. Fixed words before codes."""

from django.urls import URLPattern, path

from .views import stories_answers, stories_recognition


def paths() -> list[URLPattern]:
    return [
        path("stories/answers", stories_answers.listed, name="stories_answers"),
        path("stories/pledges", stories_answers.pledges, name="stories_pledges"),
        path("stories/answers/<slug:code>", stories_answers.one, name="stories_answer"),
        path("stories/answers/<slug:code>/answer", stories_answers.answer, name="stories_answer_send"),
        path("stories/answers/<slug:code>/promise", stories_answers.promise, name="stories_promise"),
        path("stories/answers/<slug:code>/pledges/<int:no>/<slug:name>", stories_answers.move, name="stories_pledge"),
        path("stories/answers/<slug:code>/files/<int:file_id>", stories_answers.file, name="stories_proof"),
        path("stories/answers/<slug:code>/praise", stories_answers.praise, name="stories_praise"),
        path("stories/answers/<slug:code>/praise/<int:pk>/undo", stories_answers.unpraise, name="stories_unpraise"),
        path("stories/of-case/<number:number>", stories_answers.of_case, name="case_story"),
        path("stories/recognition", stories_recognition.listed, name="recognition"),
        path("stories/recognition/mine", stories_recognition.mine, name="recognition_mine"),
        path("stories/recognition/rings", stories_recognition.rings, name="recognition_rings"),
        path("stories/recognition/rings/<int:pk>", stories_recognition.decide, name="recognition_decide"),
        path("stories/recognition/year", stories_recognition.year, name="recognition_year"),
        path("stories/recognition/<int:pk>", stories_recognition.one, name="recognised"),
        path("stories/recognition/<int:pk>/allow", stories_recognition.allow, name="recognised_allow"),
        path("stories/recognition/<int:pk>/take-back", stories_recognition.take_back, name="recognised_take_back"),
        path("stories/recognition/<int:pk>/certificate", stories_recognition.issue, name="recognised_issue"),
        path("stories/recognition/certificates/<slug:code>", stories_recognition.paper, name="certificate_print"),
        path(
            "stories/recognition/certificates/<slug:code>/revoke", stories_recognition.revoke, name="certificate_revoke"
        ),
    ]
