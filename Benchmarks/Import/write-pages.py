#!/usr/bin/env python3
"""Writes pages with what is right about them: write-pages.py FOLDER [COUNT], write-pages.py --kept FOLDER

Each article of texts/ stands in each layout. Beside NAME.html is NAME.json with
title, byline, date, language, lead image, and the words of the body. `--kept` writes
the pages that the tests read: each layout once, each time with another article.
"""

import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import layouts  # noqa: E402
import layouts_seen  # noqa: E402, F401
from texts import ARTICLES  # noqa: E402

# What a layout does not say is not to be found.
WITHOUT_IMAGE_CAPTION = ("table_layout",)


def words(article, layout):
    out = []
    for kind, *rest in article["body"]:
        if kind in ("p", "h2", "code"):
            out.append(rest[0])
        elif kind == "quote":
            out.append(rest[0])
            if layout not in WITHOUT_IMAGE_CAPTION:
                out.append(rest[1])
        elif kind == "li":
            out += rest[0]
        elif kind == "table":
            out += [cell for row in rest[0] for cell in row]
        elif kind == "img" and layout not in WITHOUT_IMAGE_CAPTION:
            out.append(rest[2])
    return "\n".join(out)


def right(article, layout):
    # One layout says `en` whatever its language; nobody can be right about the others.
    is_told = layout != "hashed_classes" or article["language"].startswith("en")
    language = article["language"].split("-")[0] if is_told else None
    return dict(title=article["title"], byline=article["byline"], date=article["date"][:10], language=language, image=article["image"], body=words(article, layout))


def main():
    is_kept = sys.argv[1] == "--kept"
    folder, *rest = sys.argv[2:] if is_kept else sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    layouts.IS_SMALL = is_kept
    names = list(layouts.LAYOUTS)
    if is_kept:
        pairs = [(name, ARTICLES[index % len(ARTICLES)]) for index, name in enumerate(names)]
    else:
        pairs = [(name, article) for article in ARTICLES for name in names]
    pairs = pairs[: int(rest[0])] if rest else pairs
    for name, article in pairs:
        path = os.path.join(folder, f"{name}-{article['id']}")
        with open(path + ".html", "w", encoding="utf-8") as file:
            file.write(layouts.LAYOUTS[name](article))
        with open(path + ".json", "w", encoding="utf-8") as file:
            json.dump(right(article, name), file, ensure_ascii=False, indent=1)
    print(f"{len(pairs)} pages in {folder}")


main()
