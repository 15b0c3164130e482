"""Forty pages built as the content systems of newspapers build them, each with its own story.

The structure is theirs, the words are ours. Words of the story are numbered BODY, those of
everything around it carry CLUTTER, so that what a reader keeps can be counted.
"""

from __future__ import annotations

import re

TITLE = "Ferry talks resume on the lake"
_SENTENCES = (
    "The minister told BODY{n}a reporters that boats would sail again before the rains came.",
    "Her office said BODY{n}b the second delegation had not been asked to sign anything at all.",
    "Fishermen who waited BODY{n}c nine months for an answer said the promise came to nothing.",
    "A harbour strike, BODY{n}d now in its third week, has kept the larger vessels tied up.",
)


def story(paragraphs: int = 6, wrap: str = "<p>{}</p>") -> str:
    return "\n".join(
        wrap.format(_SENTENCES[n % 4].format(n=n) + " " + _SENTENCES[(n + 1) % 4].format(n=f"{n}x"))
        for n in range(paragraphs)
    )  # fmt: skip


def words(count: int = 3, about: str = "a weekend in the capital") -> str:
    """Return sentences of clutter, long enough to be taken for prose."""
    return " ".join(
        f"CLUTTER{n} Readers liked our piece on {about}, with its markets and its music."
        for n in range(count)
    )


NAV = "<ul>" + "".join(f'<li><a href="/s{n}">CLUTTER section {n}</a></li>' for n in range(12)) + "</ul>"  # fmt: skip
TEASERS = "".join(
    f'<div class="{{0}}"><h3><a href="/t{n}">CLUTTER other story {n}</a></h3><p>{words(1)}</p></div>'
    for n in range(4)
)
COMMENTS = "".join(f'<li class="comment"><div class="comment-body"><p>{words(4, "this")}</p></div></li>' for _ in range(6))  # fmt: skip
NEWSLETTER = '<form class="newsletter"><p>CLUTTER Sign up for our newsletter, which comes each morning.</p><input></form>'
ADS = '<div class="ad-slot"><p>CLUTTER Advertisement</p></div>'


def page(body: str, head: str = "", **attrs: str) -> str:
    said = "".join(f' {k.strip("_")}="{v}"' for k, v in attrs.items())
    return f'<!doctype html><html lang="en"><head><title>{TITLE} | The Lakeside Post</title><meta property="og:title" content="{TITLE}">{head}</head><body{said}>{body}</body></html>'


def _teasers(name: str) -> str:
    return TEASERS.replace("{0}", name)


S, H1 = story(), f"<h1>{TITLE}</h1>"
HALF, REST = story(3), story(6)[len(story(3)) :]
PAGES = {
    "wordpress classic": page(f'<div id="page" class="site"><header id="masthead" class="site-header"><nav class="main-navigation">{NAV}</nav></header><div id="content" class="site-content"><div id="primary" class="content-area"><main id="main"><article id="post-7" class="post-7 post type-post hentry category-news"><header class="entry-header"><h1 class="entry-title">{TITLE}</h1><div class="entry-meta">CLUTTER posted by the desk</div></header><div class="entry-content">{S}<div class="sharedaddy sd-sharing-enabled"><h3>CLUTTER Share this:</h3>{NAV}</div></div><footer class="entry-footer">CLUTTER Filed under news</footer></article><div id="comments" class="comments-area"><h2>6 thoughts</h2><ol class="comment-list">{COMMENTS}</ol></div></main></div><aside id="secondary" class="widget-area"><section class="widget"><p>{words()}</p></section></aside></div><footer class="site-footer"><p>{words(2)}</p></footer></div>', _class="single single-post has-sidebar comments-open"),
    "genesis": page(f'<div class="site-container"><div class="site-inner"><div class="content-sidebar-wrap"><main class="content"><article class="entry">{H1}<div class="entry-content">{S}</div></article></main><aside class="sidebar sidebar-primary widget-area"><p>{words()}</p></aside></div></div><div class="footer-widgets"><p>{words()}</p></div></div>'),
    "elementor": page(f'<div class="elementor elementor-location-header"><nav class="elementor-nav-menu">{NAV}</nav></div><div class="elementor elementor-location-single post"><section class="elementor-section"><div class="elementor-widget-theme-post-title">{H1}</div></section><section class="elementor-section"><div class="elementor-widget-theme-post-content"><div class="elementor-widget-container">{S}</div></div></section><section class="elementor-section"><div class="elementor-posts-container">{_teasers("elementor-post")}</div></section></div><div class="elementor-location-footer"><p>{words()}</p></div>'),
    "gutenberg block theme": page(f'<div class="wp-site-blocks"><header class="wp-block-template-part">{NAV}</header><main class="wp-block-group"><h1 class="wp-block-post-title">{TITLE}</h1><div class="entry-content wp-block-post-content is-layout-constrained">{HALF}<div class="wp-block-group has-background"><p>{words(1)}</p>{NEWSLETTER}</div>{REST}</div><div class="wp-block-query"><ul class="wp-block-post-template">{_teasers("wp-block-post")}</ul></div></main><footer class="wp-block-template-part"><p>{words()}</p></footer></div>'.replace('<div class="wp-block-group has-background"><p>', '<div class="wp-block-group newsletter-box"><p>')),
    "newspaper theme": page(f'<div class="td-header-wrap">{NAV}</div><div class="td-main-content-wrap"><div class="td-container"><div class="td-pb-row"><div class="td-pb-span8 td-main-content"><article class="td-post-template-default"><div class="td-post-header">{H1}</div><div class="td-post-content tagdiv-type">{HALF}<div class="td-a-rec">{ADS}</div>{REST}</div><div class="td-post-source-tags">CLUTTER tags</div><div class="td-author-box"><p>{words(1)}</p></div></article><div class="td_block_related_posts">{_teasers("td_module_related_posts")}</div></div><div class="td-pb-span4 td-main-sidebar"><p>{words(4)}</p></div></div></div></div>'),
    "arc": page(f'<div id="fusion-app"><header class="b-header-nav-chain">{NAV}</header><section class="b-right-rail"><div class="b-right-rail__main"><h1 class="b-headline">{TITLE}</h1><h2 class="b-subheadline">The boats may sail again, BODYsub she said on Monday at noon.</h2><article class="b-article-body">{HALF}<div class="b-ads">{ADS}</div>{REST}</article><div class="b-related-content"><p>{words()}</p></div></div><aside class="b-right-rail__rail"><p>{words()}</p></aside></section><footer class="b-footer"><p>{words()}</p></footer></div>'),
    "arc scattered": page(f'<div id="fusion-app"><main class="article-main"><div class="headline-wrap">{H1}</div><div class="teaser-content">' + story(8, '<div class="article-chunk"><p class="font-copy">{}</p></div>') + f'</div></main><div class="most-read-block">{_teasers("most-read-item")}</div></div>'),
    "drupal 7": page(f'<div id="page-wrapper"><div id="header"><div id="main-menu" class="navigation">{NAV}</div></div><div id="main-wrapper"><div id="content" class="column"><h1 class="title">{TITLE}</h1><div class="region region-content"><div class="node node-article"><div class="content"><div class="field field-name-body field-type-text-with-summary"><div class="field-items"><div class="field-item even" property="content:encoded">{S}</div></div></div><div class="field field-name-field-tags">CLUTTER lakes</div></div></div></div></div><div id="sidebar-first" class="column sidebar"><div class="block"><p>{words()}</p></div></div></div><div id="footer-wrapper"><p>{words()}</p></div></div>', _class="html node-type-article one-sidebar sidebar-first"),
    "drupal 10": page(f'<div class="dialog-off-canvas-main-canvas"><header role="banner">{NAV}</header><main role="main"><div class="layout-content"><article class="node node--type-article"><h1><span class="field--name-title">{TITLE}</span></h1><div class="node__content"><div class="clearfix text-formatted field field--name-body field--type-text-with-summary">{S}</div><section class="field field--name-comment comment-wrapper"><p>{words(8)}</p></section></div></article></div><aside class="layout-sidebar-first" role="complementary"><p>{words()}</p></aside></main></div>'),
    "amp": page(f'<amp-sidebar id="s">{NAV}<p>{words()}</p></amp-sidebar><amp-consent id="c"><p>{words(2)}</p></amp-consent><main><article class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">{TITLE}</h1></header><div class="amp-wp-article-content">{HALF}<amp-ad><div fallback><p>CLUTTER ad</p></div></amp-ad>{REST}</div></article></main><amp-user-notification><p>{words(1)}</p></amp-user-notification>'),
    "ghost": page(f'<div class="viewport"><header id="gh-head" class="gh-head">{NAV}</header><main class="gh-main"><article class="gh-article post"><header class="gh-article-header gh-canvas"><h1 class="gh-article-title">{TITLE}</h1><p class="gh-article-excerpt">The boats may sail again, BODYsub she said on Monday at noon.</p></header><section class="gh-content gh-canvas">{S}<div class="kg-card kg-signup-card"><p>{words(1)}</p></div></section></article></main><section class="gh-comments"><p>{words(5)}</p></section><aside class="gh-readmore-wrap"><div class="gh-readmore">{_teasers("gh-card")}</div></aside></div>'),
    "substack": page(f'<div id="entry"><div class="main-menu">{NAV}</div><div class="single-post-container"><div class="single-post"><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title">{TITLE}</h1><h3 class="subtitle">The boats may sail again, BODYsub she said on Monday at noon.</h3></div><div class="available-content"><div dir="auto" class="body markup">{HALF}<div class="subscription-widget-wrap"><div class="subscription-widget"><p>CLUTTER Thanks for reading! Subscribe for free to receive new posts and support my work.</p></div></div>{REST}</div></div><div class="post-footer">CLUTTER share</div></article></div><div class="comments-section"><p>{words(9)}</p></div></div></div>'),
    "next.js": page(f'<div id="__next"><div class="layout_root__x1 layout_withSidebar__q"><div class="header_bar__9">{NAV}</div><div class="article_page__Zk3"><div class="article_head__a">{H1}</div><div class="article_body__hYt">' + story(6, '<div class="block_text__p"><p>{}</p></div>') + f'</div></div><div class="related_list__u">{_teasers("related_item__i")}</div></div></div><script id="__NEXT_DATA__" type="application/json">{{"x":"CLUTTER data in a script, which is no text at all."}}</script>'),
    "css modules only": page(f'<div id="root"><div class="css-1a2"><div class="css-9z">{NAV}</div><div class="css-77x">{H1}' + story(7, '<p class="css-at9">{}</p>') + f'</div><div class="css-88k"><div class="css-t1"><h4><a href="/x">CLUTTER one</a></h4><p>{words(1)}</p></div><div class="css-t1"><h4><a href="/y">CLUTTER two</a></h4><p>{words(1)}</p></div></div><div class="css-foot"><p>CLUTTER Contact us by post.</p></div></div></div>'),
    "new york paper": page(f'<div id="app"><div><div data-testid="masthead-container">{NAV}</div></div><main id="site-content"><article id="story" class="css-1vxca1d"><header class="css-1g1"><h1 data-testid="headline">{TITLE}</h1><p id="article-summary">The boats may sail again, BODYsub she said on Monday at noon.</p></header><section name="articleBody" itemprop="articleBody" class="meteredContent css-1r7ky0e"><div class="css-s99gbd StoryBodyCompanionColumn"><div class="css-53u6y8">{HALF}</div></div><div><div id="story-ad-1-wrapper" class="css-yy1"><p>CLUTTER Advertisement</p></div></div><div class="css-s99gbd StoryBodyCompanionColumn"><div class="css-53u6y8">{REST}</div></div></section><div class="bottom-of-article"><p>{words(2)}</p></div></article></main><footer><p>{words()}</p></footer></div>'),
    "london paper": page(f'<div class="dcr-header"><nav>{NAV}</nav></div><main><article class="content content--article tonal"><div data-gu-name="headline">{H1}</div><div data-gu-name="standfirst"><p>The boats may sail again, BODYsub she said on Monday at noon.</p></div><div data-gu-name="body"><div class="article-body-commercial-selector article-body-viewer-selector"><div id="maincontent">{HALF}<aside class="element element-rich-link"><p>CLUTTER Read more of our lake coverage in the weekend paper</p></aside>{REST}</div></div></div><div class="submeta">CLUTTER Topics lakes</div></article><section id="most-viewed">{_teasers("dcr-card")}</section></main><footer><p>{words()}</p></footer>'),
    "public broadcaster": page(f'<header role="banner">{NAV}</header><main id="main-content"><article><header>{H1}</header>' + "".join(f'<div data-component="text-block" class="ssrcss-11r">{p}</div>' for p in story(7).split("\n")) + f'<section data-component="topic-list"><h2>CLUTTER Related Topics</h2>{NAV}</section></article><section aria-labelledby="more"><h2>More on this story</h2>{_teasers("promo")}</section></main><footer role="contentinfo"><p>{words()}</p></footer>'),
    "agency": page(f'<div class="Page-content"><bsp-header>{NAV}</bsp-header><main class="Page-main"><div class="Page-headlineWrapper">{H1}</div><div class="Page-storyBody gtmMainScrollContent"><div class="RichTextStoryBody RichTextBody"><p>NAIROBI (LP) — {_SENTENCES[0].format(n="lead")}</p>{S}<div class="HtmlModuleEnhancement"><p>Sign up for our morning letter CLUTTER</p></div></div></div><div class="PageListEnhancementGeneric"><h2>Most read</h2>{_teasers("PageList-items-item")}</div></main></div>'),
    "medium": page(f'<div id="root"><div class="a b c"><nav>{NAV}</nav><div class="l"><article><div class="l"><section><div class="ab ca"><div class="ch bg"><div><h1 class="pw-post-title">{TITLE}</h1></div>' + story(6, '<p class="pw-post-body-paragraph mn">{}</p>') + f'</div></div></section></div></article></div><div class="responses"><p>{words(4)}</p></div><div class="recommended">{_teasers("post-preview")}</div></div></div>'),
    "squarespace": page(f'<div id="siteWrapper"><header id="header">{NAV}</header><main id="page" role="main"><article class="entry hentry" data-layout="x"><div class="blog-item-top-wrapper">{H1}</div><div class="blog-item-content-wrapper"><div class="blog-item-content e-content"><div class="sqs-layout"><div class="sqs-block html-block"><div class="sqs-block-content">{HALF}</div></div><div class="sqs-block html-block"><div class="sqs-block-content">{REST}</div></div></div></div></div></article><section id="itemPagination"><p>{words(1)}</p></section></main><footer><p>{words()}</p></footer></div>'),
    "wix": page(f'<div id="SITE_CONTAINER"><div id="SITE_HEADER"><p>CLUTTER Our paper, founded by boatmen.</p>{NAV}</div><main id="PAGES_CONTAINER"><div data-hook="post-page"><div data-hook="post"><div data-hook="post-title">{H1}</div><section data-hook="post-description"><div class="x1 rich-content-viewer">' + story(6, '<div data-breakout="normal"><p dir="auto">{}</p></div>') + f'</div></section></div><div data-hook="recent-posts">{_teasers("recent-post")}</div></div></main><footer id="SITE_FOOTER"><p>{words()}</p></footer></div>'),
    "blogger": page(f'<div class="content-outer"><div class="tabs">{NAV}</div><div class="main-outer"><div class="column-center-outer"><div class="blog-posts hfeed"><div class="post hentry"><h1 class="post-title entry-title">{TITLE}</h1><div class="post-body entry-content" id="post-body-1">' + "<br><br>".join(re.sub("</?p>", "", S).split("\n")) + f'</div><div class="post-footer">CLUTTER posted at noon</div></div></div><div class="comments" id="comments"><p>{words(6)}</p></div></div><div class="column-right-outer"><aside><p>{words()}</p></aside></div></div></div>'),
    "joomla": page(f'<div class="body"><nav class="navigation">{NAV}</nav><div class="row"><main id="content" class="span9"><div class="item-page" itemscope><div class="page-header"><h1 itemprop="headline">{TITLE}</h1></div><div itemprop="articleBody" class="com-content-article__body">{S}</div><ul class="pager pagenav"><li><a href="/p">CLUTTER Prev</a></li></ul></div></main><div id="aside" class="span3"><div class="well"><p>{words()}</p></div></div></div></div>'),
    "asp.net form": page(f'<form method="post" id="aspnetForm"><div class="menu">{NAV}</div><div id="ctl00_main"><div class="story">{H1}{S}</div></div><div id="ctl00_footer" class="footer"><p>{words()}</p></div></form>'),
    "table layout": page(f'<table width="100%"><tr><td colspan="3">{NAV}</td></tr><tr><td width="120"><a href="/a">CLUTTER a</a><br><a href="/b">CLUTTER b</a></td><td class="storytext">{H1}' + "<br><br>".join(re.sub("</?p>", "", S).split("\n")) + "</td><td width=\"120\"><p>CLUTTER Weather: rain in the hills and a light wind from the lake.</p></td></tr></table>"),
    "wayback": page(f'<div id="wm-ipp-base"><div id="wm-ipp"><p>CLUTTER The archive has captured this page many times since it began, as its toolbar says.</p></div></div><div class="nav">{NAV}</div><div class="story">{H1}{S}</div><div id="footer"><p>{words()}</p></div>'),
    "unclosed nav": page(f'<nav><ul><li><a href="/">CLUTTER Home</a><li><a href="/x">CLUTTER World</a></ul><div class="story">{H1}{S}</div>'),
    "unclosed paragraphs": page(f'<div class="nav">{NAV}</div><div class="text">{H1}' + S.replace("</p>", "") + f'</div><div class="footer">{words()}</div>'),
    "live blog": page(f'<header>{NAV}</header><main><article class="liveblog">{H1}<div class="liveblog-content">' + "".join(f'<article class="live-post" id="p{n}"><h2><a href="#p{n}">Update {n}</a></h2>{p}</article>' for n, p in enumerate(story(8).split("\n"))) + f'</div></article><section class="trending">{_teasers("trending-item")}</section></main>'),
    "gallery": page(f'<header>{NAV}</header><main><article>{H1}' + "".join(f'<figure><img src="{n}.jpg"><figcaption>{re.sub("</?p>", "", p)}</figcaption></figure>' for n, p in enumerate(story(6).split("\n"))) + f'</article></main><footer><p>{words()}</p></footer>'),
    "share wrapper": page(f'<section class="article-share-wrap social">{H1}{S}</section><div class="x"><p>CLUTTER Our reporters sit in two towns, and answer letters.</p></div>'),
    "comments wrapper": page(f'<div class="post comments-open">{H1}{S}</div><div id="disqus_thread" class="comments"><p>{words(12)}</p></div>'),
    "ad supported": page(f'<div class="nav">{NAV}</div><div class="article ad-supported">{H1}{S}</div><div class="x"><p>CLUTTER Write to us at our office by the harbour.</p></div>'),
    "card teasers first": page(f'<div class="page"><div class="river">{_teasers("card")}</div><div class="story-main">{H1}{S}</div><div class="river">{_teasers("card")}</div></div>'),
    "articles as teasers": page(f'<div class="page"><div class="text">{H1}{S}</div><div class="river">' + "".join(f'<article class="card"><p>{words(1)}</p></article>' for _ in range(5)) + "</div></div>"),
    "recirculation inside": page(f'<main><article><div class="article__content">{H1}{HALF}<div class="recirc"><p>{words(2)}</p></div><p><a href="/q">CLUTTER Read more: what the boatmen want from the capital</a></p>{REST}<h2>Related stories</h2><p>{words(1)}</p><p>{words(1)}</p></div></article></main>'),
    "brightspot": page(f'<div class="ArticlePage"><div class="Page-header">{NAV}</div><main class="ArticlePage-main"><div class="ArticlePage-content"><div class="ArticlePage-headline">{H1}</div><div class="ArticlePage-articleBody"><div class="RichTextArticleBody-body">{S}<div class="Enhancement"><div class="RelatedList"><p>{words(1)}</p></div></div></div></div><div class="ArticlePage-tags">CLUTTER lakes</div></div><aside class="ArticlePage-aside"><p>{words()}</p></aside></main></div>'),
    "chorus": page(f'<div class="l-root"><section class="c-global-header">{NAV}</section><div class="l-main-content"><article class="l-segment l-main-content"><div class="c-entry-hero">{H1}<p class="c-entry-summary p-dek">The boats may sail again, BODYsub she said on Monday at noon.</p></div><div class="l-col__main"><div class="c-entry-content">{HALF}<div class="m-ad">{ADS}</div>{REST}</div></div></article></div><section class="c-nextclick"><div class="c-next">{_teasers("c-compact-river__entry")}</div></section><div class="c-newsletter_signup_box"><p>{words(1)}</p></div></div>'),
    "headless react": page(f'<div id="app"><div class="Header">{NAV}</div><div class="ArticleLayout"><div class="ArticleLayout-main"><div class="Headline">{H1}</div><div class="ArticleBody ArticleBody--hasSidebar">{S}</div><div class="AuthorBio"><p>{words(1)}</p></div></div><div class="Sidebar"><div class="MostPopular"><p>{words(3)}</p></div></div></div></div>'),
    "saved with modal": page(f'<div class="app" aria-hidden="true"><nav>{NAV}</nav><div class="post-content">{H1}{S}</div></div><div role="dialog" class="modal" id="sp_message"><p>{words(4, "cookies")}</p><button>CLUTTER Accept</button></div>'),
}  # fmt: skip


def kept(text: str, source: str) -> tuple[float, float]:
    """Return the share of the story that a text keeps, and the share of it that is clutter."""
    told = set(re.findall(r"BODY\w+", source))
    found = set(re.findall(r"BODY\w+", text))
    clutter = [line for line in text.split("\n") if "CLUTTER" in line]
    return len(found & told) / len(told), sum(map(len, clutter)) / max(1, len(text))
