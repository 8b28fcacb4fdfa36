from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_callbacks")]

    operations = [
        migrations.AddIndex(
            model_name="caseevent",
            index=models.Index(
                condition=models.Q(("move__in", ["reopen", "appeal"])), fields=["at"], name="event_asks_again"
            ),
        ),
    ]
