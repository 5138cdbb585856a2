"""Pages for finding: indexes, and the shelf of a column, region, topic or reporter."""

from __future__ import annotations

from collections.abc import Iterator

from gzdaily_site import model
from gzdaily_site.render import routes
from gzdaily_site.render.contexts import Listing, Regions, Shelf
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.framing import frame, section
from gzdaily_site.render.routes import Address
from gzdaily_site.render.shelves import ancestors
from gzdaily_site.render.views import Group, Link

Made = tuple[Address, Listing | Shelf | Regions]


def column_links(edition: Edition, at: Address) -> tuple[Link, ...]:
    shelf = edition.shelves.columns
    return tuple(edition.column_link(name, at, edition.articles(len(them))) for name, them in shelf.items())


def topic_links(edition: Edition, at: Address) -> tuple[Link, ...]:
    shelf = edition.shelves.topics
    known = (slug for slug in edition.archive.topics if slug in shelf)
    return tuple(edition.topic_link(slug, at, edition.articles(len(shelf[slug]))) for slug in known)


def reporter_links(edition: Edition, at: Address) -> tuple[Link, ...]:
    shelf = edition.shelves.reporters
    return tuple(
        edition.reporter_link(name, at, f"{edition.roles(name)} · {edition.articles(len(shelf[name]))}")
        for name in sorted(shelf, key=edition.shelves.reporter_slugs.__getitem__)
    )


def region_links(edition: Edition, at: Address) -> tuple[Link, ...]:
    """The prefectures that have a page."""
    return tuple(_counted(edition, region, at) for region in _shown(edition) if region.level == "prefecture")


def indexes(edition: Edition) -> Iterator[Made]:
    say, pages = edition.texts.say, edition.archive.pages
    yield _index(
        edition,
        routes.PAGES,
        say("Every page of the archive, as it was printed."),
        tuple(edition.page_link(page, routes.PAGES) for page in pages),
    )
    yield _index(
        edition, routes.COLUMNS, say("The recurring features of the newspaper."), column_links(edition, routes.COLUMNS)
    )
    yield _index(edition, routes.TOPICS, say("What the articles are about."), topic_links(edition, routes.TOPICS))
    yield _index(
        edition, routes.REPORTERS, say("Who wrote and who photographed."), reporter_links(edition, routes.REPORTERS)
    )
    yield routes.REGIONS, _regions(edition)


def shelves(edition: Edition) -> Iterator[Made]:
    kept = edition.shelves
    for name, them in kept.columns.items():
        at = routes.below(routes.COLUMNS, kept.column_slugs[name])
        yield at, _shelf(edition, at, edition.column_link(name, at), them)
    for slug, them in kept.topics.items():
        at = routes.below(routes.TOPICS, slug)
        yield at, _shelf(edition, at, edition.topic_link(slug, at), them)
    for name, them in kept.reporters.items():
        at = routes.below(routes.REPORTERS, kept.reporter_slugs[name])
        yield at, _shelf(edition, at, edition.reporter_link(name, at, edition.roles(name)), them)
    for region in _shown(edition):
        yield edition.region_address(region), _region(edition, region)


def _index(edition: Edition, at: Address, intro: str, entries: tuple[Link, ...]) -> Made:
    heading = section(edition, at, at).text
    return at, Listing(frame(edition, at, heading, intro), heading, intro, entries)


def _shelf(edition: Edition, at: Address, name: Link, articles: list[model.Article]) -> Shelf:
    index = section(edition, Address(at.split("/")[0] + "/"), at)
    notes = [note for note in (name.note, edition.articles(len(articles))) if note]
    return Shelf(
        frame=frame(edition, at, name.text, f"{name.text} {name.gloss} · {' · '.join(notes)}", (index,)),
        label=index.text,
        heading=name.text,
        gloss=name.gloss,
        intro=" · ".join(notes),
        members=(),
        cards=edition.cards(articles, at),
        also=(),
    )


def _region(edition: Edition, region: model.Region) -> Shelf:
    at = edition.region_address(region)
    own = _within(edition, region)
    ids = {article.id for article in own}
    also = [a for a in edition.shelves.mentioning.get(region.code, []) if a.id not in ids]
    above = ancestors(region, edition.archive.regions)[:-1]
    trail = (section(edition, routes.REGIONS, at), *(edition.region_link(step.code, at) for step in above))
    return Shelf(
        frame=frame(edition, at, region.name, f"{region.name} {region.en}", trail),
        label=section(edition, routes.REGIONS, at).text,
        heading=region.name,
        gloss=edition.gloss(region.en),
        intro=edition.articles(len(own) + len(also)),
        members=_members(edition, region, at),
        cards=edition.cards(own, at),
        also=edition.cards(also, at),
    )


def _regions(edition: Edition) -> Regions:
    at, say = routes.REGIONS, edition.texts.say
    province = next((r for r in edition.archive.regions.values() if r.level == "province"), None)
    groups = tuple(
        Group(_counted(edition, region, at), _members(edition, region, at))
        for region in _shown(edition)
        if region.level == "prefecture"
    )
    own = edition.shelves.own.get(province.code, []) if province else []
    heading, intro = section(edition, at, at).text, say("Where it happened: prefectures, and their counties.")
    return Regions(
        frame=frame(edition, at, heading, intro),
        heading=heading,
        intro=intro,
        groups=groups,
        province=province.name if province else "",
        province_gloss=edition.gloss(province.en) if province else "",
        cards=edition.cards(own, at),
    )


def _shown(edition: Edition) -> list[model.Region]:
    """Regions that an article is about or names, and those above them; the province has the index."""
    regions = edition.archive.regions
    named = [regions[code] for code in {**edition.shelves.own, **edition.shelves.mentioning} if code in regions]
    codes = {step.code for region in named for step in ancestors(region, regions)}
    return [region for region in regions.values() if region.code in codes]


def _within(edition: Edition, region: model.Region) -> list[model.Article]:
    """The articles about a region or one below it, in archive order."""
    regions, own = edition.archive.regions, edition.shelves.own
    codes = {code for code in own if code in regions and region in ancestors(regions[code], regions)}
    ids = {article.id for code in codes for article in own[code]}
    return [article for article in edition.shelves.articles.values() if article.id in ids]


def _members(edition: Edition, region: model.Region, at: Address) -> tuple[Link, ...]:
    return tuple(_counted(edition, below, at) for below in _shown(edition) if below.parent == region.code)


def _counted(edition: Edition, region: model.Region, at: Address) -> Link:
    ids = {a.id for a in (*_within(edition, region), *edition.shelves.mentioning.get(region.code, []))}
    return edition.region_link(region.code, at, edition.articles(len(ids)))
