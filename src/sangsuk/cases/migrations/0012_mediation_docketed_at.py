from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_repeats")]

    operations = [
        migrations.AddField(
            model_name="mediation",
            name="docketed_at",
            field=models.DateTimeField(default=timezone.now),
            preserve_default=False,
        ),
    ]
