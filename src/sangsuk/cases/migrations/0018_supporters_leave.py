"""Who suffers from a matter too may be taken off its list, and is forgotten when the rule says so."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0017_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="group",
            name="forgotten_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="supporter",
            name="forgotten_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="supporter",
            name="left_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="supporter",
            index=models.Index(
                condition=models.Q(("forgotten_at", None)), fields=["case"], name="supporter_not_forgotten"
            ),
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.CheckConstraint(
                condition=models.Q(("forgotten_at", None), ("representative", b""), _connector="OR"),
                name="a_forgotten_group_names_nobody",
            ),
        ),
        migrations.AddConstraint(
            model_name="supporter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("forgotten_at", None),
                    models.Q(
                        ("address", b""), ("email", b""), ("mark", b""), ("name", b""), ("news", ""), ("phone", b"")
                    ),
                    _connector="OR",
                ),
                name="of_a_forgotten_supporter_nothing_is_kept",
            ),
        ),
        migrations.AddConstraint(
            model_name="supporter",
            constraint=models.CheckConstraint(
                condition=models.Q(("left_at", None), ("forgotten_at__isnull", False), _connector="OR"),
                name="who_left_is_forgotten",
            ),
        ),
    ]
