"""One call of every address, to copy into a terminal. `{site}` is where this house stands."""

_KEY = '-H "X-Case-Key: $KEY"'
_TOKEN = '-H "Authorization: Bearer $TOKEN"'  # noqa: S105 - a place for one
_JSON = "-H 'Content-Type: application/json'"

EXAMPLES = {
    "submit_case": f"""curl {{site}}/api/v1/cases {_JSON} -d '{{{{
  "client_id": "7d8f7f0e-3f1c-4c53-9a52-0d8a7b0f1c11",
  "mission": "grievance",
  "description": "น้ำท่วมถนนหน้าโรงเรียนบ้านสันทราย เด็กเดินไปเรียนไม่ได้มาสามวันแล้ว",
  "wish": "ขอให้ระบายน้ำ",
  "category": "water.flood",
  "place": {{{{"district": "5001", "subdistrict": "500107"}}}},
  "identity": "named",
  "reporter": {{{{"name": "สมชาย ใจดี", "phone": "081 555 0101"}}}}
}}}}'""",
    "track_case": f"curl {{site}}/api/v1/cases/$NUMBER {_KEY}",
    "list_looks": f"curl {{site}}/api/v1/cases/$NUMBER/looks {_KEY}",
    "reply": f"""curl {{site}}/api/v1/cases/$NUMBER/replies {_KEY} {_JSON} \\
  -d '{{{{"text": "วันนี้น้ำสูงขึ้นอีก"}}}}'""",
    "send_photograph": f"curl {{site}}/api/v1/cases/$NUMBER/files {_KEY} -F file=@road.jpg -F text='หน้าโรงเรียน'",
    "read_photograph": f"curl {{site}}/api/v1/cases/$NUMBER/files/1 {_KEY} -o road.jpg",
    "send_card": f"""curl {{site}}/api/v1/cards {_JSON} -d '{{{{
  "client_id": "0b1b6a0e-6d1d-4a55-9a3e-5f0a3f1c2d11",
  "office": "5001",
  "tone": "mixed",
  "expectation": "met",
  "service": "registration",
  "line": "งานเร็ว แต่ที่นั่งรอไม่พอ"
}}}}'""",
    "list_figures": "curl '{site}/api/v1/flagships/figures?area=50&period=FY2021'",
    "read_data_values": "curl '{site}/api/v1/flagships/dataValueSets?orgUnit=5001&period=2021-01'",
    "send_data_values": f"""curl {{site}}/api/v1/flagships/dataValueSets {_TOKEN} {_JSON} -d '{{{{
  "orgUnit": "5001",
  "period": "202101",
  "dataValues": [{{{{"dataElement": "f2564_01.volunteers", "value": "120"}}}}]
}}}}'""",
    "list_cases": f"curl '{{site}}/api/v1/desk/cases?status=received&due=soon' {_TOKEN}",
    "read_case": f"curl {{site}}/api/v1/desk/cases/$NUMBER {_TOKEN}",
    "move_case": f"""curl {{site}}/api/v1/desk/cases/$NUMBER/moves {_TOKEN} {_JSON} \\
  -d '{{{{"move": "ask", "version": 2, "data": {{{{"question": "น้ำท่วมตั้งแต่วันไหน"}}}}}}}}'""",
    "attach_file": f"curl {{site}}/api/v1/desk/cases/$NUMBER/files {_TOKEN} -F file=@order.pdf -F version=2",
    "read_file": f"curl {{site}}/api/v1/desk/cases/$NUMBER/files/1 {_TOKEN} -o order.pdf",
    "reveal_reporter": f"""curl {{site}}/api/v1/desk/cases/$NUMBER/reporter {_TOKEN} {_JSON} \\
  -d '{{{{"reason": "โทรนัดวันลงพื้นที่"}}}}'""",
    "list_colleagues": f"curl {{site}}/api/v1/desk/colleagues {_TOKEN}",
    "list_reports": f"curl {{site}}/api/v1/desk/reports {_TOKEN}",
    "read_report": f"curl '{{site}}/api/v1/desk/reports/top?year=2570&month=11' {_TOKEN}",
    "read_report_csv": f"curl {{site}}/api/v1/desk/reports/new/csv {_TOKEN} -o report.csv",
    "read_outcomes": f"curl '{{site}}/api/v1/desk/outcomes?by=district' {_TOKEN}",
    "find_places": "curl -G {site}/api/v1/places --data-urlencode 'q=แม่ริม'",
    "list_categories": "curl {site}/api/v1/categories -H 'Accept-Language: en'",
    "list_offices": "curl '{site}/api/v1/offices?province=50&kind=agency'",
    "read_office": "curl {site}/api/v1/offices/5001",
    "list_missions": "curl {site}/api/v1/missions",
    "list_channels": "curl {site}/api/v1/channels",
    "list_settlements": "curl {site}/api/v1/settlements",
    "list_terms": "curl {site}/api/v1/terms/refusal -H 'Accept-Language: en'",
    "list_heads": "curl {site}/api/v1/record/heads -o heads.json",
    "read_head": "curl {site}/api/v1/record/heads/$DAY",
    "list_record_keys": "curl {site}/api/v1/record/keys",
    "prove_inclusion": "curl {site}/api/v1/record/heads/$DAY/proofs/17",
    "prove_growth": "curl '{site}/api/v1/record/growth?first=$DAY&second=$DAY'",
    "list_stories": "curl -G {site}/api/v1/stories --data-urlencode 'q=บัตรประชาชน'",
    "read_story": "curl {site}/api/v1/stories/$CODE",
    "list_programmes": "curl {site}/api/v1/flagships",
    "read_programme": "curl {site}/api/v1/flagships/f2564",
    "list_statuses": "curl {site}/api/v1/statuses",
}
