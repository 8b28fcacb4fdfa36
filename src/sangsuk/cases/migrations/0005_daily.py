import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_visits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("client_id", models.UUIDField(primary_key=True, serialize=False)),
                ("office_code", models.TextField()),
                ("move", models.TextField()),
                ("data", models.JSONField(default=dict)),
                ("template_code", models.TextField(blank=True, default="")),
                ("back", models.TextField(blank=True, default="")),
                ("created_at", models.DateTimeField(db_index=True)),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReplyTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.TextField(unique=True)),
                ("office_code", models.TextField(blank=True, default="")),
                ("move", models.TextField()),
                ("field", models.TextField()),
                ("name_th", models.TextField()),
                ("name_en", models.TextField(blank=True, default="")),
                ("text_th", models.TextField()),
                ("text_en", models.TextField(blank=True, default="")),
                ("minutes", models.DecimalField(decimal_places=1, max_digits=4)),
                ("order", models.PositiveSmallIntegerField(default=100)),
                ("source", models.TextField()),
                ("edited_at", models.DateTimeField(null=True)),
                ("retired_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReplyUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event_seq", models.IntegerField()),
                ("office_code", models.TextField()),
                ("used_at", models.DateTimeField()),
                ("kept_percent", models.PositiveSmallIntegerField()),
                ("minutes", models.DecimalField(decimal_places=1, max_digits=4)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="cases.replytemplate"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("office_code", models.TextField()),
                ("name", models.TextField()),
                ("query", models.JSONField(default=dict)),
                ("shared", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("office_code", models.TextField()),
                ("from_on", models.DateField()),
                ("to_on", models.DateField()),
                ("created_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)),
                        fields=["office_code", "to_on"],
                        name="absence_of_office",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_on__gte", models.F("from_on"))), name="absence_ends_after_it_begins"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("user", models.F("deputy")), _negated=True),
                        name="nobody_stands_in_for_herself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BatchItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("version", models.IntegerField()),
                ("outcome", models.TextField(blank=True, default="")),
                ("said", models.TextField(blank=True, default="")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="cases.batch"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("batch", "case"), name="a_case_is_once_in_a_batch"),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["", "done", "refused", "stale"])),
                        name="item_waits_is_done_or_was_refused",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("office_code", models.TextField()),
                ("seen_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("case", "user"), name="a_person_is_at_a_case_once")],
            },
        ),
        migrations.AddIndex(
            model_name="replytemplate",
            index=models.Index(fields=["move", "office_code"], name="template_of_move"),
        ),
        migrations.AddConstraint(
            model_name="replytemplate",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", ""), _negated=True), name="template_names_its_source"
            ),
        ),
        migrations.AddConstraint(
            model_name="replytemplate",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gte", 0)), name="template_saves_no_negative_minutes"
            ),
        ),
        migrations.AddIndex(
            model_name="replyuse",
            index=models.Index(fields=["office_code", "used_at"], name="template_use_of_office"),
        ),
        migrations.AddConstraint(
            model_name="replyuse",
            constraint=models.UniqueConstraint(
                fields=("case", "event_seq"), name="template_is_counted_once_for_an_event"
            ),
        ),
        migrations.AddIndex(
            model_name="savedfilter",
            index=models.Index(
                condition=models.Q(("shared", True)), fields=["office_code"], name="filter_shared_in_office"
            ),
        ),
        migrations.AddConstraint(
            model_name="savedfilter",
            constraint=models.UniqueConstraint(
                fields=("user", "office_code", "name"), name="filter_has_its_own_name_for_a_person"
            ),
        ),
        # Who looks at what is written every twenty seconds by everybody and means nothing a minute later.
        migrations.RunSQL(
            "ALTER TABLE cases_presence SET UNLOGGED; ALTER TABLE cases_presence SET (fillfactor = 70)",
            "ALTER TABLE cases_presence SET LOGGED",
        ),
    ]
