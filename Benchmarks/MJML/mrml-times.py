"""Prints how long PyPI's mrml takes for each template, in microseconds of CPU time."""
import sys
import time

import mrml

for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        source = file.read()
    rounds = []
    for _ in range(7):
        start = time.process_time()
        for _ in range(300):
            mrml.to_html(source)
        rounds.append((time.process_time() - start) / 300 * 1e6)
    print(path.rsplit("/", 1)[-1], round(min(rounds), 1))
