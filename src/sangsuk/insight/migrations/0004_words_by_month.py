from django.db import migrations, models


class Migration(migrations.Migration):
    """Words are kept by month. What was counted by year is thrown away and counted again; see `voices.actions.COUNTED_BY`."""

    dependencies = [("insight", "0003_voices")]

    operations = [
        migrations.DeleteModel(name="VoiceWord"),
        migrations.CreateModel(
            name="VoiceWord",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "scope", "reach", "month", "word", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("scope", models.TextField()),
                ("reach", models.TextField()),
                ("month", models.IntegerField()),
                ("word", models.TextField()),
                ("above", models.IntegerField()),
                ("others", models.IntegerField()),
            ],
        ),
    ]
