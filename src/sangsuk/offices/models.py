"""Who answers: the Damrongdhama centres, the agencies they call upon, and who works where.

Codes: `MOI` the ministry's centre, `DOPA` the department, `5000` a province's centre, `5001` a district's centre,
`1001` one of Bangkok's khet, `50-electricity` an agency in a province.
"""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sangsuk.common.sealed import SealedField
from sangsuk.places.models import District


class Office(models.Model):
    class Kind(models.TextChoices):
        MINISTRY = "ministry", "กระทรวง"
        DOPA = "dopa", "กรมการปกครอง"
        PROVINCE = "province", "จังหวัด"
        DISTRICT = "district", "อำเภอ"
        KHET = "khet", "เขต"
        AGENCY = "agency", "หน่วยงาน"

    class Level(models.TextChoices):
        MINISTRY = "ministry", "กระทรวง"
        PROVINCE = "province", "จังหวัด"
        DISTRICT = "district", "อำเภอ"
        AGENCY = "agency", "หน่วยงาน"

    code = models.CharField(max_length=40, primary_key=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    level = models.CharField(max_length=12, choices=Level.choices)
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    province_code = models.CharField(max_length=2, blank=True, db_index=True, help_text="empty for a national office")
    district = models.ForeignKey(District, null=True, blank=True, on_delete=models.PROTECT, related_name="offices")
    agency_kind = models.CharField(max_length=30, blank=True, help_text="a code of data/agency_kinds.csv")
    is_centre = models.BooleanField(default=False, help_text="a Damrongdhama centre")
    legal_basis = models.CharField(max_length=300, blank=True)
    hours_th = models.CharField(max_length=100, blank=True)
    hours_en = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    line = models.CharField(max_length=60, blank=True)
    url = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)
    changed_at = models.DateTimeField(auto_now=True, help_text="tells every process that the directory changed")

    class Meta:
        ordering: ClassVar[list[Any]] = ["code"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="office_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
            models.CheckConstraint(name="office_is_not_its_own_parent", condition=~Q(parent=F("code"))),
            models.CheckConstraint(
                name="agency_says_of_which_kind",
                condition=Q(kind="agency") & ~Q(agency_kind="") | ~Q(kind="agency") & Q(agency_kind=""),
            ),
            models.CheckConstraint(
                name="district_centre_names_its_district",
                condition=~Q(kind__in=["district", "khet"]) | Q(district__isnull=False),
            ),
            models.CheckConstraint(
                name="office_in_a_province_names_it",
                condition=Q(kind__in=["ministry", "dopa"]) | Q(province_code__regex="^[0-9]{2}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.name_th


class Membership(models.Model):
    """That a person works for an office, as what, and from when to when."""

    class Role(models.TextChoices):
        OFFICER = "officer", "เจ้าหน้าที่"
        CHIEF = "chief", "หัวหน้าศูนย์"
        AGENCY = "agency", "เจ้าหน้าที่หน่วยงาน"
        EXECUTIVE = "executive", "ผู้บริหาร"
        OPERATOR = "operator", "ผู้ดูแลระบบ"
        ADMIN = "admin", "ผู้ดูแลบัญชีของหน่วยงาน"
        DPO = "dpo", "เจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล"
        AUDITOR = "auditor", "ผู้ตรวจสอบ"
        JUDGE = "judge", "กรรมการตัดสิน"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="membership_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
            models.UniqueConstraint(
                name="one_open_membership_for_a_person_in_an_office",
                fields=["user", "office"],
                condition=Q(valid_to__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} · {self.office_id}"


class VillagePost(models.Model):
    """That a citizen is headman of a village, or kamnan of a sub-district, from a day to a day; appointed by an office.

    `person` is the fingerprint of her national number: with ThaID she proves that it is she, and takes the post up.
    """

    class Post(models.TextChoices):
        HEADMAN = "headman", "ผู้ใหญ่บ้าน"
        KAMNAN = "kamnan", "กำนัน"

    SEALED_AS, SEALED_ROW = "village_post", ("area_code", "person")

    post = models.CharField(max_length=8, choices=Post.choices)
    area_code = models.CharField(max_length=8)
    person = models.BinaryField()
    name = SealedField(default=b"")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="village_posts"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    appointed_at = models.DateTimeField()
    order_no = models.CharField(max_length=120, help_text="the order of appointment")

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["person"], name="village_posts_of_somebody")]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="village_post_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
            models.CheckConstraint(
                name="headman_of_a_village_kamnan_of_a_sub_district",
                condition=Q(post="headman", area_code__regex="^[0-9]{8}$")
                | Q(post="kamnan", area_code__regex="^[0-9]{6}$"),
            ),
            models.CheckConstraint(name="village_post_names_its_order", condition=~Q(order_no="")),
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.area_code}"
