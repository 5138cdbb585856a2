"""What stands around a page: title, navigation, crumbs, the way to the other languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gzdaily_site.render import routes
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.routes import Address
from gzdaily_site.render.texts import html_lang, language_name, mark
from gzdaily_site.render.typography import shorten
from gzdaily_site.render.views import Assets, Chrome, Finder, Frame, Head, Link

SECTIONS = (
    (routes.PAGES, mark("Pages")),
    (routes.DATES, mark("Dates")),
    (routes.COLUMNS, mark("Columns")),
    (routes.REGIONS, mark("Regions")),
    (routes.TOPICS, mark("Topics")),
    (routes.REPORTERS, mark("Reporters")),
    (routes.SEARCH, mark("Search")),
    (routes.ABOUT, mark("About")),
)
BESIDE = {
    routes.REPORTERS: (routes.PEOPLE, routes.ORGANISATIONS, routes.FIGURES)
}  # found in a section without lying there
NO_HEAD = Head()


def frame(
    edition: Edition,
    at: Address,
    title: str,
    description: str = "",
    trail: tuple[Link, ...] = (),
    head: Head = NO_HEAD,
) -> Frame:
    """The frame of the page at `at`; `trail` leads to it from its section."""
    settings, language = edition.settings, edition.texts.language
    site = settings.title[language]
    crumbs = _crumbs(edition, at, title, trail)
    listed = at not in routes.UNLISTED
    return Frame(
        chrome=chrome(edition, at),
        title=f"{title} · {site}" if title and title != site else site,
        description=shorten(description or settings.description[language] or title or site, 150),
        og_type="article" if at.startswith("articles/") else "website",
        canonical=edition.routes.absolute(edition.local(at)) if listed else "",
        picture=edition.routes.absolute(Address(head.picture)) if head.picture else "",
        alternates=_alternates(edition, at) if listed else (),
        feeds=_feeds(edition, at, head.feed),
        metas=head.metas,
        structured=(*head.structured, *_trail_data(edition, crumbs, at)),
        reading=head.reading,
        switches=tuple(_switch(edition, at, other) for other in settings.languages if other != language),
        crumbs=crumbs,
    )


def chrome(edition: Edition, at: Address) -> Chrome:
    """Of the page at `at`: the same value for all pages that see the site from as deep in the same section."""
    seen_from = (at.partition("/")[0], at.count("/"))
    if seen_from not in edition.chromes:
        edition.chromes[seen_from] = _chrome(edition, at)
    return edition.chromes[seen_from]


def _chrome(edition: Edition, at: Address) -> Chrome:
    settings, language = edition.settings, edition.texts.language
    return Chrome(
        lang=edition.texts.lang,
        site_title=settings.title[language],
        newspaper=settings.newspaper[language],
        og_locale=edition.texts.og_locale,
        assets=_assets(edition, at),
        search=Finder(
            page=edition.href(routes.SEARCH, at),
            files=edition.shared(routes.SEARCH, at),
            script=edition.shared(routes.FINDER, at),
            style=edition.shared(routes.FINDER_STYLE, at),
        ),
        home=edition.href(routes.HOME, at),
        about=edition.href(routes.ABOUT, at),
        nav=tuple(section(edition, address, at) for address, _ in SECTIONS),
    )


def section(edition: Edition, address: Address, at: Address) -> Link:
    """The link to a section, as the navigation names it."""
    name = edition.texts.say(dict(SECTIONS)[address])
    return Link(edition.href(address, at), name, current=at.startswith((address, *BESIDE.get(address, ()))))


def _crumbs(edition: Edition, at: Address, title: str, trail: tuple[Link, ...]) -> tuple[Link, ...]:
    if at == routes.HOME or at in routes.UNLISTED:
        return ()
    home = Link(edition.href(routes.HOME, at), edition.texts.say("Home"))
    return (home, *trail, Link("", shorten(title, 24), current=True))


def _trail_data(edition: Edition, crumbs: tuple[Link, ...], at: Address) -> tuple[Mapping[str, Any], ...]:
    """The crumbs for search engines, which need whole addresses."""
    here = edition.routes.absolute(edition.local(at))
    if not crumbs or not here:
        return ()
    steps = [
        {"@type": "ListItem", "position": place, "name": step.text}
        | ({"item": edition.routes.join(here, step.href)} if step.href else {})
        for place, step in enumerate(crumbs, 1)
    ]
    return ({"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": steps},)


def _assets(edition: Edition, at: Address) -> Assets:
    return Assets(
        stylesheet=edition.shared(routes.STYLESHEET, at),
        theme=edition.shared(routes.THEME, at),
        script=edition.shared(routes.SCRIPT, at),
        icon=edition.shared(routes.ICON, at),
        manifest=edition.href(routes.MANIFEST, at),
        opensearch=edition.href(routes.OPENSEARCH, at),
        worker=edition.shared(routes.WORKER, at) if edition.settings.offline else "",
    )


def _feeds(edition: Edition, at: Address, folder: str) -> tuple[Link, ...]:
    """The feeds of the whole site, and those of this page."""
    title = edition.settings.title[edition.texts.language]
    kinds = ((routes.FEED, "application/rss+xml"), (routes.JSON_FEED, "application/feed+json"))
    folders = dict.fromkeys((folder, "")) if folder else {"": None}
    return tuple(
        Link(edition.href(routes.beside(Address(where), name), at), title, note=kind)
        for where in folders
        for name, kind in kinds
    )


def _switch(edition: Edition, at: Address, language: str) -> Link:
    target = edition.local(at, language)
    return Link(edition.shared(target, at), language_name(language), lang=html_lang(language))


def _alternates(edition: Edition, at: Address) -> tuple[Link, ...]:
    """The same page in every language, where there are several; search engines want whole addresses, or none."""
    languages = edition.settings.languages
    if not edition.routes.origin or len(languages) == 1:
        return ()
    found = [(html_lang(language), edition.local(at, language)) for language in languages]
    return tuple(
        Link(edition.routes.absolute(target), "", lang=lang) for lang, target in (*found, ("x-default", found[0][1]))
    )
