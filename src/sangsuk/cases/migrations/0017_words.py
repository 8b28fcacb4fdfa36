"""The words a case is found by leave its row: every move wrote all of them into the index again."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_prefilled")]

    operations = [
        migrations.CreateModel(
            name="Words",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="words",
                        serialize=False, to="cases.case",
                    ),
                ),
                ("vector", django.contrib.postgres.search.SearchVectorField()),
            ],
        ),
        migrations.RunSQL(
            "insert into cases_words (case_id, vector) select id, coalesce(search, ''::tsvector) from cases_case order by id",
            "update cases_case set search = vector from cases_words where case_id = id",
        ),
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="words",
            index=django.contrib.postgres.indexes.GinIndex(fields=["vector"], name="case_is_found_by_words"),
        ),
        migrations.RemoveIndex(model_name="case", name="case_search"),
        migrations.RemoveField(model_name="case", name="search"),
    ]  # fmt: skip
