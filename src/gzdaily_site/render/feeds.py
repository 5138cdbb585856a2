"""Feeds: the newest articles of the site, of a column, region or topic, as RSS and JSON Feed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from xml.sax.saxutils import escape, quoteattr

from gzdaily_site import model
from gzdaily_site.model import Plate
from gzdaily_site.render import routes
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.keys import Keys
from gzdaily_site.render.routes import Address
from gzdaily_site.render.shelf import subjects
from gzdaily_site.render.typography import clean

MOST = 20  # articles a feed


def feeds(edition: Edition, keys: Keys) -> Iterator[Plate]:
    """Two files a folder that has feeds."""
    newest = [article for _, article in zip(range(MOST), edition.shelves.articles.values(), strict=False)]
    yield from _pair(edition, keys, routes.HOME, edition.settings.title[edition.texts.language], newest)
    for subject in subjects(edition, reporters=False):
        named = subject.name()
        name = named.gloss or named.text
        title = f"{name} · {edition.settings.title[edition.texts.language]}"
        yield from _pair(edition, keys, subject.at, title, subject.articles[:MOST])


def _pair(
    edition: Edition, keys: Keys, folder: Address, title: str, articles: Sequence[model.Article]
) -> Iterator[Plate]:
    name = keys.cards(articles, folder, title)
    for file, made in ((routes.FEED, _rss), (routes.JSON_FEED, _json)):
        at = edition.local(routes.beside(folder, file))
        yield Plate(routes.file_of(at), partial(made, edition, folder, title, articles), name)


def _url(edition: Edition, target: Address) -> str:
    """The whole address; a path where the host is unknown, which readers resolve against the feed's own."""
    local = edition.local(target)
    return edition.routes.absolute(local) or edition.routes.path(local)


def _summary(edition: Edition, it: model.Article) -> str:
    entry = edition.translation(it)
    return (entry.summary if entry else "") or (it.deck.text if it.deck else edition.beginning(it, 140))


def _rss(edition: Edition, folder: Address, title: str, articles: Sequence[model.Article]) -> bytes:
    items = "".join(_item(edition, it) for it in articles)
    me = quoteattr(_url(edition, routes.beside(folder, routes.FEED)))
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">\n<channel>\n'
        f"<title>{escape(title)}</title>\n<link>{escape(_url(edition, folder))}</link>\n"
        f"<description>{escape(edition.settings.description[edition.texts.language] or title)}</description>\n"
        f"<language>{edition.texts.lang}</language>\n"
        f'<atom:link href={me} rel="self" type="application/rss+xml"/>\n{items}</channel>\n</rss>\n'
    )
    return clean(text).encode()


def _item(edition: Edition, it: model.Article) -> str:
    day, url = edition.shelves.day(it), _url(edition, routes.article(it.id))
    when = f"<pubDate>{_rfc822(day)}</pubDate>" if day else ""
    return (
        f"<item><title>{escape(edition.title(it))}</title><link>{escape(url)}</link>"
        f'<guid isPermaLink="false">{it.id}</guid>{when}'
        f"<description>{escape(_summary(edition, it))}</description></item>\n"
    )


def _rfc822(day: object) -> str:
    """Noon in China: a newspaper has a day, not an hour. The names are English in every language."""
    return f"{day:%a, %d %b %Y} 12:00:00 +0800"


def _json(edition: Edition, folder: Address, title: str, articles: Sequence[model.Article]) -> bytes:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": _url(edition, folder),
        "feed_url": _url(edition, routes.beside(folder, routes.JSON_FEED)),
        "language": edition.texts.lang,
        "items": [_json_item(edition, it) for it in articles],
    }
    return clean(json.dumps(feed, ensure_ascii=False, indent=1)).encode() + b"\n"


def _json_item(edition: Edition, it: model.Article) -> dict[str, object]:
    day = edition.shelves.day(it)
    said: dict[str, object] = {
        "id": it.id,
        "url": _url(edition, routes.article(it.id)),
        "title": edition.title(it),
        "content_text": _summary(edition, it),
    }
    names = dict.fromkeys(credit.name for credit in edition.archive.credits_of.get(it.id, ()))
    if names:
        said["authors"] = [{"name": name} for name in names]
    return said | ({"date_published": f"{day.isoformat()}T12:00:00+08:00"} if day else {})
