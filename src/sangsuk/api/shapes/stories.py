"""Published stories, as everybody may read them."""

from datetime import datetime

from django.utils.translation import gettext_noop as words
from pydantic import BaseModel, Field


class StoryFileOf(BaseModel):
    kind: str = Field(description="photo, audio, video")
    address: str
    alt: str


class StoryAnswerOf(BaseModel):
    text: str
    signed_as: str
    at: datetime


class StoryLine(BaseModel):
    """One story in a list."""

    code: str
    title: str
    author: str = Field(description=words("ชื่อที่ผู้เล่าเลือกให้แสดง ว่างเมื่อไม่ประสงค์ออกนาม"))
    office: str
    office_name: str
    province: str
    region: str
    campaign: str | None
    theme: str
    service: str
    tone: str
    expectation: str
    published_at: datetime
    answered: bool
    changed: bool
    address: str


class StoryList(BaseModel):
    items: list[StoryLine]
    next: str | None = Field(description=words("ค่าที่ใช้ขอหน้าถัดไป เป็น null เมื่อหมดแล้ว"))


class StoryOf(StoryLine):
    text: str
    files: list[StoryFileOf] = Field(description=words("รูป เสียง และวิดีโอที่ผู้เล่าอนุญาต"))
    answer: StoryAnswerOf | None = Field(description=words("คำตอบล่าสุดของที่ว่าการอำเภอ"))
