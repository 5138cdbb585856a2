"""What stands around a page: title, navigation, crumbs, the way to the other language."""

from __future__ import annotations

from gzdaily_site.config import LANGUAGES
from gzdaily_site.render import routes
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.routes import Address
from gzdaily_site.render.texts import HTML_LANG, LANGUAGE_NAMES, mark
from gzdaily_site.render.typography import shorten
from gzdaily_site.render.views import Alternate, Finder, Frame, Link

SECTIONS = (
    (routes.PAGES, mark("Pages")),
    (routes.COLUMNS, mark("Columns")),
    (routes.REGIONS, mark("Regions")),
    (routes.TOPICS, mark("Topics")),
    (routes.REPORTERS, mark("Reporters")),
    (routes.SEARCH, mark("Search")),
    (routes.ABOUT, mark("About")),
)


def frame(edition: Edition, at: Address, title: str, description: str = "", trail: tuple[Link, ...] = ()) -> Frame:
    """The frame of the page at `at`; `trail` leads to it from its section."""
    settings, language = edition.settings, edition.texts.language
    site = settings.title[language]
    return Frame(
        lang=edition.texts.lang,
        site_title=site,
        newspaper=settings.newspaper[language],
        title=f"{title} · {site}" if title and title != site else site,
        description=shorten(description or settings.description[language] or title or site, 150),
        og_type="article" if at.startswith("articles/") else "website",
        canonical=edition.routes.absolute(routes.localized(at, language)),
        alternates=() if at == routes.NOT_FOUND else tuple(_alternate(edition, at, other) for other in LANGUAGES),
        stylesheet=shared(edition, routes.STYLESHEET, at),
        icon=shared(edition, routes.ICON, at),
        search=Finder(
            page=edition.href(routes.SEARCH, at),
            files=shared(edition, routes.SEARCH, at),
            script=shared(edition, routes.FINDER, at),
            style=shared(edition, routes.FINDER_STYLE, at),
        ),
        home=edition.href(routes.HOME, at),
        about=edition.href(routes.ABOUT, at),
        switch=_switch(edition, at),
        switch_lang=HTML_LANG[_other(language)],
        nav=tuple(section(edition, address, at) for address, _ in SECTIONS),
        crumbs=_crumbs(edition, at, title, trail),
    )


def section(edition: Edition, address: Address, at: Address) -> Link:
    """The link to a section, as the navigation names it."""
    name = edition.texts.say(dict(SECTIONS)[address])
    return Link(edition.href(address, at), name, current=at.startswith(address))


def _crumbs(edition: Edition, at: Address, title: str, trail: tuple[Link, ...]) -> tuple[Link, ...]:
    if at in (routes.HOME, routes.NOT_FOUND):
        return ()
    home = Link(edition.href(routes.HOME, at), edition.texts.say("Home"))
    return (home, *trail, Link("", shorten(title, 24), current=True, original=bool(trail)))


def shared(edition: Edition, target: Address, at: Address) -> str:
    """The link to what all languages share."""
    return edition.routes.href(target, routes.localized(at, edition.texts.language))


def _other(language: str) -> str:
    return next(other for other in LANGUAGES if other != language)


def _switch(edition: Edition, at: Address) -> Link:
    other = _other(edition.texts.language)
    return Link(shared(edition, routes.localized(at, other), at), LANGUAGE_NAMES[other])


def _alternate(edition: Edition, at: Address, language: str) -> Alternate:
    target = routes.localized(at, language)
    return Alternate(HTML_LANG[language], edition.routes.absolute(target) or shared(edition, target, at))
