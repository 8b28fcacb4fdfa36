"""What a phone keeps to fill sheets in without signal."""

from django.utils.translation import gettext as _

from ..phone_app import PhoneApp

APP = PhoneApp(
    kept="sheets", page="desk:entry_phone", shell_at="desk:entry_shell", template="desk/flagships/entry_phone.html",
    looks=("look/desk.css", "look/entry.js", "img/favicon.svg"),
    names=lambda: (_("รายงานตัวชี้วัด สร้างสุข"), _("รายงาน")),
)  # fmt: skip
