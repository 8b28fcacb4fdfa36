"""Addresses of training at the desk."""

from django.urls import URLPattern, path

from .views import training, training_after, training_coverage, training_day, training_people

AT = "learning/training"
ONE = f"{AT}/<slug:code>"


def paths() -> list[URLPattern]:
    return [
        path(AT, training.listed, name="training"),
        path(f"{AT}/new", training.new, name="training_new"),
        path(f"{AT}/untrained", training_coverage.untrained, name="training_untrained"),
        path(f"{AT}/here", training_day.here, name="training_here"),
        path(f"{AT}/scan/<str:token>", training_day.scan, name="training_scan"),
        path(f"{AT}/certificates", training_after.mine, name="training_mine"),
        path(f"{AT}/certificates/<str:code>.pdf", training_after.paper, name="training_certificate"),
        path(f"{AT}/certificates/<str:code>/revoke", training_after.revoke, name="training_certificate_revoke"),
        path(ONE, training.one, name="training_one"),
        path(f"{ONE}/edit", training.edit, name="training_edit"),
        path(f"{ONE}/moves/<slug:name>", training.move, name="training_move"),
        path(f"{ONE}/sessions/new", training.session, name="training_session_new"),
        path(f"{ONE}/sessions/<int:no>", training.session, name="training_session"),
        path(f"{ONE}/sessions/<int:no>/drop", training.drop_session, name="training_session_drop"),
        path(f"{ONE}/sessions/<int:no>/qr", training_day.code_on_screen, name="training_qr"),
        path(f"{ONE}/sessions/<int:no>/attendance", training_day.attendance, name="training_attendance"),
        path(f"{ONE}/materials", training.materials, name="training_materials"),
        path(f"{ONE}/materials/<int:pk>", training.material, name="training_material"),
        path(f"{ONE}/materials/<int:pk>/drop", training.drop_material, name="training_material_drop"),
        path(f"{ONE}/people", training_people.people, name="training_people"),
        path(f"{ONE}/invite", training_people.invite, name="training_invite"),
        path(f"{ONE}/register", training_people.register, name="training_register"),
        path(f"{ONE}/decline", training_people.decline, name="training_decline"),
        path(f"{ONE}/withdraw", training_people.withdraw, name="training_withdraw"),
        path(f"{ONE}/guests", training_people.guest, name="training_guest"),
        path(f"{ONE}/evaluate", training_after.evaluate, name="training_evaluate"),
        path(f"{ONE}/results", training_after.results, name="training_results"),
        path(f"{ONE}/certificates", training_after.certificates, name="training_certificates"),
    ]
