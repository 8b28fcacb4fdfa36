"""Addresses of this wing."""

from django.urls import URLPattern, path

from .views import coverage, day, feed, plan, trip


def paths() -> list[URLPattern]:
    return [
        path("outreach", plan.home, name="outreach"),
        path("outreach/list", plan.listed, name="outreach_list"),
        path("outreach/districts", plan.districts, name="outreach_districts"),
        path("outreach/new", plan.new, name="outreach_new"),
        path("outreach/coverage", coverage.coverage, name="outreach_coverage"),
        path("outreach/coverage.csv", coverage.table, name="outreach_coverage_csv"),
        path("outreach/calendars", feed.calendars, name="outreach_calendars"),
        path("outreach/<int:pk>", trip.one, name="outreach_trip"),
        path("outreach/<int:pk>/change", trip.change, name="outreach_change"),
        path("outreach/<int:pk>/moves/<slug:name>", trip.move, name="outreach_move"),
        path("outreach/<int:pk>/day", day.day, name="outreach_day"),
        path("outreach/<int:pk>/counts", day.count, name="outreach_count"),
        path("outreach/<int:pk>/counts/<int:sheet_id>/back", day.take_back, name="outreach_take_back"),
        path("outreach/<int:pk>/case", day.case, name="outreach_case"),
        path("outreach/<int:pk>/photos", day.photos, name="outreach_photos"),
        path("outreach/<int:pk>/photos/<int:photo_id>", day.photo, name="outreach_photo"),
        path("outreach/<int:pk>/photos/<int:photo_id>/remove", day.remove_photo, name="outreach_photo_remove"),
    ]
