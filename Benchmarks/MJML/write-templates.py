"""Writes the two newsletters that the benchmark renders: one article, ten articles."""
import pathlib
import sys

HEAD = """<mjml>
  <mj-head>
    <mj-title>The Harbour Letter</mj-title>
    <mj-preview>Tides, boats and what the cook says</mj-preview>
    <mj-attributes>
      <mj-all font-family="Helvetica, Arial, sans-serif" />
      <mj-text color="#30343a" font-size="15px" line-height="1.6" />
      <mj-class name="kicker" color="#0a6" font-size="12px" text-transform="uppercase" />
    </mj-attributes>
    <mj-style>a { color: #0a6; }</mj-style>
  </mj-head>
  <mj-body background-color="#f3f5f7" width="640px">
    <mj-section padding="12px 0">
      <mj-column width="50%"><mj-text font-size="20px" font-weight="bold">The Harbour Letter</mj-text></mj-column>
      <mj-column width="50%"><mj-text align="right">Number {number}</mj-text></mj-column>
    </mj-section>
"""

LEAD = """    <mj-section background-color="#ffffff" padding="20px">
      <mj-column>
        <mj-image src="https://harbour.example/lead.jpg" alt="The pier at dawn" href="https://harbour.example/lead" />
        <mj-text mj-class="kicker">From the pier</mj-text>
        <mj-text font-size="24px">The boats are back</mj-text>
        <mj-text><p>Eleven boats came in on Tuesday with more mackerel than the cold store could take.
          The harbour master opened the old ice house, and half of the town came to carry boxes.</p></mj-text>
        <mj-button href="https://harbour.example/lead" background-color="#0a6">Read the story</mj-button>
        <mj-divider border-width="1px" border-color="#dde2e7" />
      </mj-column>
    </mj-section>
"""

ARTICLE = """    <mj-section background-color="#ffffff" padding="0 20px 20px">
      <mj-column width="35%">
        <mj-image src="https://harbour.example/{n}.jpg" alt="Picture {n}" padding="10px" border-radius="4px" />
      </mj-column>
      <mj-column width="65%">
        <mj-text mj-class="kicker">Berth {n}</mj-text>
        <mj-text font-size="18px" padding-bottom="0">What berth {n} is up to</mj-text>
        <mj-text>Paint is drying, a sail is being mended, and somebody practises the accordion every
          evening at eight. <a href="https://harbour.example/{n}">More about berth {n}</a></mj-text>
      </mj-column>
    </mj-section>
"""

FOOT = """    <mj-section>
      <mj-column>
        <mj-social font-size="13px" icon-size="24px">
          <mj-social-element name="facebook" href="https://harbour.example/">Share</mj-social-element>
          <mj-social-element name="github" href="https://github.example/harbour">Code</mj-social-element>
        </mj-social>
        <mj-text align="center" font-size="12px">Harbour office, Pier 1 · <a href="{{unsubscribe}}">leave</a></mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
"""


def letter(articles):
    rest = "".join(ARTICLE.replace("{n}", str(n)) for n in range(2, articles + 1))
    return HEAD.replace("{number}", "42") + LEAD + rest + FOOT


folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
folder.mkdir(parents=True, exist_ok=True)
(folder / "one-article.mjml").write_text(letter(1), encoding="utf-8")
(folder / "ten-articles.mjml").write_text(letter(10), encoding="utf-8")
