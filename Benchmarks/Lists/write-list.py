"""Writes a list of so many invented readers, one in fifty of them twice: write-list.py ROWS FILE"""

import random
import sys

FIRST = ["Ada", "Zoë", "Mei", "Dmitri", "Fatima", "João", "Søren", "Anne-Marie", "小美", "Kwame"]
LAST = ["Winterbourne", "Müller-Ångström", "Orlov", "de la Cruz", "O'Brien", "王", "Nakamura", "Okafor"]
COUNTRIES = ["DE", "FR", "US", "BR", "JP", "NG", "SE"]

rows, path = int(sys.argv[1]), sys.argv[2]
chance = random.Random(7)
with open(path, "w", encoding="utf-8", newline="") as file:
    file.write("email,name,country,joined,points,consent-source,consent-date,status\r\n")
    for row in range(rows):
        number = row - 1 if row % 50 == 49 else row
        address = f"reader.{number}@mail{number % 997}.example.org"
        if row % 50 == 49:
            address = address.upper()
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
        if row % 20 == 3:
            name = f'"{name}, Jr."'
        day = f"20{chance.randint(15, 26)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        status = "unsubscribed" if row % 33 == 5 else "subscribed"
        file.write(
            f"{address},{name},{chance.choice(COUNTRIES)},{day},{chance.randint(0, 5000)},form,{day}T10:00:00Z,{status}\r\n"
        )
