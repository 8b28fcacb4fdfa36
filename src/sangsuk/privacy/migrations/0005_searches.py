from django.db import migrations, models
from django.db.models import Q

THINGS = ("request", "breach", "disclosure", "batch", "hold", "search")


class Migration(migrations.Migration):
    """A search for whose cases somebody has is written down like a deed."""

    dependencies = [("privacy", "0004_requests_of_followers")]

    operations = [
        migrations.RemoveConstraint("deed", "deed_is_of_something_known"),
        migrations.AddConstraint(
            "deed", models.CheckConstraint(condition=Q(thing__in=THINGS), name="deed_is_of_something_known")
        ),
    ]
