#!/usr/bin/env python3
"""Choose the stories again from the exported record of a round, without any code of Sangsuk. Python 3.11, nothing else.

    python3 recompute_selection.py record.json

It checks that the seed is the one that was bound before the round, that nobody judged a story in conflict, that loads and
numbers are as promised; computes totals, severity, weights and the order from the judges' marks; draws the ties; and
compares. Exit 0: the same stories are chosen. Exit 1: they are not, or a promise was broken. It prints what and where.

The computation goes another way than Sangsuk's own on purpose: the whole system of equations at once, by elimination.
How the model works is told in docs/adr/0021-judging.md.
"""

import hashlib
import hmac
import json
import math
import statistics
import sys
from collections import Counter, defaultdict


def eliminate(matrix, right):
    """Gaussian elimination with pivots. Returns the solution and log |determinant|."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size, log_det = len(rows), 0.0
    for at in range(size):
        best = max(range(at, size), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        pivot = rows[at]
        log_det += math.log(abs(pivot[at]))
        for row in rows[at + 1 :]:
            if row[at]:
                by = row[at] / pivot[at]
                for column in range(at, size + 1):
                    row[column] -= by * pivot[column]
    found = [0.0] * size
    for at in range(size - 1, -1, -1):
        known = sum(rows[at][column] * found[column] for column in range(at + 1, size))
        found[at] = (rows[at][size] - known) / rows[at][at]
    return found, log_det


def fit(scores, weights, for_story, for_judge):
    """score = mean + story + judge + error: Henderson's equations for given ratios of variances."""
    stories = sorted({packet for packet, _, _ in scores})
    judges = sorted({judge for _, judge, _ in scores})
    columns = {("story", name): n for n, name in enumerate(stories, 1)}
    columns |= {("judge", name): n for n, name in enumerate(judges, 1 + len(stories))}
    size = 1 + len(columns)
    matrix = [[0.0] * size for _ in range(size)]
    right = [0.0] * size
    for (kind, _name), column in columns.items():
        matrix[column][column] = for_story if kind == "story" else for_judge
    centre = math.fsum(score for _, _, score in scores) / len(scores)
    for (packet, judge, score), weight in zip(scores, weights, strict=True):
        here = [0, columns["story", packet], columns["judge", judge]]
        for one in here:
            right[one] += weight * (score - centre)
            for other in here:
                matrix[one][other] += weight
    found, log_det = eliminate(matrix, right)
    story = {name: centre + found[0] + found[columns["story", name]] for name in stories}
    severity = {name: -found[columns["judge", name]] for name in judges}
    left = [score - story[packet] + severity[judge] for packet, judge, score in scores]
    spent = math.fsum(w * (score - centre) * e for (_, _, score), w, e in zip(scores, weights, left, strict=True))
    variance = max(spent / max(len(scores) - 1, 1), 1e-9)
    reml = log_det - len(stories) * math.log(for_story) - len(judges) * math.log(for_judge)
    reml += (len(scores) - 1) * math.log(variance)
    return story, severity, left, reml


def likeliest(scores, powers):
    """The ratios of variances, of the powers of two allowed, by residual maximum likelihood."""
    ones = [1.0] * len(scores)
    grid = [(2.0**a, 2.0**b) for a in range(powers[0], powers[1] + 1) for b in range(powers[0], powers[1] + 1)]
    return min(grid, key=lambda ratios: fit(scores, ones, *ratios)[3])


def weigh(scores, left, model):
    """Huber's weights, and less for a judge whose residuals are too large on average."""
    scale = max(1.4826 * statistics.median(abs(value) for value in left), model["least_scale"])
    squares = defaultdict(list)
    for (_, judge, _), value in zip(scores, left, strict=True):
        squares[judge].append((value / scale) ** 2)
    misfit = {judge: statistics.fmean(values) for judge, values in squares.items()}
    weights = []
    for (_, judge, _), value in zip(scores, left, strict=True):
        far = abs(value / scale)
        weight = 1.0 if far <= model["bend"] else model["bend"] / far
        weights.append(weight / misfit[judge] if misfit[judge] > model["misfit"] else weight)
    return weights


def lots(record, scores):
    """The drawing of lots: bound to the seed and to all the scores."""
    lines = sorted(f"{packet} {judge} {score:.2f}" for packet, judge, score in scores)
    digest = hashlib.sha256("\n".join(lines).encode("ascii")).hexdigest()
    seed = bytes.fromhex(record["seed"])

    def lot(packet):
        said = json.dumps(["ties", digest, packet], ensure_ascii=True, separators=(",", ":"))
        return hmac.new(seed, said.encode("ascii"), hashlib.sha256).hexdigest()

    return {packet: lot(packet) for packet, _, _ in scores}


def ordered(record):
    """All packets, the best first, with their adjusted scores and whether they are carried by more than one judge."""
    model, scores = record["model"], totals(record)
    ratios = likeliest(scores, model["powers"])
    weights = [1.0] * len(scores)
    story, _severity, left, _ = fit(scores, weights, *ratios)
    for _turn in range(model["turns"]):
        weights = weigh(scores, left, model)
        story, _severity, left, _ = fit(scores, weights, *ratios)
    drawn = lots(record, scores)
    adjusted = {packet: round(value, 2) for packet, value in story.items()}
    worst = dict.fromkeys(adjusted, 0)
    for judge in sorted({judge for _, judge, _ in scores}):
        kept = [(one, weight) for one, weight in zip(scores, weights, strict=True) if one[1] != judge]
        without = fit([one for one, _ in kept], [weight for _, weight in kept], *ratios)[0]
        rounded = {packet: round(value, 2) for packet, value in without.items()}
        order = sorted(rounded, key=lambda packet: (-rounded[packet], drawn[packet]))
        rank = {packet: n for n, packet in enumerate(order, 1)}
        for packet in (packet for packet, name, _ in scores if name == judge):
            worst[packet] = max(worst[packet], rank.get(packet, len(adjusted) + 1))
    within = model["within"] * record["winners"]
    order = sorted(adjusted, key=lambda packet: (worst[packet] > within, -adjusted[packet], drawn[packet]))
    return [(packet, adjusted[packet], worst[packet] <= within) for packet in order]


def totals(record):
    weights = {one["code"]: one["weight"] for one in record["criteria"]}
    found = []
    for one in record["scores"]:
        points = sum(weights[code] * (mark - 1) * 25 for code, mark in one["marks"].items())
        found.append((one["packet"], one["judge"], round(points / sum(weights.values()), 2)))
    return sorted(found)


def broken(record):
    """Promises that were not kept, as sentences."""
    said = []
    if hashlib.sha256(bytes.fromhex(record["seed"])).hexdigest() != record["commitment"]:
        said.append("the seed is not the one that was bound before the round")
    conflicts = {tuple(pair) for pair in record["conflicts"]}
    read = defaultdict(set)
    for one in record["scores"]:
        pair = one["packet"], one["judge"]
        if pair in conflicts:
            said.append(f"judge {pair[1]} has scored packet {pair[0]} in spite of a conflict")
        if one["judge"] not in record["assigned"].get(one["packet"], ()):
            said.append(f"judge {pair[1]} has scored packet {pair[0]} without having been given it")
        if one["judge"] in read[one["packet"]]:
            said.append(f"judge {pair[1]} has scored packet {pair[0]} twice")
        if set(one["marks"]) != {c["code"] for c in record["criteria"]} or not set(one["marks"].values()) <= {
            1,
            2,
            3,
            4,
            5,
        }:
            said.append(f"the marks of judge {pair[1]} for packet {pair[0]} are not of this rubric")
        read[one["packet"]].add(one["judge"])
    said += [f"packet {packet} has fewer than three judges" for packet in record["packets"] if len(read[packet]) < 3]
    loads = Counter(judge for judges in record["planned"].values() for judge in judges)
    counts = [loads[judge] for judge in record["judges"]]
    if max(counts) - min(counts) > 1:
        said.append("the loads of the judges differ by more than one")
    return said


def chosen(record):
    """The packets chosen: by the order, and then as two people have overruled it, each time with a reason."""
    found = [packet for packet, _, _ in ordered(record)[: record["winners"]]]
    for one in record["overruled"]:
        found[found.index(one["out"])] = one["into"]
    return found


def main(path):
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - plain Python for whoever reads this
        record = json.load(file)
    faults = broken(record)
    order = ordered(record)
    found = chosen(record)
    for place, (packet, score, carried) in enumerate(order[: 3 * record["winners"]], 1):
        mark = "chosen" if packet in found else "" if carried else "leans on one judge"
        print(f"{place:>3}  {packet}  {score:6.2f}  {mark}")
    theirs = {one["packet"]: one["adjusted"] for one in record["ours"]["places"]}
    off = [packet for packet, score, _ in order if abs(theirs.get(packet, -1) - score) > 0.02]
    if off:
        faults.append(f"the adjusted scores differ for: {', '.join(off)}")
    if sorted(found) != record["ours"]["chosen"]:
        faults.append(f"the record says {', '.join(record['ours']['chosen'])}, and we find {', '.join(sorted(found))}")
    if len(found) != record["winners"] or len(set(found)) != record["winners"]:
        faults.append(f"{len(set(found))} are chosen, not {record['winners']}")
    for fault in faults:
        print(f"WRONG: {fault}")
    print("the same" if not faults else "NOT the same")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
