"""Addresses of the desk."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from . import (
    account_urls,
    evidence_urls,
    letter_urls,
    mediation_urls,
    outcome_urls,
    privacy_urls,
    reading_urls,
    repeats_urls,
    report_urls,
    webhook_urls,
)
from .flagships import urls as flagship_urls
from .learning import urls as learning_urls
from .orders import urls as order_urls
from .outreach import urls as outreach_urls
from .standards import urls as standard_urls
from .stories import urls as story_urls
from .views import (
    bulk,
    case,
    counter,
    counter_service,
    daily,
    field,
    keys,
    ledger,
    outbox,
    queue,
    replies,
    rules,
    signing,
    today,
    villages,
)


class CaseNumber(StringConverter):
    """`5001-70-000123`; anything else is not there."""

    regex = "[0-9A-Za-z-]{1,60}"


register_converter(CaseNumber, "number")
app_name = "desk"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("today", today.today, name="today"),
    path("next", daily.following, name="next"),
    path("bulk", bulk.look, name="bulk"),
    path("bulk/do", bulk.press, name="bulk_press"),
    path("bulk/<uuid:client_id>", bulk.result, name="bulk_done"),
    path("bulk/<uuid:client_id>/again", bulk.again, name="bulk_again"),
    path("filters", daily.save_filter, name="save_filter"),
    path("filters/<int:filter_id>/delete", daily.delete_filter, name="delete_filter"),
    path("load", daily.loads, name="load"),
    path("away", daily.away, name="away"),
    path("away/<int:absence_id>/end", daily.end_away, name="end_away"),
    path("replies", replies.listed, name="replies"),
    path("replies/new", replies.write, name="reply_new"),
    path("replies/<slug:code>", replies.write, name="reply"),
    path("replies/<slug:code>/retire", replies.retire, name="reply_retire"),
    path("sign-in", signing.sign_in, name="sign_in"),
    path("sign-out", signing.sign_out, name="sign_out"),
    path("cases/<number:number>", case.case, name="case"),
    path("cases/<number:number>/moves/<slug:name>", case.move, name="move"),
    path("cases/<number:number>/presence", case.beat, name="presence"),
    path("cases/<number:number>/reveal", case.reveal, name="reveal"),
    path("cases/<number:number>/files/<int:file_id>", case.file, name="file"),
    *account_urls.paths(),
    *letter_urls.paths(),
    path("new", counter.new, name="new"),
    path("new/short", counter_service.serve, name="serve"),
    path("new/places", counter.place_choices, name="place_choices"),
    path("new/categories", counter.category_choices, name="category_choices"),
    path("new/<number:number>", counter.slip, name="slip"),
    path("field", field.field, name="field"),
    path("field/bundle", field.bundle, name="field_bundle"),
    path("field/shell", field.shell, name="field_shell"),
    path("field/sw.js", field.worker, name="field_worker"),
    path("field/manifest.webmanifest", field.manifest, name="field_manifest"),
    path("field/icon-<int:size>.png", field.icon, name="field_icon"),
    path("field/people/<uuid:report>", field.people, name="field_people"),
    path("field/<uuid:visit>", field.visit_form, name="field_visit"),
    path("field/<uuid:visit>/reports/<uuid:report>", field.report, name="field_report"),
    path("field/<uuid:visit>/reports/<uuid:report>/photos/<slug:sha256>", field.photo, name="field_photo"),
    *mediation_urls.paths(),
    *repeats_urls.paths(),
    *report_urls.paths(),
    *outcome_urls.paths(),
    *evidence_urls.paths(),
    *webhook_urls.paths(),
    *privacy_urls.paths(),
    *reading_urls.paths(),
    *story_urls.paths(),
    *flagship_urls.paths(),
    *learning_urls.paths(),
    *order_urls.paths(),
    *outreach_urls.paths(),
    *standard_urls.paths(),
    path("outbox", outbox.outbox, name="outbox"),
    path("rules", rules.index, name="rules"),
    path("rules/<slug:table>", rules.rows, name="rows"),
    path("rules/<slug:table>/add", rules.row, name="row_add"),
    path("rules/<slug:table>/rows/<path:key>", rules.row, name="row"),
    path("villages", villages.villages, name="villages"),
    path("villages/<int:post_id>/end", villages.end, name="village_end"),
    path("keys", keys.keys, name="keys"),
    path("ledger", ledger.ledger, name="ledger"),
]
