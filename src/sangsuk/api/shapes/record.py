"""The public record: the signed head of each day, the keys, and proofs that anybody reckons out without us."""

from datetime import date
from typing import Literal

from django.utils.translation import gettext_noop as words
from pydantic import BaseModel, Field


class HeadOf(BaseModel):
    """What was published at the end of a day, and the signature under just this without itself (RFC 8785, Ed25519)."""

    kind: Literal["sangsuk-head"]
    v: int
    date: date
    size: int = Field(description=words("จำนวนใบของบันทึกทั้งหมด รวมใบสุ่มที่ปนไว้"))
    root: str = Field(description=words("ตัวเลขประจำวัน SHA-256 ของต้นไม้ตาม RFC 9162"))
    previous: str = Field(description=words("ตัวเลขของวันก่อนหน้า ว่างถ้าเป็นวันแรก"))
    key: str = Field(description=words("กุญแจที่ลงลายมือชื่อ ดูที่ /record/keys"))
    signature: str


class HeadList(BaseModel):
    items: list[HeadOf]
    next: date | None = Field(description=words("ส่งเป็นช่อง before เพื่ออ่านหน้าถัดไป"))


class VoucherOf(BaseModel):
    by: str
    signature: str


class RecordKeyOf(BaseModel):
    id: str
    algorithm: Literal["Ed25519"]
    public: str
    signs: bool = Field(description=words("ใช้ลงลายมือชื่ออยู่ในตอนนี้"))
    vouched: VoucherOf | None = Field(description=words("กุญแจก่อนหน้าที่รับรองกุญแจดอกนี้"))


class RecordKeyList(BaseModel):
    items: list[RecordKeyOf]


class InclusionOf(BaseModel):
    """That the leaf at this place is in the tree under this head; what the leaf says only its owner can show."""

    head: HeadOf
    index: int
    leaf_hash: str
    path: list[str] = Field(description=words("ขั้นของหลักฐานจากใบถึงราก ตาม RFC 9162 ข้อ 2.1.3"))


class GrowthOf(BaseModel):
    """That the log of one day is the beginning of the other's."""

    first: HeadOf
    second: HeadOf
    path: list[str] = Field(description=words("ขั้นของหลักฐานว่าบันทึกยาวขึ้นโดยไม่แก้ของเดิม ตาม RFC 9162 ข้อ 2.1.4"))
