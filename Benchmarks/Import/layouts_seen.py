"""Pages with what is hard about the pages of real sites: each layout is one difficulty."""

import json

from layouts import COMMENTS, TEASERS, body, comments, e, footer, layout, ld, nav, open_graph, script, words

SITE = "The Lantern Post"


def page(a, content, head="", lang=True):
    language = f' lang="{a["language"]}"' if lang else ""
    return f'<!DOCTYPE html><html{language}><head><meta charset="utf-8"><title>{e(a["title"])} | {SITE}</title>{head}{script(2)}</head><body><header>{nav(20)}</header>{content}<footer>{footer()}</footer>{script(2)}</body></html>'


def meta(a):
    """What most pages say about themselves."""
    return open_graph(a, suffix="") + f'<meta name="author" content="{e(", ".join(a["byline"]))}">'


def excerpts(n=4, heading="h3"):
    """Other pieces: a heading that is a link, and how each begins. No name says what they are."""
    return "".join(f'<div class="une"><{heading}><a href="/piece-{i}">{TEASERS[i % 4][0]}</a></{heading}><p>{TEASERS[i % 4][1]} {COMMENTS[i % 4][:90]}…</p></div>' for i in range(n))


@layout
def walled_paragraphs(a):
    parts = body(a, p='<p class="paywall">{}</p>')
    chunks = "".join(f'<div class="GridItem-buujkM grid--item"><div class="BodyWrapper-kufPGa body body__container article__body"><div class="body__inner-container">{"".join(parts[i:i + 3])}</div></div><div class="ad-stickyhero-wrapper"></div></div>' for i in range(0, len(parts), 3))
    return page(a, f'<main id="main-content"><article class="article main-content"><header class="content-header"><h1>{e(a["title"])}</h1></header><div class="article-body__content">{chunks}</div></article></main>', meta(a))


@layout
def endless_scroll(a):
    others = "".join(f'<article id="other-{i}" class="list__item"><div class="container"><header><h2>{TEASERS[i % 4][0]}</h2></header></div><div class="list__content"><div class="detail">{"".join("<p>%s %s</p>" % (COMMENTS[k], COMMENTS[(k + 1) % 4]) for k in range(4))}</div></div></article>' for i in range(4))
    return page(a, f'<main><h1>Latest</h1><div class="list"><article id="own" class="list__item"><div class="container"><header><h2>{e(a["title"])}</h2></header></div><div class="list__content"><div class="detail">{"".join(body(a))}</div><div class="list list--related">{excerpts(3, "h2")}</div></div></article>{others}</div></main>', meta(a))


@layout
def wide_column(a):
    notes = "".join(f'<div class="widget widget_text"><h4>Point {i}</h4><div class="textwidget">{COMMENTS[i % 4]} {COMMENTS[(i + 1) % 4]} {COMMENTS[(i + 2) % 4]}</div></div>' for i in range(9))
    return page(a, f'<div id="container"><div id="content"><section class="post"><h1>{e(a["title"])}</h1><article class="article">{"".join(body(a))}</article></section></div><section id="sidebar">{notes}</section></div>', meta(a))


@layout
def sections_called_ads(a):
    parts = body(a, p='<p class="TestReport__TextBlock">{}</p>')
    sections = "".join(f'<section class="TestReport__Section TestReport__Section--Ads"><div class="cf-t">{part}</div></section>' for part in parts)
    return page(a, f'<main><article itemprop="articleBody" class="TestReport">{sections}</article></main>', meta(a) + f'<meta property="og:site_name" content="{SITE}">')


@layout
def unnamed_teasers(a):
    return page(a, f'<div class="main row"><div id="contenu"><div class="titraille"><h1>{e(a["title"])}</h1></div><div class="texte-principal">{"".join(body(a))}</div><div id="cartouches"><section class="cartouche"><h2>{words(a)["related"]}</h2>{excerpts(4)}</section></div></div><div class="droite">{excerpts(3, "h4")}</div></div>', meta(a))


@layout
def forum_below(a):
    thread = "".join(f'<li class="forum-fil"><div class="forum-message"><p><strong>Reader {i}</strong> : {COMMENTS[i % 4]}</p><p>{COMMENTS[(i + 1) % 4]}</p></div></li>' for i in range(12))
    return page(a, f'<div id="contenu"><div class="contenu-principal"><h1>{e(a["title"])}</h1><div class="texte">{"".join(body(a))}</div><div id="partage"><h2>{words(a)["share"]}</h2><a href="#">X</a></div></div></div><div id="navigation"><h2>12 {words(a)["comments"].lower()}</h2><ul class="forum">{thread}</ul></div>', meta(a))


@layout
def article_in_aside(a):
    return page(a, f'<main class="content"><aside class="pa-direct-content"><section class="detail"><header class="functions"><div class="counter hide"><span>10 free pieces this month</span></div><h1>{e(a["title"])}</h1></header><article><div class="text-detail" itemprop="articleBody">{"".join(body(a))}</div></article></section></aside></main>', meta(a))


@layout
def encyclopedia(a):
    data = json.dumps({"@context": "https://schema.org", "@type": "Article", "name": a["title"], "headline": "thing that stands in a book", "datePublished": a["date"], "author": [{"@type": "Person", "name": n} for n in a["byline"]], "image": a["image"]}, ensure_ascii=False)
    text = "".join(body(a, h='<h2><span class="mw-headline">{}</span><span class="mw-editsection">[<a href="/edit">edit</a>]</span></h2>'))
    box = "<table class='infobox'><tr><th colspan='2'>Facts</th></tr>" + "".join(f"<tr><th>Fact {i}</th><td>{i * 7}</td></tr>" for i in range(8)) + "</table>"
    toc = "<div id='toc' class='toc'><h2>Contents</h2><ul>" + "".join(f"<li><a href='#s{i}'>Part {i}</a></li>" for i in range(6)) + "</ul></div>"
    links = "<div class='navbox'>" + " · ".join(f"<a href='/w/{i}'>Term {i}</a>" for i in range(40)) + "</div><div id='catlinks' class='catlinks'><a href='/c/1'>Category</a></div>"
    return page(a, f'<div id="content" class="mw-body"><h1 id="firstHeading">{e(a["title"])}</h1><div id="bodyContent"><div id="siteSub" class="noprint">From a book of everything</div><div id="mw-content-text"><div class="mw-parser-output"><div class="hatnote">For other things, see <a href="/o">others</a>.</div>{toc}{text}{links}</div></div></div></div><div id="mw-panel">{nav(6)}</div>', f"<script type='application/ld+json'>{data}</script>")


@layout
def live_report(a):
    updates = [{"@type": "BlogPosting", "headline": f"Update {i}", "datePublished": a["date"]} for i in range(3)]
    entries = "".join(f'<article class="live-post"><div class="live-time">{9 + i}:0{i}</div>{part}</article>' for i, part in enumerate(body(a)))
    return page(a, f'<main><article class="live"><header><h1>{e(a["title"])}</h1></header><div class="live-feed">{entries}</div></article></main>', open_graph(a, suffix="") + ld(a, kind="LiveBlogPosting", liveBlogUpdate=updates))


@layout
def graph_of_references(a):
    people = [{"@type": "Person", "@id": f"#p{i}", "name": n, "image": {"@type": "ImageObject", "url": "https://i.example/face.jpg"}} for i, n in enumerate(a["byline"])]
    graph = [{"@type": "Organization", "@id": "#org", "name": SITE}, {"@type": "ImageObject", "@id": "#image", "url": a["image"], "width": 1200, "height": 630}, {"@type": "WebPage", "@id": "#page", "name": a["title"] + " - " + SITE, "datePublished": a["date"]}, {"@type": ["Article", "BlogPosting"], "@id": "#article", "headline": a["title"], "author": [{"@id": p["@id"]} for p in people], "isPartOf": {"@id": "#page"}, "datePublished": a["date"], "image": {"@id": "#image"}, "publisher": {"@id": "#org"}}, *people]
    data = json.dumps([{"@context": "https://schema.org", "@graph": graph}], ensure_ascii=False)
    return page(a, f'<div class="site">{nav(12)}<div class="post-wrap"><h1 class="post-title">{e(a["title"])}</h1><div class="post-content">{"".join(body(a))}</div></div><div class="foot">{footer()}</div></div>', f"<script type='application/ld+json'>{data}</script>")


@layout
def embedded_posts(a):
    parts = body(a)
    parts.insert(2, '<blockquote class="twitter-tweet"><p>A boat, at last.</p>— Harbour (@harbour) <a href="https://social.example/1"><time datetime="2011-03-12T19:30:12+00:00">Mar 12, 2011</time></a></blockquote><script async src="https://platform.example/widgets.js"></script>')
    return page(a, f'<article class="ArticleBody"><header class="ArticleHeader"><h1>{e(a["title"])}</h1><div class="PublishDate"><span class="PublishDate_day">Friday,</span> <span class="PublishDate_date">{a["shown"]}</span></div><div class="ArticleHeader_author">{words(a)["by"]} {e(", ".join(a["byline"]))}</div></header><div class="ArticleCopy">{"".join(parts)}</div></article>', f'<meta property="og:image" content="{a["image"]}">')


@layout
def page_in_a_form(a):
    return page(a, f'<form method="post" action="./page.aspx" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="x"><div id="header">{nav(6)}</div><div id="main"><h1>{e(a["title"])}</h1><p class="info"><time datetime="{a["date"]}">{a["shown"]}</time></p><div id="text">{"".join(body(a))}</div></div><div id="foot"><input type="text" name="q"><input type="submit" value="Search"></div></form>', f'<meta property="og:image" content="{a["image"]}"><meta name="author" content="{e(", ".join(a["byline"]))}">')


@layout
def boxes_of_builders(a):
    parts = body(a, p="<span>{}</span>", h="<h2 class='elementor-heading-title'>{}</h2>")
    widgets = "".join(f'<div class="elementor-element elementor-column"><div class="elementor-widget-wrap"><div class="elementor-widget elementor-widget-text-editor"><div class="elementor-widget-container">{part}</div></div></div></div>' for part in parts)
    return page(a, f'<div class="elementor elementor-12"><h1 class="elementor-heading-title">{e(a["title"])}</h1><section class="elementor-section">{widgets}</section></div><div class="elementor-location-footer">{footer()}</div>', meta(a))


@layout
def legal_footer(a):
    legal = "".join(f"<li>许可证 {i:03d}-{i * 37}</li><li><a href='/l/{i}'>Legal notice {i}</a></li>" for i in range(12))
    return page(a, f'<div id="all"><div class="container"><div class="left"><h1>{e(a["title"])}</h1><div class="info">{a["shown"]} 15:13</div><div id="Content">{"".join(body(a))}</div><div id="qrcode" class="qrcode"><span>{words(a)["share"]}</span></div></div></div><div class="dibu"><div class="foot"><ul>{legal}</ul><div class="foot-one">{COMMENTS[0]} {COMMENTS[1]} {COMMENTS[2]}</div></div></div></div>', f'<meta property="og:image" content="{a["image"]}"><meta name="author" content="{e(", ".join(a["byline"]))}">')


@layout
def consent_first(a):
    w = words(a)
    notice = "".join(f"<p>{w['cookie']}</p>" for _ in range(6))
    return page(a, f'<div id="cmp-box" class="cookie-banner">{notice}<button>OK</button></div><div class="reg-overlay"><p>{w["news"]}</p></div><div class="c-page"><h1>{e(a["title"])}</h1><div class="c-text">{"".join(body(a))}</div></div>', meta(a))


@layout
def title_in_other_words(a):
    """The site's name is the only heading of the first level; the title stands in the second."""
    return f'<!DOCTYPE html><html lang="{a["language"]}"><head><meta charset="utf-8"><title>Notes of a harbour | {e(a["title"])}</title><meta property="og:image" content="{a["image"]}"><meta name="author" content="{e(", ".join(a["byline"]))}"></head><body><div id="banner"><h1><a href="/">Notes of a harbour</a></h1></div><div class="entry"><h2><a href="/self">{e(a["title"])}</a></h2><p class="small">{a["shown"]}</p>{"".join(body(a))}</div><h3>{words(a)["comments"]}</h3><ol class="commentlist">{comments(6)}</ol></body></html>'


@layout
def names_in_comments(a):
    """Comments and the form for them come before the byline."""
    form = '<form id="commentform"><p class="comment-form-author"><label>Name *</label><input name="author"></p></form>'
    return page(a, f'<div class="post hentry"><h1>{e(a["title"])}</h1><div id="respond">{form}<div class="comment-author vcard"><span class="authorname">Erkan</span> says</div></div><div class="entry">{"".join(body(a))}</div><div class="post-footer"><span class="post-author vcard">{words(a)["by"]} <span class="fn">{e(" & ".join(a["byline"]))}</span></span> <abbr class="published" title="{a["date"]}">{a["shown"]}</abbr></div></div><aside><a rel="author" href="/p">Somebody Else</a></aside>', f'<meta property="og:image" content="{a["image"]}">')
