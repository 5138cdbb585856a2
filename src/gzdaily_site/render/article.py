"""The page of one article."""

from __future__ import annotations

from collections.abc import Iterator

from gzdaily_site import model
from gzdaily_site.render import bodies, routes
from gzdaily_site.render.citing import citation
from gzdaily_site.render.contexts import Article
from gzdaily_site.render.edition import CREDITED, KINDS, Edition
from gzdaily_site.render.findings import findings, paragraphs, spots
from gzdaily_site.render.framing import frame, section
from gzdaily_site.render.jumping import jump_link, without_open_end
from gzdaily_site.render.prominence import neighbours
from gzdaily_site.render.reasons import Reasons
from gzdaily_site.render.routes import Address
from gzdaily_site.render.setting import set_body
from gzdaily_site.render.shelves import printed_order
from gzdaily_site.render.sounds import reading
from gzdaily_site.render.structured import article_head
from gzdaily_site.render.texts import language_name
from gzdaily_site.render.views import Evidence, Link

A_MINUTE = 400  # characters that a reader of Chinese takes in
WORDS_SHOWN = 6  # of the words that speak for a topic


def article(edition: Edition, it: model.Article, picture: str) -> Article:
    at, say = routes.article(it.id), edition.texts.say
    page = edition.shelves.pages[it.page]
    goes_on, comes_from = edition.archive.continues.get(it.id), edition.archive.continued_from.get(it.id)
    told = without_open_end(it) if goes_on else it
    reasons = Reasons(edition, told, at)
    entry = edition.translation(it) or model.Translation(edition.texts.language, "")
    parts = set_body(told, reasons, entry.body)
    previous, following = neighbours(printed_order(page), it)
    older, newer = _serial(edition, it)
    trail = (section(edition, routes.PAGES, at), edition.page_link(page, at))
    return Article(
        frame=frame(
            edition,
            at,
            edition.title(it),
            entry.summary or edition.beginning(it, 120),
            trail,
            article_head(edition, it, picture),
        ),
        kind=say(KINDS[it.kind]),
        style=it.kind,
        column=edition.column_link(it.column_name, at) if it.column else None,
        kicker=_text(it.kicker),
        headline=_text(it.headline),
        opening=edition.opening(it, 18),
        headline_note="" if it.headline else say("headline not in the file"),
        deck=_text(it.deck),
        byline=_text(it.byline),
        page=edition.page_link(page, at),
        length=_length(edition, it),
        translated=bool(entry.of),
        whole=bool(entry.body),
        tongue=language_name(edition.texts.language),
        translator=entry.translator,
        translated_kicker=entry.kicker,
        translated_headline=entry.headline,
        translated_deck=entry.deck,
        translated_summary=entry.summary,
        untranslated=edition.foreign and not entry.of,
        sounds=reading(it.headline.text) if it.headline and edition.foreign and not entry.headline else "",
        continued_from=jump_link(edition, comes_from, at) if comes_from else None,
        parts=parts,
        continues=jump_link(edition, goes_on, at) if goes_on else None,
        reasons=reasons.all(),
        lines=edition.line_links(it, it.lines, at),
        place=_place(edition, it, at),
        mentioned=tuple(_mentioned(edition, it, at)),
        topics=tuple(_topics(edition, it, at)),
        keywords=edition.archive.keywords_of.get(it.id, ()),
        people=_people(edition, it, at),
        citation=citation(edition, it, at),
        findings=findings(edition, it, at),
        previous=edition.article_link(previous, at) if previous else None,
        next=edition.article_link(following, at) if following else None,
        column_previous=edition.article_link(older, at) if older else None,
        column_next=edition.article_link(newer, at) if newer else None,
    )


def _text(part: model.Field | model.Byline | None) -> str:
    return part.text if part else ""


def _length(edition: Edition, it: model.Article) -> str:
    characters = bodies.characters(it)
    count = edition.texts.count
    minutes = count("about %(num)s minute", "about %(num)s minutes", max(1, round(characters / A_MINUTE)))
    return f"{count('%(num)s character', '%(num)s characters', characters)} · {minutes}"


def _serial(edition: Edition, it: model.Article) -> tuple[model.Article | None, model.Article | None]:
    """The articles before and after in the same column; the shelf has the newest first."""
    if not it.column:
        return None, None
    shelf, place = edition.shelves.columns[it.column_name], edition.shelves.column_places[it.id]
    return (shelf[place + 1] if place + 1 < len(shelf) else None, shelf[place - 1] if place else None)


def _place(edition: Edition, it: model.Article, at: Address) -> Evidence | None:
    places = edition.archive.places_of.get(it.id)
    if not places or places.main not in edition.archive.regions:
        return None
    spoken = next((mention for mention in places.mentioned if mention.code == places.main), None)
    return _region(edition, it, spoken or model.Mention(places.main, (), ()), at)


def _mentioned(edition: Edition, it: model.Article, at: Address) -> Iterator[Evidence]:
    places = edition.archive.places_of.get(it.id)
    for mention in places.mentioned if places else ():
        if places and mention.code != places.main and mention.code in edition.archive.regions:
            yield _region(edition, it, mention, at)


def _region(edition: Edition, it: model.Article, mention: model.Mention, at: Address) -> Evidence:
    return Evidence(
        edition.region_link(mention.code, at),
        tuple(dict.fromkeys(mention.words)),
        edition.line_links(it, mention.lines, at),
        spots(mention.proofs, paragraphs(it)),
        "、".join(mention.townships),
    )


def _topics(edition: Edition, it: model.Article, at: Address) -> Iterator[Evidence]:
    for score in edition.archive.topics_of.get(it.id, ()):
        lit = spots(score.proofs, paragraphs(it))
        yield Evidence(edition.topic_link(score.slug, at), score.words[:WORDS_SHOWN], spots=lit)


def _people(edition: Edition, it: model.Article, at: Address) -> tuple[Link, ...]:
    roles: dict[str, list[str]] = {}
    for credit in edition.archive.credits_of.get(it.id, ()):
        said = CREDITED.get(credit.role)  # of an author nothing is printed but the name
        roles.setdefault(credit.name, []).extend([edition.texts.say(said)] if said else [])
    return tuple(edition.reporter_link(name, at, ", ".join(dict.fromkeys(held))) for name, held in roles.items())
