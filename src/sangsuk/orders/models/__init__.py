"""The nouns of the room: orders with their receipts, and news."""

from sangsuk.cases import holders

from .news import NEWS_STATE, News, NewsEvent, NewsPicture, NewsQuerySet
from .orders import (
    ORDER_STATE,
    RECEIPT_STATE,
    TEXT,
    NumberBook,
    Order,
    OrderEvent,
    OrderFile,
    OrderQuerySet,
    Reading,
    Receipt,
    ReceiptEvent,
    ReminderStep,
)

holders.register(holders.Holder(OrderFile), holders.Holder(NewsPicture))

__all__ = [
    "NEWS_STATE", "ORDER_STATE", "RECEIPT_STATE", "TEXT", "News", "NewsEvent", "NewsPicture", "NewsQuerySet", "NumberBook",
    "Order", "OrderEvent", "OrderFile", "OrderQuerySet", "Reading", "Receipt", "ReceiptEvent", "ReminderStep",
]  # fmt: skip
