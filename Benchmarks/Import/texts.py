"""Articles of our own words that pages are made of: each file of texts/ is fields, and a body of blocks.

A block is (kind, ...): p, h2, quote (with its source), li (a list), code, img, table.
"""

import os
import re

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "texts")


def block(lines):
    first = lines[0]
    if first.startswith("```"):
        return ("code", "\n".join(lines[1:-1]))
    if first.startswith("## "):
        return ("h2", first[3:])
    if first.startswith("> "):
        return ("quote", lines[0][2:], lines[1][4:])
    if first.startswith("- "):
        return ("li", [line[2:] for line in lines])
    if first.startswith("| "):
        return ("table", [line.strip("| ").split(" | ") for line in lines])
    image = re.fullmatch(r"!\[(.*?)\]\((.*?)\) (.*)", first)
    return ("img", image[2], image[1], image[3]) if image else ("p", first)


def article(name):
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        _, head, body = file.read().split("---\n", 2)
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    fields["byline"] = fields["byline"].split("; ")
    blocks = re.findall(r"```.*?```|(?:[^\n]+\n?)+", body, re.S)
    return dict(id=name[:-3], body=[block(b.strip("\n").split("\n")) for b in blocks], **fields)


# The order is that of the benchmark: the first pages are made of the first articles.
FIRST = ["ferry", "herring", "bibliothek", "boulanger", "faro", "sad", "kissa"]
NAMES = [name + ".md" for name in FIRST] + sorted(set(os.listdir(FOLDER)) - {name + ".md" for name in FIRST})
ARTICLES = [article(name) for name in NAMES]
