"""Who is answerable for a matter: rules as rows, the most specific one in force wins.

`valid_to` is the first day on which a row no longer holds; `edited_at` keeps a loader's hands off.
"""

from django.db import models

from sangsuk.common.dated import Dated

ANY = ""


class RoutingRule(Dated):
    """Sends a mission and category, in one province or in all, to a level of centre. '' means any.

    `instead_of`: the row speaks only when this office is accused and none above it is left; its target is an office's
    code then.
    """

    LEVELS = ("district", "province", "ministry", "khet")

    code = models.CharField(max_length=60, primary_key=True)
    mission = models.CharField(max_length=20, blank=True, default=ANY)
    category_code = models.CharField(max_length=40, blank=True, default=ANY)
    province_code = models.CharField(max_length=2, blank=True, default=ANY)
    target = models.CharField(max_length=40)
    reason_th = models.CharField(max_length=300)
    reason_en = models.CharField(max_length=300)
    instead_of = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(name="route_names_its_source", condition=~models.Q(source="")),
            models.CheckConstraint(
                name="route_ends_after_it_begins",
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
            ),
            models.CheckConstraint(
                name="route_goes_to_a_level_and_past_the_accused_to_an_office",
                condition=models.Q(instead_of="", target__in=["district", "province", "ministry", "khet"])
                | (~models.Q(instead_of="") & ~models.Q(target__in=["district", "province", "ministry", "khet", ""])),
            ),
            models.CheckConstraint(
                name="route_past_an_accused_office_leads_elsewhere",
                condition=~models.Q(instead_of=models.F("target")),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class SealingRule(Dated):
    """Matters of this category are sealed, and of this class of secrecy; 'normal' says that they are not.

    The most exact category wins, among equals the newest row. For natures and kinds of accused the catalog's own rows
    say it.
    """

    SECRECIES = [("normal", "ปกติ"), ("secret", "ลับ"), ("very_secret", "ลับมาก"), ("top_secret", "ลับที่สุด")]

    code = models.CharField(max_length=60, primary_key=True)
    category_code = models.CharField(max_length=40)
    secrecy = models.CharField(max_length=20, choices=SECRECIES)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(name="sealing_names_its_source", condition=~models.Q(source="")),
            models.CheckConstraint(
                name="sealing_is_of_a_known_class",
                condition=models.Q(secrecy__in=["normal", "secret", "very_secret", "top_secret"]),
            ),
            models.CheckConstraint(
                name="sealing_ends_after_it_begins",
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.code
