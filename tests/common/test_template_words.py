from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils.translation import override

MOMENT = datetime(2026, 11, 13, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("source", "thai", "english"),
    [
        ("{{ d|thai_date }}", "ศ. 13 พ.ย. 2569", "Fri 13 Nov 2026"),
        ("{{ d|thai_date:'full' }}", "วันศุกร์ที่ 13 พฤศจิกายน 2569", "Friday 13 November 2026"),
        ("{{ m|thai_datetime }}", "ศ. 13 พ.ย. 2569 16.30\u00a0น.", "Fri 13 Nov 2026 16:30"),
        ("{{ m|thai_time }}", "16.30\u00a0น.", "16:30"),
        ("{{ none|thai_date }}{{ none|thai_datetime }}{{ none|thai_time }}{{ none|cut:3 }}", "", ""),
        ("{{ text|cut:4 }}", "ผู้ให…", "ผู้ให…"),
        ("{{ '123'|thai_digits }}", "๑๒๓", "๑๒๓"),
    ],
)
def test_words_of_every_template(source: str, thai: str, english: str) -> None:
    context = Context({"d": date(2026, 11, 13), "m": MOMENT, "none": None, "text": "ผู้ใหญ่บ้าน"})
    with override("th"):
        assert Template(source).render(context) == thai
    with override("en"):
        assert Template(source).render(context) == english
