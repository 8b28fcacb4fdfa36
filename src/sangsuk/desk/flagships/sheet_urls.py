"""Addresses of sheets: one's own, one sheet, what comes from a spreadsheet, those above, and the phone."""

from django.urls import URLPattern, path

from .views import entry_phone, sheet_above, sheet_evidence, sheet_paste, sheet_reading, sheets


def paths() -> list[URLPattern]:
    one = "flagships/sheets/<int:pk>"
    return [
        path("flagships/sheets", sheets.listed, name="sheets"),
        path("flagships/sheets/remind", sheet_above.remind, name="sheets_remind"),
        path("flagships/sheets/provinces/<str:province>/accept", sheet_above.accept, name="sheets_accept"),
        path("flagships/sheets/provinces/<str:province>/send-back", sheet_above.send_back, name="sheets_send_back"),
        path(one, sheets.one, name="sheet"),
        path(f"{one}/moves/<slug:name>", sheets.move, name="sheet_move"),
        path(f"{one}/ask", sheet_above.ask, name="sheet_ask"),
        path(f"{one}/below", sheet_above.below, name="sheet_below"),
        path(f"{one}/below/take", sheet_above.take, name="sheet_take"),
        path(f"{one}/paste", sheet_paste.paste, name="sheet_paste"),
        path(f"{one}/template.<slug:form>", sheet_paste.template, name="sheet_template"),
        path(f"{one}/numbers/<str:indicator>", sheet_reading.history, name="sheet_history"),
        path(f"{one}/numbers/<str:indicator>/evidence", sheet_evidence.evidence, name="sheet_evidence"),
        path(f"{one}/evidence/<int:evidence_id>", sheet_evidence.file, name="sheet_evidence_file"),
        path(f"{one}/evidence/<int:evidence_id>/remove", sheet_evidence.remove, name="sheet_evidence_remove"),
        path(f"{one}/as-it-was", sheet_reading.then, name="sheet_then"),
        path("flagships/phone", entry_phone.phone, name="entry_phone"),
        path("flagships/phone/bundle", entry_phone.bundle, name="entry_bundle"),
        path("flagships/phone/shell", entry_phone.shell, name="entry_shell"),
        path("flagships/phone/sw.js", entry_phone.worker, name="entry_worker"),
        path("flagships/phone/manifest.webmanifest", entry_phone.manifest, name="entry_manifest"),
        path("flagships/phone/<int:pk>/words/<uuid:client_id>", entry_phone.words, name="entry_words"),
        path("flagships/phone/<int:pk>/photos/<str:indicator>/<str:sha256>", entry_phone.photo, name="entry_photo"),
    ]
