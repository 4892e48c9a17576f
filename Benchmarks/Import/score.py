#!/usr/bin/env python3
"""Compares what importers found with what is right: score.py PAGES TIMES FOLDER..."""

import collections
import json
import os
import re
import sys

pages, times, folders = sys.argv[1], sys.argv[2], sys.argv[3:]


def words(text):
    counts = collections.Counter()
    for word in re.findall(r"\w+", text.lower()):
        # Scripts without blanks are counted by character.
        counts.update(list(word) if any(ord(c) >= 0x3000 for c in word) else [word])
    return counts


def f1(found, right):
    found, right = words(found), words(right)
    total = sum(found.values()) + sum(right.values())
    return 2 * sum((found & right).values()) / total if total else 0


def plain(text):
    return " ".join(re.findall(r"\w+", text.lower()))


taken = {}
for line in open(times):
    name, milliseconds, count = line.split()
    taken[name] = float(milliseconds) / int(count)
names = sorted(name[:-5] for name in os.listdir(pages) if name.endswith(".json"))
print(f"{'':18}{'ms/page':>9}{'ratio':>7}{'words F1':>10}{'≥ 0.9':>7}{'title':>7}{'byline':>8}{'date':>6}{'lang':>6}{'image':>7}")
ours = taken.get("broadsheet", 0)
for folder in folders:
    importer = os.path.basename(folder.rstrip("/"))
    right_fields = collections.Counter()
    scores = []
    for name in names:
        right = json.load(open(os.path.join(pages, name + ".json")))
        path = os.path.join(folder, name + ".json")
        found = json.load(open(path)) if os.path.exists(path) else dict(title="", byline=[], date="", language="", image="", body="")
        scores.append(f1(found["body"], right["body"]))
        right_fields["title"] += plain(found["title"]) == plain(right["title"])
        right_fields["byline"] += found["byline"] == right["byline"]
        right_fields["date"] += found["date"][:10] == right["date"]
        right_fields["lang"] += right["language"] is None or found["language"][:2] == right["language"][:2]
        right_fields["image"] += right["image"] in found["image"] and found["image"] != ""
    milliseconds = taken.get(importer, 0)
    fields = "".join(f"{right_fields[key]:>{width}}" for key, width in (("title", 7), ("byline", 8), ("date", 6), ("lang", 6), ("image", 7)))
    print(f"{importer:18}{milliseconds:9.2f}{milliseconds / ours if ours else 0:7.1f}{sum(scores) / len(scores):10.3f}{sum(s >= 0.9 for s in scores):>7}{fields}")
