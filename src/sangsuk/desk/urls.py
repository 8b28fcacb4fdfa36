"""Addresses of the desk."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from .views import case, counter, keys, outbox, queue, rules, signing


class CaseNumber(StringConverter):
    """`5001-70-000123`; anything else is not there."""

    regex = "[0-9A-Za-z-]{1,60}"


register_converter(CaseNumber, "number")
app_name = "desk"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("sign-in", signing.sign_in, name="sign_in"),
    path("sign-out", signing.sign_out, name="sign_out"),
    path("cases/<number:number>", case.case, name="case"),
    path("cases/<number:number>/moves/<slug:name>", case.move, name="move"),
    path("cases/<number:number>/reveal", case.reveal, name="reveal"),
    path("cases/<number:number>/files/<int:file_id>", case.file, name="file"),
    path("new", counter.new, name="new"),
    path("new/places", counter.place_choices, name="place_choices"),
    path("new/categories", counter.category_choices, name="category_choices"),
    path("new/<number:number>", counter.slip, name="slip"),
    path("outbox", outbox.outbox, name="outbox"),
    path("rules", rules.index, name="rules"),
    path("rules/<slug:table>", rules.rows, name="rows"),
    path("rules/<slug:table>/add", rules.row, name="row_add"),
    path("rules/<slug:table>/rows/<path:key>", rules.row, name="row"),
    path("keys", keys.keys, name="keys"),
]
