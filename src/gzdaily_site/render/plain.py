"""Pages about the site itself: about, not found, and found elsewhere."""

from __future__ import annotations

from dataclasses import replace

from gzdaily_site.model import Article, ArticleId
from gzdaily_site.render import routes
from gzdaily_site.render.contexts import About, Alias, NotFound
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.framing import frame, section
from gzdaily_site.render.texts import html_lang, language_name, texts
from gzdaily_site.render.views import Link


def about(edition: Edition) -> About:
    at, count = routes.ABOUT, edition.texts.count
    articles = list(edition.shelves.articles.values())
    heading = section(edition, at, at).text
    return About(
        frame=frame(edition, at, heading),
        heading=heading,
        description=edition.settings.description[edition.texts.language],
        counts=(
            count("%(num)s page", "%(num)s pages", len(edition.archive.pages)),
            edition.articles(len(articles)),
            count("%(num)s character", "%(num)s characters", sum(p.ledger.characters for p in edition.archive.pages)),
            count("%(num)s column", "%(num)s columns", len(edition.shelves.columns)),
            count("%(num)s name", "%(num)s names", len(edition.shelves.reporters)),
        ),
        files=tuple(Link(edition.shared(file, at), file.rpartition("/")[2]) for file in routes.DATA_FILES),
        unknown=_unknown(edition, articles),
    )


def not_found(edition: Edition) -> NotFound:
    at, say = routes.NOT_FOUND, edition.texts.say
    others = [language for language in edition.settings.languages if language != edition.texts.language]
    return NotFound(
        frame=frame(edition, at, say("Page not found")),
        heading=say("Page not found"),
        message=say("There is nothing at this address. It may have moved."),
        also=tuple(_elsewhere(edition, language) for language in others),
    )


def alias(edition: Edition, old: ArticleId, it: Article) -> Alias:
    """What stands at an address that an article had."""
    at, say = routes.article(old), edition.texts.say
    target = edition.article_link(it, at)
    stands = frame(edition, at, say("This article has another address now"), target.text)
    canonical = edition.routes.absolute(edition.local(routes.article(it.id)))
    return Alias(
        frame=replace(stands, canonical=canonical, alternates=(), structured=(), og_type="website"),
        heading=say("This article has another address now"),
        message=say("This page leads there by itself; so does the link."),
        article=target,
    )


def no_line(edition: Edition) -> NotFound:
    """What a reader without a connection sees for a page that was never visited."""
    at, say = routes.NO_LINE, edition.texts.say
    return NotFound(
        frame=frame(edition, at, say("No connection")),
        heading=say("No connection"),
        message=say("This page was not read on this device before, so it is not kept here. What was read still opens."),
        also=(),
    )


def _elsewhere(edition: Edition, language: str) -> Link:
    """The way home in another language, with what happened said in it."""
    other = texts(language, edition.settings.site)
    home = edition.routes.path(edition.local(routes.HOME, language))
    message = other.say("There is nothing at this address. It may have moved.")
    return Link(home, language_name(language), other.say("Page not found"), message, lang=html_lang(language))


def _unknown(edition: Edition, articles: list[Article]) -> tuple[str, ...]:
    """What the archive does not know, counted."""
    count = edition.texts.count
    undated = sum(not page.source.facts.date for page in edition.archive.pages)
    untitled = sum(not article.headline for article in articles)
    gaps = sum(len(article.gaps) for article in articles)
    moves = sum(len(article.moves) for article in articles)
    loose = sum(len(page.loose_ends) for page in edition.archive.pages)
    return (
        count("%(num)s page is undated.", "%(num)s pages are undated.", undated),
        count("%(num)s article has no headline.", "%(num)s articles have no headline.", untitled),
        count("Text seems to be missing in %(num)s place.", "Text seems to be missing in %(num)s places.", gaps),
        count("%(num)s passage was moved to its article.", "%(num)s passages were moved to their articles.", moves),
        count("%(num)s passage found no sure home.", "%(num)s passages found no sure home.", loose),
    )
