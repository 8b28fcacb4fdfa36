import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("cases", "0028_supporters_notice"), ("privacy", "0003_registers_by_key")]

    operations = [
        migrations.AddField(
            "hold",
            "supporter",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="holds", to="cases.supporter"
            ),
        ),
        migrations.AddField(
            "rightsrequest",
            "supporter",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rights_requests",
                to="cases.supporter",
            ),
        ),
        migrations.AddConstraint(
            "rightsrequest",
            models.CheckConstraint(
                condition=Q(case=None) | Q(supporter=None), name="request_of_her_who_told_or_who_follows"
            ),
        ),
    ]
