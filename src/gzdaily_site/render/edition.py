"""One language of the archive: links and cards as its pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from gzdaily_site.config import LANGUAGES, Settings
from gzdaily_site.model import Archive, Article, PageReading, Region
from gzdaily_site.render import routes
from gzdaily_site.render.routes import Address, Routes
from gzdaily_site.render.shelves import Shelves, ancestors, column_name, printed_order
from gzdaily_site.render.texts import Texts, mark
from gzdaily_site.render.typography import shorten
from gzdaily_site.render.views import Card, Link

KINDS = {
    "news": mark("News"),
    "feature": mark("Feature"),
    "commentary": mark("Commentary"),
    "photo": mark("Photo story"),
    "profile": mark("Profile"),
    "brief": mark("Brief"),
}
LEAD_OPENING = 480  # characters: as tall as the two rows of cards beside it
CREDITED = {
    "reporter": mark("reporter"),
    "correspondent": mark("correspondent"),
    "photographer": mark("photographer"),
    "agency": mark("agency"),
}


@dataclass(frozen=True, slots=True)
class Edition:
    """The archive in one language; `for_page` makes the links of a page from its place."""

    archive: Archive
    settings: Settings
    shelves: Shelves
    routes: Routes
    texts: Texts

    @property
    def english(self) -> bool:
        return self.texts.language != LANGUAGES[0]

    def gloss(self, english: str) -> str:
        """The English name, on English pages only."""
        return english if self.english else ""

    def href(self, target: Address, at: Address) -> str:
        """A link between two pages of this language."""
        language = self.texts.language
        return self.routes.href(routes.localized(target, language), routes.localized(at, language))

    def page_name(self, page: PageReading) -> str:
        """`2025年6月12日 · 第5版 · 党建`; of an unknown page, its date is unknown and its id is its name."""
        facts, say = page.source.facts, self.texts.say
        number = say("page %(number)s", number=facts.number) if facts.number else ""
        known = [part for part in (number, facts.name or "") if part]
        return " · ".join([self.texts.day(facts.date), *(known or [page.source.id])])

    def page_link(self, page: PageReading, at: Address, text: str = "") -> Link:
        return Link(self.href(routes.page(page.source.id), at), text or self.page_name(page))

    def column_link(self, name: str, at: Address, note: str = "") -> Link:
        words = self.settings.columns.get(name)
        target = routes.below(routes.COLUMNS, self.shelves.column_slugs[name])
        return Link(self.href(target, at), name, self.gloss(words.en if words else ""), note, original=True)

    def region_address(self, region: Region) -> Address:
        chain = ancestors(region, self.archive.regions)
        return routes.below(routes.REGIONS, *(step.slug for step in chain))

    def region_link(self, code: str, at: Address, note: str = "") -> Link:
        region = self.archive.regions[code]
        return Link(self.href(self.region_address(region), at), region.name, self.gloss(region.en), note, original=True)

    def topic_link(self, slug: str, at: Address, note: str = "") -> Link:
        topic = self.archive.topics[slug]
        target = routes.below(routes.TOPICS, slug)
        return Link(self.href(target, at), topic.zh, self.gloss(topic.en), note, original=True)

    def reporter_link(self, name: str, at: Address, note: str = "") -> Link:
        target = routes.below(routes.REPORTERS, self.shelves.reporter_slugs[name])
        return Link(self.href(target, at), name, note=note, original=True)

    def roles(self, name: str) -> str:
        """`reporter, photographer`, as far as the archive knows."""
        return ", ".join(self.texts.say(CREDITED[role]) for role in self.shelves.roles[name])

    def articles(self, number: int) -> str:
        return self.texts.count("%(num)s article", "%(num)s articles", number)

    def headline(self, article: Article) -> str:
        """The headline; without one `［无题］`, the column and the opening words."""
        if article.headline:
            return article.headline.text
        return " ".join(filter(None, ("［无题］", column_name(article), opening(article, 18))))

    def article_link(self, article: Article, at: Address) -> Link:
        return Link(self.href(routes.article(article.id), at), self.headline(article), original=True)

    def card(self, article: Article, at: Address, length: int = 76) -> Card:
        places = self.archive.places_of.get(article.id)
        page = self.shelves.pages[article.page]
        names = dict.fromkeys(credit.name for credit in self.archive.credits_of.get(article.id, ()))
        return Card(
            href=self.href(routes.article(article.id), at),
            kind=self.texts.say(KINDS[article.kind]),
            column=self.column_link(column_name(article), at) if article.column else None,
            kicker=article.kicker.text if article.kicker else "",
            headline=article.headline.text if article.headline else "",
            opening=opening(article, 22),
            summary=article.deck.text if article.deck else opening(article, length),
            names=tuple(self.reporter_link(name, at) for name in names),
            place=self.region_link(places.main, at) if places and places.main in self.archive.regions else None,
            where=self.page_link(page, at),
        )

    def spread(self, page: PageReading, at: Address) -> tuple[Card, ...]:
        """A page's cards in printed order; the first is the lead, and takes more room."""
        articles = printed_order(page)
        return tuple(self.card(article, at, 76 if place else LEAD_OPENING) for place, article in enumerate(articles))

    def cards(self, articles: list[Article], at: Address) -> tuple[Card, ...]:
        return tuple(self.card(article, at) for article in articles)


def opening(article: Article, length: int) -> str:
    """The first words of the body."""
    return shorten("".join(block.text for block in article.body if block.kind == "paragraph"), length)
