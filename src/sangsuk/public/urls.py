"""Addresses of this face."""

from django.urls import path

from .views import alike, maps, outside, plain, policy, proof, restore, tell, track, where

app_name = "public"
urlpatterns = [
    path("", maps.front, name="front"),
    path("tell", tell.story, name="story"),
    path("tell/<uuid:token>", tell.story, name="story_again"),
    path("tell/<uuid:token>/photos/<int:file_id>", tell.draft_photo, name="draft_photo"),
    path("tell/<uuid:token>/photos/<int:file_id>/remove", tell.remove_photo, name="remove_photo"),
    path("tell/<uuid:token>/where", where.where, name="where"),
    path("tell/<uuid:token>/place", where.place, name="place"),
    path("tell/<uuid:token>/alike", alike.alike, name="alike"),
    path("tell/<uuid:token>/joined", alike.joined, name="joined"),
    path("tell/<uuid:token>/who", tell.who, name="who"),
    path("tell/<uuid:token>/receipt", tell.receipt, name="receipt"),
    path("track", track.find, name="track"),
    path("track/<str:number>/<str:key>", track.case, name="case"),
    path("follow/<str:number>/<str:key>", alike.follow, name="follow"),
    path("track/<str:number>/<str:key>/files/<int:file_id>", track.file, name="case_file"),
    path("track/<str:number>/<str:key>/receipt.json", proof.receipt_json, name="receipt_json"),
    path("track/<str:number>/<str:key>/receipt.pdf", proof.receipt_pdf, name="receipt_pdf"),
    path("track/<str:number>/<str:key>/proof.json", proof.proof_json, name="proof_json"),
    path("track/<str:number>/<str:key>/<slug:name>", track.move, name="case_move"),
    path("answer/<str:token>", outside.answer, name="outside"),
    path("places/suggest", where.suggest, name="suggest"),
    path("record", proof.record, name="record"),
    path("record/heads.json", proof.heads, name="heads"),
    path("record/keys.json", proof.public_keys, name="keys"),
    path("record/consistency.json", proof.consistency, name="consistency"),
    path("record/sangsuk_verify.py", proof.script, name="verify_script"),
    path("verify", proof.verify, name="verify"),
    path("restore", restore.restore, name="restore"),
    path("map", maps.country, name="map"),
    path("map/pick.svg", maps.picture, name="picture"),
    path("map/pick-<str:province_code>.svg", maps.picture, name="picture_province"),
    path("map/<str:province_code>", maps.province, name="map_province"),
    path("language", plain.language, name="language"),
    path("about", plain.about, name="about"),
    path("privacy", plain.privacy, name="privacy"),
    path("accessibility", plain.accessibility, name="accessibility"),
    path("robots.txt", plain.robots, name="robots"),
    path("csp-report", policy.report, name="policy_report"),
]
