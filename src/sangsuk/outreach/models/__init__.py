"""Nouns of going out."""

from sangsuk.cases import holders

from .records import CountSheet, FeedKey, TripCase, TripPhoto, TripReminder
from .rules import OutreachRule, ServiceKind
from .trips import TRIP_STATE, Trip, TripEvent

holders.register(holders.Holder(TripPhoto))

__all__ = [
    "TRIP_STATE",
    "CountSheet",
    "FeedKey",
    "OutreachRule",
    "ServiceKind",
    "Trip",
    "TripCase",
    "TripEvent",
    "TripPhoto",
    "TripReminder",
]
