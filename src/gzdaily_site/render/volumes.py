"""Other sites that hold parts of the same archive: links to them, and where the search finds their index."""

from __future__ import annotations

from gzdaily_site.config import Volume
from gzdaily_site.render import routes
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.routes import Address
from gzdaily_site.render.views import Bound, Link


def links(edition: Edition, at: Address) -> tuple[Link, ...]:
    """To the front pages of the others, in the order of the settings."""
    return tuple(
        Link(_place(edition, it, at) + edition.local(routes.HOME), it.title[edition.texts.language])
        for it in edition.settings.others
    )


def bound(edition: Edition, at: Address) -> tuple[Bound, ...]:
    """All that are searched together, this site first; nothing where it is the only one."""
    if not edition.settings.others:
        return ()
    language = edition.texts.language
    own = _bound(edition, edition.shared(routes.HOME, at), edition.settings.title[language])
    return (own, *(_bound(edition, _place(edition, it, at), it.title[language]) for it in edition.settings.others))


def _bound(edition: Edition, root: str, title: str) -> Bound:
    page, articles = edition.local(routes.SEARCH), edition.local(routes.ARTICLES)
    return Bound(Link(root + page, title), files=root + routes.SEARCH, articles=root + articles)


def _place(edition: Edition, volume: Volume, at: Address) -> str:
    """The root of another site as the page at `at` links to it; `../1951/` stands beside the root of this one."""
    beside = volume.url.startswith("../")
    return edition.shared(routes.HOME, at) + volume.url if beside else volume.url
