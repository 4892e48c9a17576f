"""Pages as content management systems make them: each layout wraps an article in what stands around it."""

import html
import json

LAYOUTS = {}
# Set for pages that are kept: menus, scripts and footers are as short as can be.
IS_SMALL = False


def layout(function):
    LAYOUTS[function.__name__] = function
    return function


def e(text):
    return html.escape(text, quote=True)


# Words of sites, in the language of the article.
WORDS = {
    "en": dict(share="Share", by="By", related="Related stories", more="Read more", news="Sign up for our newsletter and get the best of the week in your inbox every Friday. No spam, unsubscribe at any time.", comments="Comments", rights="All rights reserved", cookie="We use cookies to make this site work, to measure how it is used, and to show you advertising that fits your interests. You can change your choice at any time.", popular="Most read"),
    "de": dict(share="Teilen", by="Von", related="Mehr zum Thema", more="Lesen Sie auch", news="Melden Sie sich für unseren Newsletter an und erhalten Sie jeden Freitag das Beste der Woche. Abmelden können Sie sich jederzeit.", comments="Kommentare", rights="Alle Rechte vorbehalten", cookie="Wir verwenden Cookies, um die Nutzung dieser Seite zu messen und Ihnen passende Werbung zu zeigen. Sie können Ihre Wahl jederzeit ändern.", popular="Meistgelesen"),
    "fr": dict(share="Partager", by="Par", related="Sur le même sujet", more="Lire aussi", news="Inscrivez-vous à notre lettre et recevez chaque vendredi le meilleur de la semaine. Vous pouvez vous désinscrire à tout moment.", comments="Commentaires", rights="Tous droits réservés", cookie="Nous utilisons des cookies pour mesurer l'audience et vous proposer de la publicité adaptée. Vous pouvez changer d'avis à tout moment.", popular="Les plus lus"),
    "es": dict(share="Compartir", by="Por", related="Te puede interesar", more="Lee también", news="Suscríbete a nuestro boletín y recibe cada viernes lo mejor de la semana. Puedes darte de baja cuando quieras.", comments="Comentarios", rights="Todos los derechos reservados", cookie="Usamos cookies para medir el uso de esta página y mostrarte publicidad. Puedes cambiar tu elección en cualquier momento.", popular="Lo más leído"),
}
OTHER = WORDS["en"]
TEASERS = [
    ("The lighthouse keeper retires after forty years of looking the other way", "A short goodbye to a man who never liked the sea, and the sea that did not mind."),
    ("Why the harbor froze in April, and what the ducks did about it", "Nobody was prepared, except for the ducks, who had walked inland on Tuesday."),
    ("Seven ways to carry a piano up a stair, ranked by a man who knows", "He has carried forty. Two of them arrived in tune."),
    ("The night the telephone exchange answered by itself", "For three hours everybody reached the person they meant to reach."),
]
COMMENTS = [
    "I was there when it happened and I remember it quite differently, but I suppose that is what memory is for, and I would not want to argue about it here.",
    "Has anybody asked the cat? I have been saying this for years, and every time the answer is that the cat was not available, which I find hard to believe.",
    "Beautiful piece. My grandmother told a story like this one, only hers had a goat in it, and it ended badly for everybody apart from the goat.",
    "Is there a version of this in large print? My eyes are not what they were, and the buttons on this page move around when I try to press them.",
]


def words(a):
    return WORDS.get(a["language"].split("-")[0], OTHER)


def body(a, p="<p>{}</p>", h="<h2>{}</h2>", extra=True, img=None):
    out = []
    for kind, *rest in a["body"]:
        if kind == "p":
            out.append(p.format(e(rest[0])))
        elif kind == "h2":
            out.append(h.format(e(rest[0])))
        elif kind == "quote":
            out.append("<blockquote><p>%s</p><cite>%s</cite></blockquote>" % (e(rest[0]), e(rest[1])))
        elif kind == "li":
            out.append("<ul>" + "".join("<li>%s</li>" % e(i) for i in rest[0]) + "</ul>")
        elif kind == "img":
            tag = (img or '<img src="{src}" alt="{alt}">').format(src=rest[0], alt=e(rest[1]))
            out.append("<figure>%s<figcaption>%s</figcaption></figure>" % (tag, e(rest[2])))
        elif kind == "code":
            out.append("<pre><code>%s</code></pre>" % e(rest[0]))
        elif kind == "table":
            rows = rest[0]
            out.append("<table><tr>" + "".join("<th>%s</th>" % e(c) for c in rows[0]) + "</tr>" + "".join("<tr>" + "".join("<td>%s</td>" % e(c) for c in r) + "</tr>" for r in rows[1:]) + "</table>")
    return out


ICON = "<svg class='icon' width='24' height='24' viewBox='0 0 24 24' aria-hidden='true'><path d='M12 2L2 7v10l10 5 10-5V7L12 2zm0 2.2l7.5 3.7L12 11.6 4.5 7.9 12 4.2z'></path></svg>"


def nav(n=24):
    """A menu with menus in it, as large sites have it."""
    items = []
    for i in range(3 if IS_SMALL else n):
        inner = "".join(f"<li class='submenu__item'><a class='submenu__link' href='/section-{i}/topic-{k}' data-track='nav:{i}:{k}'><span class='label'>Topic {k} of section {i}</span></a></li>" for k in range(6))
        items.append(f"<li class='menu__item' data-index='{i}'><a class='menu__link' href='/section-{i}'>{ICON}<span class='label'>Section {i}</span></a><div class='submenu' role='menu'><ul class='submenu__list'>{inner}</ul></div></li>")
    return "<nav class='main-nav' aria-label='Main'><ul class='menu'>" + "".join(items) + "</ul></nav>"


def script(n=1):
    blob = "window.__state%d={a:[%s],b:function(x){return x<3&&x>1?'<p>no</p>':x}};"
    return "".join("<script>" + blob % (i, ",".join(str((i * 7919 + k * 104729) % 99991) for k in range(5 if IS_SMALL else 700))) + "</script>" for i in range(1 if IS_SMALL else n))


def cards(n=4, tag="div", cls="card"):
    return "".join(
        f"<{tag} class='{cls}'><a class='{cls}__link' href='/story-{i}'><picture><source type='image/webp' srcset='/t/{i}.webp?w=320 320w, /t/{i}.webp?w=640 640w'><img loading='lazy' src='/t/{i}.jpg' alt='' width='320' height='180'></picture><h3 class='{cls}__title'>{TEASERS[i % 4][0]}</h3></a><p class='{cls}__text'>{TEASERS[i % 4][1]}</p><div class='{cls}__foot'><span class='{cls}__time'>{i + 2} hours ago</span>{ICON}</div></{tag}>"
        for i in range(n))


def footer(n=5):
    """The columns of links at the end of a page."""
    columns = "".join("<div class='footer__column'><h4>Column %d</h4><ul>%s</ul></div>" % (i, "".join(f"<li><a href='/about/{i}/{k}'>About thing {k}</a></li>" for k in range(3 if IS_SMALL else 10))) for i in range(2 if IS_SMALL else n))
    return f"<div class='footer__columns'>{columns}</div>"


def comments(n=4):
    return "".join("<li class='comment'><div class='comment-author'>Reader %d</div><div class='comment-content'><p>%s</p></div><a href='#reply'>Reply</a></li>" % (i, COMMENTS[i % 4]) for i in range(n))


def open_graph(a, site="The Lantern Post", suffix=" - The Lantern Post", image=True):
    return (
        "<meta property='og:type' content='article'><meta property='og:site_name' content='%s'><meta property='og:title' content='%s'>" % (site, e(a["title"] + suffix))
        + "<meta property='og:description' content='%s'>" % e(a["dek"])
        + ("<meta property='og:image' content='%s'><meta property='og:image:alt' content='%s'>" % (e(a["image"]), e(a["alt"])) if image else "")
        + "<meta property='article:published_time' content='%s'>" % a["date"])


def ld(a, kind="NewsArticle", graph=False, site="The Lantern Post", **more):
    article = {"@context": "https://schema.org", "@type": kind, "headline": a["title"], "datePublished": a["date"], "author": [{"@type": "Person", "name": n} for n in a["byline"]], "image": {"@type": "ImageObject", "url": a["image"], "width": 1200, "height": 630}, "publisher": {"@type": "Organization", "name": site}, "description": a["dek"], **more}
    data = {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "@id": "#site", "name": site}, {"@type": "BreadcrumbList", "itemListElement": []}, article]} if graph else article
    return "<script type='application/ld+json'>%s</script>" % json.dumps(data, ensure_ascii=False).replace("</", "<\\/")


@layout
def wordpress_classic(a):
    w = words(a)
    return f"""<!DOCTYPE html><html lang="{a['language']}" class="no-js"><head><meta charset="UTF-8"><title>{e(a['title'])} | The Lantern Post</title>{open_graph(a, suffix='')}{script(3)}</head>
<body class="post-template-default single single-post has-sidebar"><div id="page" class="site"><header id="masthead" class="site-header"><p class="site-title"><a href="/">The Lantern Post</a></p>{nav()}</header>
<div id="content" class="site-content"><div id="primary" class="content-area"><main id="main"><article id="post-12" class="post type-post hentry">
<header class="entry-header"><h1 class="entry-title">{e(a['title'])}</h1><div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="{a['date']}">{a['shown']}</time></span> <span class="byline">{w['by']} <span class="author vcard"><a href="/author/x">{e(' & '.join(a['byline']))}</a></span></span></div></header>
<div class="post-thumbnail"><img src="{a['image']}" alt="{e(a['alt'])}" width="1200" height="630"></div>
<div class="entry-content">{chr(10).join(body(a))}
<div class="sharedaddy sd-sharing-enabled"><h3>{w['share']}</h3><ul><li><a href="?share=x">X</a></li><li><a href="?share=fb">Facebook</a></li></ul></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3>{w['related']}</h3>{cards(3)}</div></div>
<footer class="entry-footer"><span class="cat-links"><a href="/c">{e(a['section'])}</a></span></footer></article>
<div id="comments" class="comments-area"><h2>{w['comments']}</h2><ol class="comment-list">{comments(6)}</ol><div id="respond"><form><textarea></textarea></form></div></div></main></div>
<aside id="secondary" class="widget-area"><section class="widget"><h2>{w['popular']}</h2>{cards(4)}</section><section class="widget"><p>{w['news']}</p></section></aside></div>
<footer id="colophon" class="site-footer">{footer()}<p>© 2024 The Lantern Post. {w['rights']}.</p></footer></div>{script(2)}</body></html>"""


@layout
def news_with_components(a):
    w = words(a)
    parts = body(a, p='<p class="css-at9mc1 evys1bk0">{}</p>', h='<h2 class="css-13o6u42">{}</h2>')
    middle = len(parts) // 2
    first, second = parts[:middle], parts[middle:]
    box = f'<aside class="css-9x" data-testid="newsletter-signup"><p>{w["news"]}</p><form><input type="email"></form></aside><div class="css-ad ad-slot" id="mid-ad"><span>Advertisement</span></div>'
    return f"""<!doctype html><html lang="{a['language']}"><head><meta charset="utf-8"><title>{e(a['title'])} - The Lantern Post</title>{open_graph(a)}{ld(a, graph=True, articleSection=a['section'])}{script(6)}</head><body><div id="app"><div class="css-1"><header class="css-2" role="banner">{nav(30)}</header>
<main id="site-content"><article id="story" class="css-1vxca1d"><header class="css-3"><h1 class="css-x" data-testid="headline">{e(a['title'])}</h1><p id="article-summary" class="css-y">{e(a['dek'])}</p><div class="css-z"><p class="css-byline" itemprop="author">{w['by']} {e(', '.join(a['byline']))}</p><time class="css-t" datetime="{a['date']}">{a['shown']}</time></div><div data-testid="share-tools" class="css-s"><ul><li><button>Save</button></li><li><a href="#">{w['share']}</a></li></ul></div></header>
<figure class="css-fig"><picture><source srcset="{a['image']}?w=600 600w, {a['image']}?w=1200 1200w"><img src="{a['image']}?w=300" alt="{e(a['alt'])}"></picture></figure>
<section name="articleBody" class="css-1r7ky0e"><div class="css-s99gbd StoryBodyCompanionColumn"><div class="css-53u6y8">{''.join(first)}</div></div>{box}<div class="css-s99gbd StoryBodyCompanionColumn"><div class="css-53u6y8">{''.join(second)}</div></div></section>
<div class="bottom-of-article"><div class="css-recirc" data-testid="recirculation"><h2>{w['related']}</h2>{cards(4, 'div', 'css-item')}</div></div></article></main>
<footer role="contentinfo" class="css-foot"><nav><ul>{''.join('<li><a href="#">Footer %d</a></li>' % i for i in range(20))}</ul></nav></footer></div></div><div class="cookie-consent" role="dialog"><p>{w['cookie']}</p><button>OK</button></div>{script(4)}</body></html>"""


@layout
def ghost(a):
    w = words(a)
    return f"""<!DOCTYPE html><html lang="{a['language'][:2]}"><head><meta charset="utf-8"><title>{e(a['title'])}</title><link rel="canonical" href="https://letters.example/{a['id']}/">{open_graph(a, site='Letters', suffix='')}{ld(a, kind='Article', site='Letters')}</head><body class="post-template tag-notes"><div class="viewport"><header id="gh-head" class="gh-head outer"><nav class="gh-head-inner"><a href="/">Letters</a><a href="/about">About</a></nav></header><div class="site-content"><main id="site-main" class="site-main"><article class="article post">
<header class="article-header gh-canvas"><div class="article-tag post-card-tags"><a href="/tag/x">{e(a['section'])}</a></div><h1 class="article-title">{e(a['title'])}</h1><p class="article-excerpt">{e(a['dek'])}</p><div class="article-byline"><section class="article-byline-content"><h4 class="author-name"><a href="/a">{e(', '.join(a['byline']))}</a></h4><div class="byline-meta-content"><time datetime="{a['date'][:10]}">{a['shown']}</time> <span>4 min read</span></div></section></div><figure class="article-image"><img srcset="{a['image']} 2000w" src="{a['image']}" alt="{e(a['alt'])}"></figure></header>
<section class="gh-content gh-canvas">{''.join(body(a))}<div class="kg-card kg-signup-card"><p>{w['news']}</p></div></section></article>
<aside class="read-more-wrap outer"><div class="read-more inner">{cards(3, 'article', 'post-card')}</div></aside></main></div><footer class="site-footer outer"><div>Letters © 2024</div></footer></div></body></html>"""


@layout
def no_semantics(a):
    w = words(a)
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><meta name="author" content="{e(', '.join(a['byline']))}"><meta name="date" content="{a['date'][:10]}"><meta http-equiv="content-language" content="{a['language']}"><link rel="image_src" href="{a['image']}"><title>The Lantern Post: {e(a['title'])}</title></head><body><div id="wrap"><div id="top"><a href="/">Home</a> | <a href="/b">Archive</a> | <a href="/c">Contact</a></div><div id="left"><div class="box">{cards(3)}</div></div><div id="mid"><h1>{e(a['title'])}</h1><div class="info">{w['by']} {e(', '.join(a['byline']))}, {a['shown']}</div>{''.join(body(a, p='<div class="t">{}</div>', h='<div class="h"><b>{}</b></div>'))}</div><div id="right"><b>{w['popular']}</b><br>{'<br>'.join('<a href="/%d">%s</a>' % (i, t[0]) for i, t in enumerate(TEASERS))}</div><div id="bottom">Copyright 2003</div></div></body></html>"""


@layout
def table_layout(a):
    w = words(a)
    text = "<br><br>".join(e(rest[0]) if isinstance(rest[0], str) else "<br>".join(e(i) if isinstance(i, str) else e(" ".join(i)) for i in rest[0]) for kind, *rest in a["body"] if kind in ("p", "h2", "li", "quote", "table", "code"))
    return f"""<HTML><HEAD><TITLE>{e(a['title'])}</TITLE><META NAME="author" CONTENT="{e(' and '.join(a['byline']))}"><META NAME="DC.date.issued" CONTENT="{a['date'][:10]}"><META NAME="DC.language" CONTENT="{a['language']}"><META PROPERTY="og:image" CONTENT="{a['image']}"></HEAD><BODY BGCOLOR=white><TABLE WIDTH=760 CELLPADDING=0><TR><TD COLSPAN=3><FONT SIZE=2><A HREF="/">Home</A> <A HREF="/essays">Essays</A></FONT></TD></TR><TR><TD WIDTH=140 VALIGN=top>{'<br>'.join('<A HREF="/%d">%s</A>' % (i, t[0]) for i, t in enumerate(TEASERS))}</TD><TD WIDTH=20></TD><TD VALIGN=top><FONT FACE=verdana SIZE=4>{e(a['title'])}</FONT><BR><BR><FONT FACE=verdana SIZE=2>{text}</FONT></TD></TR></TABLE></BODY></HTML>"""


@layout
def hashed_classes(a):
    w = words(a)
    parts = body(a, p='<p class="pw-post-body-paragraph ma mb gq">{}</p>', h='<h2 class="nv nw gq">{}</h2>', img='<picture><source srcset="{src}?w=640 640w, {src}?w=1400 1400w"><img alt="{alt}" class="bh kk" width="700" height="400" loading="lazy"></picture>')
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{e(a['title'])} | by {e(a['byline'][0])} | Notes | Medium-like</title>{open_graph(a, site='Notes', suffix='')}<meta name="author" content="{e(a['byline'][0])}">{ld(a)}{script(5)}</head><body><div id="root"><div class="a b c"><div class="d e"><a class="af" href="/signin">Sign in</a><a class="af" href="/start">Get started</a></div><div class="fr fs"><article><div class="l"><div class="l"><section><div><div class="ga gb"><div class="ab"><h1 class="pw-post-title">{e(a['title'])}</h1></div><div class="speechify"><div class="ab q"><a rel="noopener" href="/@x"><p class="be b">{e(a['byline'][0])}</p></a><span>·</span><button>Follow</button><div class="ab"><span>5 min read</span><span>{a['shown']}</span></div></div><div class="pw-multi-vote-count"><button>112</button></div></div><figure class="kj"><img src="{a['image']}" alt="{e(a['alt'])}"></figure>{''.join(parts)}</div></div></section></div></div></article><div class="ab ca"><div class="tags"><a href="/t/1">Islands</a><a href="/t/2">Slow</a></div><div class="zz"><h2>{e(a['byline'][0])}</h2><p>{OTHER['news']}</p></div><div class="more">{cards(4)}</div></div></div></div></div>{script(5)}</body></html>"""


@layout
def microdata(a):
    w = words(a)
    return f"""<!DOCTYPE html><html xml:lang="{a['language']}" lang="{a['language']}"><head><meta charset="utf-8"/><title>{e(a['title'])} :: Kulturblatt</title></head><body><div class="page"><div class="page__header"><ul class="menu">{''.join('<li><a href="/%d">Ressort %d</a></li>' % (i, i) for i in range(12))}</ul></div><div itemscope itemtype="http://schema.org/NewsArticle" class="artikel"><span class="kicker" itemprop="articleSection">{e(a['section'])}</span><h1 itemprop="headline">{e(a['title'])}</h1><p class="vorspann" itemprop="description">{e(a['dek'])}</p><div class="zeile">{''.join('<span itemprop="author" itemscope itemtype="http://schema.org/Person"><span itemprop="name">%s</span></span> ' % e(n) for n in a['byline'])}<meta itemprop="datePublished" content="{a['date']}"/>{a['shown']}</div><div itemprop="image" itemscope itemtype="http://schema.org/ImageObject"><meta itemprop="url" content="{a['image']}"/><img src="{a['image']}" alt="{e(a['alt'])}"/></div><div itemprop="articleBody">{''.join(body(a))}</div><div class="tools"><a href="#">{w['share']}</a><a href="#">Drucken</a></div></div><div class="kommentare" id="kommentare"><h3>{w['comments']}</h3>{''.join('<p>%s</p>' % c for c in COMMENTS)}</div><div class="fuss">{footer()}<p>{w['rights']}</p></div></div></body></html>"""


@layout
def drupal(a):
    w = words(a)
    return f"""<!DOCTYPE html><html lang="{a['language']}" dir="ltr"><head><meta charset="utf-8"/><title>{e(a['title'])} | Island Council</title><meta name="dcterms.title" content="{e(a['title'])}"/><meta name="dcterms.creator" content="{e('; '.join(a['byline']))}"/><meta name="dcterms.date" content="{a['date']}"/><meta property="og:image:url" content="{a['image']}"/></head><body class="path-node page-node-type-article"><div class="dialog-off-canvas-main-canvas"><header class="header" role="banner"><div class="region region-header">{nav(15)}</div></header><main role="main"><div class="region region-breadcrumb"><nav class="breadcrumb"><ol><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ol></nav></div><div class="layout-content"><div class="region region-content"><div class="block block-page-title-block"><h1 class="page-header"><span class="field field--name-title">{e(a['title'])}</span></h1></div><article role="article" class="node node--type-article"><footer class="node__meta"><div class="node__submitted">Submitted by {e(' and '.join(a['byline']))} on {a['shown']}</div></footer><div class="node__content"><div class="field field--name-field-image"><img src="{a['image']}" alt="{e(a['alt'])}" width="800" height="400"/></div><div class="clearfix text-formatted field field--name-body field--type-text-with-summary">{''.join(body(a))}</div><div class="field field--name-field-tags"><div class="field__label">Tags</div><div class="field__items"><div><a href="/t/1">ferry</a></div><div><a href="/t/2">islands</a></div></div></div></div></article></div></div><aside class="layout-sidebar-second" role="complementary"><div class="region region-sidebar-second">{cards(3)}<p>{w['news']}</p></div></aside></main><footer role="contentinfo"><p>{w['rights']}</p></footer></div></body></html>"""


@layout
def lazy_and_related(a):
    w = words(a)
    parts = body(a, img='<img class="lazyload" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="{src}" alt="{alt}"><noscript><img src="{src}" alt="{alt}"></noscript>')
    parts.insert(2, f'<p><strong>{w["more"]}:</strong> <a href="/story-1">{TEASERS[0][0]}</a></p>')
    parts.insert(5, f'<div class="related-box"><h4>{w["related"]}</h4><ul><li><a href="/story-2">{TEASERS[1][0]}</a></li><li><a href="/story-3">{TEASERS[2][0]}</a></li></ul></div>')
    parts.insert(6, '<div class="ad-container" data-ad="mpu"><p>Advertisement</p></div>')
    return f"""<!DOCTYPE html><html lang="{a['language']}"><head><meta charset="utf-8"><title>{e(a['title'])} – The Lantern Post</title>{open_graph(a, suffix=' – The Lantern Post')}<meta property="article:author" content="{e(a['byline'][0])}">{''.join('<meta property="article:author" content="%s">' % e(n) for n in a['byline'][1:])}{script(4)}</head><body><div class="o-header">{nav(18)}</div><div class="o-layout"><div class="o-main"><div class="article-wrap"><div class="headline-block"><h1>{e(a['title'])}</h1><h2 class="sub-headline">{e(a['dek'])}</h2><div class="author-line">{w['by']} {e(', '.join(a['byline']))} · {a['shown']}</div></div><div class="article-body">{''.join(parts)}<p class="trailer">{w['news']}</p></div><div class="author-bio"><h3>About the author</h3><p>{e(a['byline'][0])} writes about boats, bread and the weather, lives with two hens, and has never missed a deadline that was not moved first.</p></div></div></div><div class="o-side sidebar-right"><div class="popular-list">{cards(5)}</div></div></div><div class="o-footer">{footer()}{w['rights']}</div>{script(3)}</body></html>"""


@layout
def long_comments(a):
    w = words(a)
    return f"""<!DOCTYPE html><html lang="{a['language'][:2]}"><head><meta charset="utf-8"><title>{e(a['title'])}</title>{open_graph(a, site='Werkstatt', suffix='', image=False)}<meta name="twitter:image" content="{a['image']}"><meta name="author" content="{e(' & '.join(a['byline']))}"></head><body><div class="container"><div class="post"><h1 class="title">{e(a['title'])}</h1><p class="postmeta"><span class="date">{a['shown']}</span></p><div class="post-body entry">{''.join(body(a))}</div><div class="post-share-buttons"><a href="#">{w['share']}</a></div></div><div class="comments" id="comments"><h4>{w['comments']} (24)</h4><div id="comments-block">{comments(24)}</div></div><div class="blog-pager"><a href="/older">Older</a><a href="/newer">Newer</a></div></div></body></html>"""


@layout
def amp(a):
    w = words(a)
    parts = body(a, img='<amp-img src="{src}" alt="{alt}" width="600" height="400" layout="responsive"></amp-img>')
    return f"""<!doctype html><html amp lang="{a['language']}"><head><meta charset="utf-8"><link rel="canonical" href="https://lantern.example/{a['id']}"><title>{e(a['title'])}</title>{ld(a, articleSection=a['section'])}<style amp-boilerplate>body{{animation:none}}</style></head><body><amp-sidebar id="s" layout="nodisplay"><ul>{''.join('<li><a href="/%d">Section %d</a></li>' % (i, i) for i in range(14))}</ul></amp-sidebar><header class="h"><a href="/">The Lantern Post</a></header><article class="amp-article"><header class="amp-article-header"><h1>{e(a['title'])}</h1><ul class="meta"><li class="amp-byline">{e(', '.join(a['byline']))}</li><li><time datetime="{a['date']}">{a['shown']}</time></li></ul></header><figure class="featured"><amp-img src="{a['image']}" alt="{e(a['alt'])}" width="1200" height="630"></amp-img></figure><div class="amp-content">{''.join(parts)}</div><footer class="amp-footer"><div class="tax">{e(a['section'])}</div></footer></article><amp-ad width="300" height="250"></amp-ad><footer><p>{w['rights']}</p></footer></body></html>"""


@layout
def wrapped_paragraphs(a):
    w = words(a)
    parts = []
    for index, part in enumerate(body(a)):
        parts.append(f'<div class="article__block" data-index="{index}"><div class="text-block"><div class="inner">{part}</div></div></div>')
        if index % 3 == 2:
            parts.append('<div class="article__block"><div class="ad-slot"><div id="div-gpt-ad-%d"></div></div></div>' % index)
    return f"""<!DOCTYPE html><html lang="{a['language']}"><head><meta charset="utf-8"><title>{e(a['title'])} | SRF-like</title>{open_graph(a, suffix=' | Rundfunk', site='Rundfunk')}{ld(a, kind='Article')}</head><body class="page-article"><div class="skip-links"><a href="#c">Skip</a></div><div class="header__nav">{nav(22)}</div><section class="article js-article"><div class="article__header"><h1 class="article__title"><span class="article__overline">{e(a['section'])}</span><span class="article__heading">{e(a['title'])}</span></h1><p class="article__lead">{e(a['dek'])}</p><div class="article__info"><span class="article__author">{e(', '.join(a['byline']))}</span><span class="article__date">{a['shown']}</span></div></div><div class="article__content">{''.join(parts)}</div><div class="article__sharing"><button>{w['share']}</button></div></section><section class="collection collection--teasers"><h2>{w['popular']}</h2>{cards(6)}</section><div class="footer">{footer()}<div class="footer__text"><p>{w['cookie']}</p></div></div></body></html>"""


@layout
def blog_minimal(a):
    return f"""<!DOCTYPE html><html lang="{a['language']}"><meta charset="utf-8"><title>{e(a['title'])}</title><meta property="og:image" content="{a['image']}"><body><p><a href="/">← all notes</a></p><h1>{e(a['title'])}</h1><p><em><time datetime="{a['date']}">{a['shown']}</time>, {words(a)['by']} <a rel="author" href="/me">{e(a['byline'][0])}</a>{''.join(' &amp; <a rel="author" href="/you">%s</a>' % e(n) for n in a['byline'][1:])}</em></p>{''.join(body(a))}<hr><p><a href="/feed.xml">Feed</a> · <a href="mailto:me@example.org">Mail</a></p></body></html>"""


@layout
def script_state(a):
    """The text is also in the state of a program: only what readers see counts."""
    w = words(a)
    state = json.dumps({"props": {"body": [rest[0] for kind, *rest in a["body"] if kind == "p"]}}, ensure_ascii=False).replace("</", "<\\/")
    return f"""<!DOCTYPE html><html lang="{a['language']}"><head><meta charset="utf-8"><title>{e(a['title'])}</title>{ld(a, graph=True)}<meta name="twitter:title" content="{e(a['title'])}"><meta name="description" content="{e(a['dek'])}"></head><body><div id="__next"><div class="Layout_wrapper__x1"><header class="Header_root__9">{nav(20)}</header><div class="Article_grid__k2"><div class="Article_content__zz1"><h1 class="Heading_h1__q">{e(a['title'])}</h1><div class="ArticleMeta_root__b"><span>{e(' and '.join(a['byline']))}</span></div>{''.join(body(a, p='<p class="Paragraph_root__7">{}</p>', h='<h2 class="Heading_h2__q">{}</h2>'))}</div><div class="Article_rail__r3"><div class="Promo_card__1">{cards(4)}</div></div></div><div class="Modal_overlay__m" aria-hidden="true"><p>{w['cookie']}</p></div></div></div><script id="__NEXT_DATA__" type="application/json">{state}</script></body></html>"""


@layout
def photo_essay(a):
    w = words(a)
    parts = []
    for index, (kind, *rest) in enumerate(a["body"]):
        if kind == "p":
            parts.append(f'<figure class="wp-block-image"><img loading="lazy" src="/photos/{a["id"]}-{index}.jpg" alt=""></figure><p>{e(rest[0])}</p>')
        elif kind == "h2":
            parts.append(f"<h3>{e(rest[0])}</h3>")
        elif kind == "quote":
            parts.append(f'<figure class="wp-block-pullquote"><blockquote><p>{e(rest[0])}</p><cite>{e(rest[1])}</cite></blockquote></figure>')
        elif kind == "li":
            parts.append("<ol>" + "".join(f"<li>{e(i)}</li>" for i in rest[0]) + "</ol>")
        elif kind == "table":
            parts.append("<figure class='wp-block-table'><table><tbody>" + "".join("<tr>" + "".join(f"<td>{e(c)}</td>" for c in r) + "</tr>" for r in rest[0]) + "</tbody></table></figure>")
        elif kind == "code":
            parts.append("<pre>%s</pre>" % e(rest[0]))
        else:
            parts.append(f'<figure><img src="{rest[0]}" alt="{e(rest[1])}"><figcaption>{e(rest[2])}</figcaption></figure>')
    return f"""<!DOCTYPE html><html lang="{a['language']}"><head><meta charset="utf-8"><title>{e(a['title'])} • Lantern</title>{open_graph(a, site='Lantern', suffix=' • Lantern')}</head><body class="wp-singular"><div class="wp-site-blocks"><header class="wp-block-template-part">{nav(8)}</header><main class="wp-block-group"><h1 class="wp-block-post-title">{e(a['title'])}</h1><div class="wp-block-group meta"><div class="wp-block-post-author-name">{e(', '.join(a['byline']))}</div><div class="wp-block-post-date"><time datetime="{a['date']}">{a['shown']}</time></div></div><div class="entry-content wp-block-post-content is-layout-constrained">{''.join(parts)}<div class="wp-block-buttons"><a class="wp-block-button__link" href="/subscribe">Subscribe</a></div></div><div class="wp-block-comments">{comments(3)}</div></main><footer class="wp-block-template-part"><p>{w['rights']}</p></footer></div></body></html>"""
