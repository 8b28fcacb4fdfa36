"""Events of press releases, and the proof that they alone write their state."""

from django.utils.translation import gettext_lazy as _

from sangsuk.stories.journal import Journal

from ..models import NEWS_STATE, News, NewsEvent

NEWS = Journal(
    News, NewsEvent, "news", NEWS_STATE, _("เมื่อครู่มีผู้อื่นแก้ไขข่าวนี้ไปก่อนแล้ว กรุณาดูข้อมูลล่าสุด แล้วลองอีกครั้ง"),
)  # fmt: skip
