"""How sentences are found and kept."""

from gettext import GNUTranslations
from pathlib import Path

import pytest

from sangsuk.config import words

PYTHON = """
from django.utils.translation import gettext as _, gettext_noop as keep, ngettext, pgettext_lazy
_("หนึ่ง" "สอง")
keep("สาม")
ngettext("%(n)s เรื่อง", "%(n)s หลายเรื่อง", n)
pgettext_lazy("เดือน", "มี.ค.")
_(variable)
other("ไม่ใช่")
"""
TEMPLATE = """
{% translate "ส่งเรื่อง" %} <p>{{ _("คำ")|upper }}</p> {% include "x.html" with label=_("ป้าย (ใหม่)") %}
{% blocktranslate trimmed with office=case.office %}
  ส่งถึง {{ office }}
  แล้ว
{% endblocktranslate %}
{% blocktranslate count n=total %}{{ n }} เรื่อง{% plural %}{{ n }} หลายเรื่อง{% endblocktranslate %}
{# {% translate "ความเห็น" %} #}
"""


def test_python_is_read_under_the_names_it_imported() -> None:
    found = [(s.context, s.text, s.plural) for s in words.from_python(PYTHON, "a.py")]
    assert found == [
        ("", "หนึ่งสอง", ""),
        ("", "สาม", ""),
        ("", "%(n)s เรื่อง", "%(n)s หลายเรื่อง"),
        ("เดือน", "มี.ค.", ""),
    ]


def test_templates_are_read_as_django_reads_them() -> None:
    found = [(s.text, s.plural) for s in words.from_template(TEMPLATE, "a.html")]
    assert found == [
        ("ส่งเรื่อง", ""),
        ("คำ", ""),
        ("ป้าย (ใหม่)", ""),
        ("ส่งถึง %(office)s แล้ว", ""),
        ("%(n)s เรื่อง", "%(n)s หลายเรื่อง"),
    ]


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(words, "HOUSE", tmp_path.parent)
    (tmp_path / "views.py").write_text('from django.utils.translation import gettext as _\n_("หนึ่ง")\n_("สอง %(n)s")\n')
    po = tmp_path / words.PO
    po.parent.mkdir(parents=True)
    po.write_text('msgid "หนึ่ง"\nmsgstr "One"\n\nmsgid "เก่า"\nmsgstr "Old"\n')
    return tmp_path


def test_a_translation_is_kept_and_a_new_sentence_waits_for_one(room: Path) -> None:
    catalog = words.merged(room)
    assert words.missing(catalog) == ["no English: สอง %(n)s"]
    assert catalog.get("หนึ่ง").string == "One"


def test_english_of_a_sentence_that_went_away_comes_back_with_it(room: Path) -> None:
    (room / words.PO).write_text(words.as_text(words.merged(room)))
    assert '#~ msgstr "Old"' in (room / words.PO).read_text()
    (room / "more.py").write_text('from django.utils.translation import gettext as _\n_("เก่า")\n')
    assert words.merged(room).get("เก่า").string == "Old"


def test_english_may_not_name_a_gap_that_the_thai_has_not(room: Path) -> None:
    (room / words.PO).write_text('msgid "หนึ่ง"\nmsgstr "One"\n\nmsgid "สอง %(n)s"\nmsgstr "Two %(m)s"\n')
    assert words.missing(words.merged(room)) == ["the English has gaps that the Thai has not: สอง %(n)s"]


def test_writing_a_catalog_twice_changes_nothing(room: Path) -> None:
    (room / words.PO).write_text(words.as_text(words.merged(room)))
    once = (room / words.PO).read_text()
    assert words.as_text(words.merged(room)) == once


def test_english_is_what_the_house_says_when_asked(room: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "rooms", lambda: [room])
    assert words.compile_all(tmp_path / "home")
    with (tmp_path / "home" / "locale/en/LC_MESSAGES/django.mo").open("rb") as file:
        assert GNUTranslations(file).gettext("หนึ่ง") == "One"
    assert not words.compile_all(tmp_path / "home"), "nothing has changed since"
