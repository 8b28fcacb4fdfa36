"""How long power and links stay open, until somebody sets it otherwise."""

from datetime import date
from typing import Any

from django.db import migrations

SOURCE = (
    "recommended default, inference: long enough for one piece of work, short enough to be noticed; set it by order"
)


def write(apps: Any, schema_editor: Any) -> None:
    rules = apps.get_model("accounts", "AccessRule")
    for what, minutes in (("elevation", 30), ("invitation", 72 * 60)):
        rules.objects.get_or_create(
            what=what, valid_from=date(2015, 1, 1), defaults={"minutes": minutes, "source": SOURCE}
        )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_citizens")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
