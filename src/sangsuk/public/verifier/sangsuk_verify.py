#!/usr/bin/env python3
# mypy: ignore-errors
"""ตรวจใบรับเรื่องและหลักฐานของสร้างสุขด้วยตนเอง / Check a receipt or a proof of Sangsuk yourself.

Needs Python 3.8 or later and nothing else: no network, no database, no library. Get keys.json (and heads.json) from the
public record of the service, or better: from somebody else who kept a copy.

    python3 sangsuk_verify.py --keys keys.json receipt.json [proof.json] [--heads heads.json]

The receipt is the JSON file, or the address that its QR code says. Exit code 0: everything holds. 1: something does not.
The checks: the signature of the receipt (Ed25519, RFC 8032); that the leaf of the proof lies in the tree under the signed
head of a day (RFC 9162, 2.1.3.2); that leaf and receipt are of one case; that the head is the published one; that every key
was vouched for by the one before it. --trusted ID is the id of a key that you know from paper, an official letter for instance.
"""

import argparse
import base64
import datetime
import hashlib
import json
import pathlib
import sys

# Ed25519, verification only: RFC 8032, 5.1. Points are (X, Y, Z, T) with x = X/Z, y = Y/Z, x*y = T/Z.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)


def x_of(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_1 % P
    if (x * x - square) % P:
        return None
    return P - x if x & 1 != sign else x


def point_of(encoded):
    if len(encoded) != 32:
        return None
    number = int.from_bytes(encoded, "little")
    y, sign = number & (1 << 255) - 1, number >> 255
    x = x_of(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def add(a, b):
    one, two = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    three, four = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = two - one, four - three, four + three, two + one
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add(result, point)
        point, number = add(point, point), number >> 1
    return result


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (x_of(BASE_Y, 0), BASE_Y, 1, x_of(BASE_Y, 0) * BASE_Y % P)


def signed(public, message, signature):
    """Whether the owner of this public key signed this message."""
    key, commitment = point_of(public), point_of(signature[:32])
    if len(signature) != 64 or key is None or commitment is None:
        return False
    scalar = int.from_bytes(signature[32:], "little")
    if scalar >= L:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = times(scalar, BASE), add(commitment, times(challenge, key))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def canonical(value):
    """RFC 8785 for what we use: texts, whole numbers, lists, objects."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def is_in(hashed, index, size, path, root):
    """RFC 9162, 2.1.3.2."""
    if not 0 <= index < size:
        return False
    place, last = index, size - 1
    for step in path:
        if not last:
            return False
        if place & 1 or place == last:
            hashed = hashlib.sha256(b"\1" + step + hashed).digest()
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            hashed = hashlib.sha256(b"\1" + hashed + step).digest()
        place, last = place >> 1, last >> 1
    return not last and hashed == root


def from_qr(text):
    """The receipt that the address of a QR code holds behind "#r="."""
    words = "".join(text.rpartition("r=")[2].split())
    data = base64.urlsafe_b64decode(words + "=" * (-len(words) % 4))
    said, place = {"kind": "sangsuk-receipt", "v": data[0], "key": data[1:5].hex()}, 5
    for name in ("number", "office", "district"):
        said[name] = data[place + 1 : place + 1 + data[place]].decode("ascii")
        place += 1 + data[place]
    for name in ("submitted_at", "deemed_received_at", "due_at", "finish_due_at"):
        micro = int.from_bytes(data[place : place + 8], "big")
        epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)  # noqa: UP017 - Python 3.8 has no other name
        moment = epoch + datetime.timedelta(microseconds=micro)
        said[name], place = moment.isoformat(timespec="microseconds") if micro else None, place + 8
    for name in ("case", "first", "text"):
        said[name], place = data[place : place + 32].hex(), place + 32
    return {"statement": said, "signature": data[place:].hex()}


def check_keys(told, trusted=None):
    """That each key but the first is signed by one before it; with `trusted` that all of them lead back to that one."""
    known, led, found = {}, set(), []
    for key in told:
        public, word = bytes.fromhex(key["public"]), key.get("vouched")
        if key["id"] != hashlib.sha256(public).hexdigest()[:8]:
            return [(False, "กุญแจ {id} ไม่ใช่กุญแจที่มีชื่อนี้ / key {id} is not the key of that name".format(**key))]
        if word:
            said = {"by": word["by"], "key": key["id"], "kind": "sangsuk-key", "public": key["public"], "v": 1}
            if not signed(known.get(word["by"], b""), canonical(said), bytes.fromhex(word["signature"])):
                return [(False, "กุญแจ {id} ไม่มีกุญแจก่อนหน้ารับรองจริง / no key before vouches for key {id}".format(**key))]
        known[key["id"]] = public
        if key["id"] == trusted or (word and word["by"] in led):
            led.add(key["id"])
            found.append(key["id"])
    if trusted:
        at = [key["id"] for key in told].index(trusted) if trusted in known else len(told)
        if at == len(told) or any(key["id"] not in led for key in told[at:]):
            return [
                (
                    False,
                    f"กุญแจที่ท่านเชื่อ ({trusted}) ไม่ได้รับรองกุญแจที่ใช้อยู่ / the key you trust ({trusted}) does not vouch for those in use",
                )
            ]
        names = ", ".join(found)
        return [
            (
                True,
                f"กุญแจทุกดอกตั้งแต่ {trusted} รับรองต่อกันมา: {names} / every key since {trusted} was vouched for by the one before",
            )
        ]
    return []


def check_receipt(receipt, keys):
    """A list of (holds, sentence)."""
    said = receipt["statement"]
    key = keys.get(said["key"])
    if key is None:
        return [
            (False, "กุญแจที่ลงชื่อใบรับเรื่องนี้ไม่ใช่ของระบบนี้ / the receipt is signed with a key that is not of this service")
        ]
    if not signed(key, canonical(said), bytes.fromhex(receipt["signature"])):
        return [(False, "ใบรับเรื่องนี้ถูกแก้ หรือไม่ได้ออกโดยระบบนี้ / the receipt was changed, or is not from this service")]
    return [(True, "ใบรับเรื่องเลขที่ {number} เป็นของจริง ส่งเมื่อ {submitted_at} / receipt {number} is genuine".format(**said))]


def check_proof(proof, keys, heads, receipt):
    """The same of a proof; with the receipt also that both are of one case."""
    head = dict(proof["head"])
    signature, key = bytes.fromhex(head.pop("signature")), keys.get(head["key"])
    if key is None or not signed(key, canonical(head), signature):
        return [(False, "ลายเซ็นของบันทึกประจำวันไม่ถูกต้อง / the signature of the day's record does not hold")]
    hashed = hashlib.sha256(b"\0" + canonical(proof["leaf"])).digest()
    path = [bytes.fromhex(step) for step in proof["path"]]
    if not is_in(hashed, proof["index"], head["size"], path, bytes.fromhex(head["root"])):
        return [(False, "เรื่องนี้ไม่อยู่ในบันทึกของวันที่ {date} / the case is not in the record of {date}".format(**head))]
    leaf = proof["leaf"]
    told = dict(head, number=leaf["number"], seq=leaf["seq"])
    found = [
        (
            True,
            "เรื่องเลขที่ {number} มี {seq} เหตุการณ์ อยู่ในบันทึกของวันที่ {date} / case {number} with {seq} events is in the record of {date}".format(
                **told
            ),
        )
    ]
    if receipt:
        same = (leaf["number"], leaf["first"]) == (receipt["statement"]["number"], receipt["statement"]["first"])
        found.append(
            (
                same,
                "ใบรับเรื่องกับหลักฐานเป็นของเรื่องเดียวกัน และวันแรกของเรื่องไม่ถูกแก้ / receipt and proof are of one case, its first day unchanged"
                if same
                else "ใบรับเรื่องกับหลักฐานไม่ใช่ของเรื่องเดียวกัน / receipt and proof are not of one case",
            )
        )
    if heads is not None:
        same = {k: heads.get(head["date"], {}).get(k) for k in ("root", "size")} == {
            "root": head["root"],
            "size": head["size"],
        }
        found.append(
            (
                same,
                "บันทึกประจำวันตรงกับที่เผยแพร่ / the day's record is the published one"
                if same
                else "บันทึกประจำวันไม่ตรงกับที่เผยแพร่ / the day's record is not the published one",
            )
        )
    return found


def read(name):
    text = name if "r=" in name and not pathlib.Path(name).exists() else pathlib.Path(name).read_text(encoding="utf-8")
    return json.loads(text) if text.lstrip().startswith("{") else from_qr(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", help="receipt and/or proof")
    parser.add_argument("--keys", required=True, help="the public keys: keys.json")
    parser.add_argument("--heads", help="the published heads: heads.json")
    parser.add_argument("--trusted", help="the id of a key that you know from paper")
    chosen = parser.parse_args()
    try:
        keys_told = read(chosen.keys)["keys"]
        keys = {key["id"]: bytes.fromhex(key["public"]) for key in keys_told}
        heads = {head["date"]: head for head in read(chosen.heads)["heads"]} if chosen.heads else None
        told = [read(name) for name in chosen.files]
        receipt = next((one for one in told if "statement" in one), None)
        found = check_receipt(receipt, keys) if receipt else []
        for proof in (one for one in told if "leaf" in one):
            found += check_proof(proof, keys, heads, receipt)
        found += check_keys(keys_told, chosen.trusted)
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as trouble:
        print(
            "อ่านไฟล์ไม่ได้ ไฟล์ไม่ครบหรือไม่ใช่ใบรับเรื่อง / cannot read the files, something is missing or they are no receipt:",
            trouble,
        )
        return 1
    for holds, sentence in found or [(False, "ไม่มีอะไรให้ตรวจ / nothing to check")]:
        print("ถูกต้อง / OK " if holds else "ไม่ถูกต้อง / NO", sentence)
    return 0 if found and all(holds for holds, _sentence in found) else 1


if __name__ == "__main__":
    sys.exit(main())
