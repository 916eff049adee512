"""Recompute every score of Resonanz from its open data; the standard library is enough.

Call it with the folder that holds the CSV files of one day, or in it. Scores that differ in any
digit are named, with exit status 1. The formula in words: /methodology.
"""

import csv
import sys
from collections import Counter, defaultdict
from datetime import date
from math import fsum, sqrt
from pathlib import Path
from statistics import median

OTHERS = ("reasons", "availability", "fit", "expertise", "honesty", "discretion", "respect")
WEIGHTS = {"feedback": 0.30} | dict.fromkeys(OTHERS, 0.10)
SPEED = (5.0, 4.5, 3.5, 2.5, 2.0)  # by the class of working days


def clip(x):
    return min(5.0, max(1.0, x))


def fact_points(fact):
    """Step 1: points of one stage; None if it is not judged."""
    answer, days, concrete = fact["answer"], fact["days"], fact["concreteness"]
    if answer == "nothing" or (answer == "waiting" and days and int(days) >= 3):
        return 1.0
    if answer in ("interim", "waiting") or not days:
        return None
    if answer == "rejection" and concrete:
        return 0.6 * SPEED[int(days)] + 0.4 * (1.0 + 4.0 * float(concrete) / 4.0)
    return SPEED[int(days)]


def values(review, points, offset):
    """Step 1: the value of each answered criterion and, by "overall", of the review."""
    stars = {name: float(review[name]) for name in WEIGHTS if review[name]}
    if points:
        stars["feedback"] = 0.5 * stars["feedback"] + 0.5 * (fsum(points) / len(points) + offset)
    total = fsum(WEIGHTS[name] for name in stars)
    overall = clip(fsum(WEIGHTS[name] * x for name, x in stars.items()) / total)
    return stars | {"feedback": clip(stars["feedback"]), "overall": overall}


def weights(reviews, as_of):
    """Steps 2 and 3: the weight of each review of one agency, if it is live."""
    full = [r["contact_proven"] == "true" and r["invited"] == "false" for r in reviews]
    live = [r["live"] == "true" for r in reviews]
    days = [date.fromisoformat(r["published_on"]) for r in reviews]
    quarter = [day.year * 4 + (day.month - 1) // 3 for day in days]
    unproven = Counter(q for q, one in zip(quarter, full) if not one)
    proven = Counter(q for q, one, alive in zip(quarter, full, live) if one and alive)
    span = range(min(quarter), as_of.year * 4 + (as_of.month - 1) // 3 + 1)
    allowance = {}
    for q, own in unproven.items():
        others = [unproven[other] for other in span if other != q]
        room = 2.0 + 0.5 * proven[q] + float(median(others + [0] * (4 - len(others))))
        allowance[q] = min(1.0, room / own) * min(1.0, (room + 4.0) / own) ** 4
    first = [1.0 if one else allowance[q] for q, one in zip(quarter, full)]
    ages = [max(0, (as_of - day).days) for day in days]
    recent = fsum(v for v, age, alive in zip(first, ages, live) if alive and age < 365)
    half = max(60.0, 365 / sqrt(1.0 + recent))
    return [v * 2.0 ** (-age / half) for v, age in zip(first, ages)]


def estimate(points, market):
    """Step 5: score and interval of pairs (weight, value)."""
    k, mu, s2 = (float(market[name]) for name in ("k", "mu", "s2"))
    weight = fsum(w for w, _ in points)
    score = clip((k * mu + fsum(w * x for w, x in points)) / (k + weight))
    margin = 0.9 * 1.6449 * sqrt(s2 / (k + weight) + 0.15**2)
    ends = {"low": clip(score - margin), "high": clip(score + margin)}
    return ends | {"n": len(points), "weight": weight, "score": score}


def read(name):
    path = Path(*sys.argv[1:2]) / f"{name}.csv"
    return list(csv.DictReader(path.open(encoding="utf-8", newline="")))


markets = {(row["run"], row["subject"]): row for row in read("runs")}
points, agencies, valued, wrong = defaultdict(list), defaultdict(list), {}, 0
for fact in read("facts"):
    points[fact["review"]] += [x for x in [fact_points(fact)] if x is not None]
for review in read("reviews"):
    agencies[review["agency"]].append(review)
for row in (scores := read("scores")):
    agency, subject, market = row["agency"], row["subject"], markets[row["run"], row["subject"]]
    if agency not in valued:
        weighed = zip(weights(agencies[agency], date.fromisoformat(row["as_of"])), agencies[agency])
        live, offset = [(w, r) for w, r in weighed if r["live"] == "true"], float(market["offset"])
        valued[agency] = [(w, values(r, points[r["id"]], offset)) for w, r in live]
    found = estimate([(w, x[subject]) for w, x in valued[agency] if subject in x], market)
    if any(number != float(row[name]) for name, number in found.items()):
        wrong += 1
        print(agency, subject, found)
print(f"{len(scores)} scores recomputed, {wrong} differ.")
sys.exit(wrong > 0)
