#!/usr/bin/env python3
"""Writes pages with what is right about them: write-pages.py FOLDER [COUNT]

Each article of texts.py stands in each layout of layouts.py. Beside NAME.html is
NAME.json with title, byline, date, language, lead image, and the words of the body.
"""

import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from layouts import LAYOUTS  # noqa: E402
from texts import ARTICLES  # noqa: E402


def words(article, layout):
    out = []
    for kind, *rest in article["body"]:
        if kind in ("p", "h2"):
            out.append(rest[0])
        elif kind == "quote":
            out.append(rest[0])
            if layout != "table_layout":
                out.append(rest[1])
        elif kind == "li":
            out += rest[0]
        elif kind == "table":
            out += [cell for row in rest[0] for cell in row]
        elif kind == "img" and layout != "table_layout":
            out.append(rest[2])
    return "\n".join(out)


def main():
    folder, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10**6
    os.makedirs(folder, exist_ok=True)
    pairs = [(name, article) for article in ARTICLES for name in LAYOUTS]
    for name, article in pairs[:count]:
        path = os.path.join(folder, f"{name}-{article['id']}")
        has_byline = name not in ()
        with open(path + ".html", "w", encoding="utf-8") as file:
            file.write(LAYOUTS[name](article))
        right = dict(title=article["title"], byline=article["byline"] if has_byline else [], date=article["date"][:10], language=article["language"].split("-")[0], image=article["image"], body=words(article, name))
        if name in ("hashed_classes",):
            right["language"] = "en" if article["language"].startswith("en") else None
        with open(path + ".json", "w", encoding="utf-8") as file:
            json.dump(right, file, ensure_ascii=False, indent=1)
    print(f"{min(count, len(pairs))} pages in {folder}")


main()
