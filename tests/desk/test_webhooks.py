"""The page where an office's chief tells us where her system wants to hear of cases."""

import re
from typing import Any

import pytest

from people import STAFF, user
from sangsuk.accounts import elevations
from sangsuk.accounts.deeds import Herself
from sangsuk.notifications.models import Delivery, Webhook

from .conftest import NOW
from .reading import body, text

URL = "https://hook.example.go.th/sangsuk"
GOOD = {"url": URL, "label": "ระบบอำเภอ", "kinds": ["case.handed", "case.closed"]}


@pytest.mark.parametrize("who", sorted(set(STAFF) - {"suda"}))
def test_it_is_for_chiefs_and_for_operators_who_switched_on_their_power(at: Any, who: str) -> None:
    assert at(who).get("/desk/webhooks").status_code == 403
    assert at(who).post("/desk/webhooks", GOOD).status_code == 403
    assert not Webhook.objects.exists()


def test_a_chief_sets_one_up_and_sees_the_secret_once(at: Any) -> None:
    suda = at("suda")
    assert suda.get("/desk/webhooks").status_code == 200
    answer = suda.post("/desk/webhooks", GOOD)
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    (secret,) = re.findall(r"whsec_[A-Za-z0-9+/=]+", body(answer))
    hook = Webhook.objects.get()
    assert (hook.office_code, hook.kinds, hook.made_by_name) == ("5001", ["case.handed", "case.closed"], "สุดา นำทาง")
    shown = body(suda.get("/desk/webhooks"))
    assert URL in shown and secret not in shown


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(at: Any) -> None:
    answer = at("suda").post("/desk/webhooks", GOOD | {"url": "http://10.0.0.1/x", "kinds": []})
    assert answer.status_code == 422 and "http://10.0.0.1/x" in body(answer)
    assert "กรุณาเลือกว่าจะให้แจ้งเรื่องใดบ้าง" in text(answer)


def test_a_test_a_new_secret_and_the_end(at: Any) -> None:
    suda = at("suda")
    suda.post("/desk/webhooks", GOOD)
    hook = Webhook.objects.get()
    assert suda.post(f"/desk/webhooks/{hook.pk}/test").status_code == 302
    assert Delivery.objects.get().kind == "webhook.test"
    assert "whsec_" in body(suda.post(f"/desk/webhooks/{hook.pk}/secret"))
    assert suda.post(f"/desk/webhooks/{hook.pk}/off").status_code == 302
    assert "ปิดแล้ว" in text(suda.get("/desk/webhooks"))
    assert suda.post(f"/desk/webhooks/{hook.pk}/test").status_code == 404
    assert suda.post(f"/desk/webhooks/{hook.pk}/nothing").status_code == 404


def test_an_operator_with_her_power_on_sets_one_up_for_any_office(at: Any) -> None:
    preecha = at("preecha")
    elevations.elevate(user("preecha"), reason="ตั้งระบบให้การไฟฟ้า", by=Herself.of(user("preecha")), now=NOW)
    assert preecha.post("/desk/webhooks", GOOD | {"office": "no-such"}).status_code == 422
    assert preecha.post("/desk/webhooks", GOOD | {"office": "50-electricity"}).status_code == 200
    hook = Webhook.objects.get()
    assert hook.office_code == "50-electricity"
    assert at("suda").post(f"/desk/webhooks/{hook.pk}/off").status_code == 404
