from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0010_films"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="round",
            name="round_is_in_a_known_state",
        ),
        migrations.RemoveConstraint(
            model_name="round",
            name="seed_is_shown_after_the_end_and_then_always",
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("listing", "judging", "ended", "decided", "announced", "given_up"))),
                name="round_is_in_a_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("seed_shown", ""), ("state__in", ["listing", "judging"])),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("state__in", ["ended", "decided", "announced"]),
                        models.Q(("seed_shown", ""), _negated=True),
                    ),
                    models.Q(("ended_at", None), ("seed_shown", ""), ("state", "given_up")),
                    models.Q(
                        ("ended_at__isnull", False), ("state", "given_up"), models.Q(("seed_shown", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="seed_is_shown_after_the_end_and_then_always",
            ),
        ),
    ]
