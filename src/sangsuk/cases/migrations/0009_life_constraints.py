from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_open_cases_owe")]

    operations = [
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at__isnull", False),
                        ("status__in", ("settled", "withdrawn", "refused", "referred_out", "merged")),
                    ),
                    models.Q(
                        models.Q(
                            ("status__in", ("settled", "withdrawn", "refused", "referred_out", "merged")), _negated=True
                        ),
                        ("closed_at", None),
                    ),
                    _connector="OR",
                ),
                name="closed_case_has_closed_at_and_open_case_has_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["assigned", "agency_accepted"]), _negated=True),
                    models.Q(("duties", {}), _negated=True),
                    _connector="OR",
                ),
                name="with_an_agency_means_an_open_task",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed_at", None), ("duties", {}), _connector="OR"),
                name="nothing_is_owed_on_a_closed_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "merged"), _negated=True), ("merged_into__isnull", False), _connector="OR"
                ),
                name="merged_case_names_the_other",
            ),
        ),
    ]
