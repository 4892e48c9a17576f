#!/usr/bin/env python3
"""Imports the same pages with readability-lxml and trafilatura: peers.py OUTPUT PAGE...

Prints the CPU time of the best of five rounds, and writes what was found beside it.
"""

import json
import os
import sys
import time

import lxml.html
import trafilatura
from readability import Document

output, files = sys.argv[1], sys.argv[2:]
pages = [open(name, "rb").read() for name in files]


def readability_lxml(page):
    document = Document(page.decode("utf-8"))
    return document.short_title(), document.summary(html_partial=True)


def with_trafilatura(page):
    return trafilatura.bare_extraction(page, with_metadata=True, include_comments=False)


def dictionary(result):
    return result if isinstance(result, dict) else result.as_dict()


for name, function in (("readability-lxml", readability_lxml), ("trafilatura", with_trafilatura)):
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        for page in pages:
            function(page)
        best = min(best, time.process_time() - start)
    print(name, best * 1000, len(pages))
    os.makedirs(os.path.join(output, name), exist_ok=True)
    for path, page in zip(files, pages):
        if name == "trafilatura":
            result = function(page)
            found = dictionary(result) if result else {}
            authors = [a.strip() for a in (found.get("author") or "").split(";") if a.strip()]
            found = dict(title=found.get("title") or "", byline=authors, date=found.get("date") or "", language=found.get("language") or "", image=found.get("image") or "", body=found.get("text") or "")
        else:
            title, summary = function(page)
            text = lxml.html.fromstring(summary or "<p></p>").text_content()
            found = dict(title=title, byline=[], date="", language="", image="", body=text)
        with open(os.path.join(output, name, os.path.basename(path)[:-5] + ".json"), "w") as file:
            json.dump(found, file)
