"""Builds the benchmark's message with Python's email package: messages/s and octets/s of CPU time.

usage: python-email.py FOLDER MESSAGES
Also reads ours.eml, and fails where it finds a defect or another text than it built itself.
"""
import email
import pathlib
import sys
import time
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage

folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
subject, text, html = ((folder / name).read_text("utf-8") for name in ("subject", "text", "html"))
names = ["Ada Lovelace", "Zoë Ångström", "Mei Lin", "Bo"]
cities = ["Springfield", "Köln", "São Paulo"]


def filled(template, values):
    for name, value in values.items():
        template = template.replace("{" + name + "}", value)
    return template


def message(index):
    values = dict(name=names[index % 4], city=cities[index % 3],
                  out=f"https://example.org/u?t=aebagbafaydqqcikbmga2dqp{index}")
    m = EmailMessage(policy=policy.SMTP)
    m["From"] = Address("The Lantern", "letters", "example.org")
    m["To"] = Address(values["name"], f"reader{index}", "example.org")
    m["Subject"] = filled(subject, values)
    m["Date"] = "Sun, 22 Nov 2026 10:07:01 +0000"
    m["Message-ID"] = f"<12.{index}.k3f9@example.org>"
    m["Reply-To"] = Address("", "editors", "example.org")
    m["List-Unsubscribe"] = f"<{values['out']}>"
    m.set_content(filled(text, values), cte="quoted-printable")
    m.add_alternative(filled(html, values), subtype="html", cte="quoted-printable")
    return m.as_bytes()


start = time.process_time()
octets = sum(len(message(index)) for index in range(count))
seconds = time.process_time() - start
print("python", round(count / seconds, 1), round(octets / seconds), octets // count)

ours = email.message_from_bytes((folder / "ours.eml").read_bytes(), policy=policy.default)
theirs = email.message_from_bytes(message(1), policy=policy.default)
for part in ours.walk():
    assert not part.defects, part.defects
    assert not any(value.defects for value in part.values()), part.items()
assert str(ours["subject"]) == str(theirs["subject"])
assert ours["to"].addresses == theirs["to"].addresses
lines = lambda m, kind: m.get_body((kind,)).get_content().replace("\r\n", "\n")
assert lines(ours, "plain") == lines(theirs, "plain")
city, theirs_html = cities[1], lines(theirs, "html")
assert lines(ours, "html") == theirs_html.replace(f"city={city}", "city=K%C3%B6ln")
