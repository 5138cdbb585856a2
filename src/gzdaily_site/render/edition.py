"""One language of the archive: links and cards as its pages show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gzdaily_site.config import Settings
from gzdaily_site.gist import gist_of
from gzdaily_site.model import BEGINNING, Archive, Article, ArticleId, PageReading, Region, Translation
from gzdaily_site.render import routes
from gzdaily_site.render.prominence import beside, by_prominence, ranks
from gzdaily_site.render.routes import Address, Routes
from gzdaily_site.render.shelves import Shelves, ancestors
from gzdaily_site.render.sounds import person
from gzdaily_site.render.spans import Span
from gzdaily_site.render.texts import Texts, mark
from gzdaily_site.render.typography import kept_together, shorten
from gzdaily_site.render.views import Card, Chrome, Link, Spread

KINDS = {
    "news": mark("News"),
    "feature": mark("Feature"),
    "commentary": mark("Commentary"),
    "photo": mark("Photo story"),
    "profile": mark("Profile"),
    "brief": mark("Brief"),
}
LEAD_OPENING = 560  # characters: about as tall as the two stories beside it
NO_TIME = Span(())
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
    translations: Mapping[ArticleId, Translation] = field(default_factory=dict)
    over: Span = NO_TIME
    chromes: dict[tuple[str, int], Chrome] = field(default_factory=dict, compare=False)  # see framing.chrome

    @property
    def foreign(self) -> bool:
        """Whether the readers of this language may not read Chinese."""
        return not self.texts.language.startswith("zh")

    def gloss(self, english: str) -> str:
        """The English name, for those who may not read Chinese."""
        return english if self.foreign else ""

    def local(self, address: Address, language: str = "") -> Address:
        """An address of this language, or another."""
        return routes.localized(address, language or self.texts.language, self.settings.languages)

    def href(self, target: Address, at: Address) -> str:
        """A link between two pages of this language."""
        return self.routes.href(self.local(target), self.local(at))

    def shared(self, target: Address, at: Address) -> str:
        """A link to what all languages share: static files, citations, scans."""
        return self.routes.href(target, self.local(at))

    def page_name(self, page: PageReading) -> str:
        """`2025年6月12日 · 第5版 · 党建`; of an unknown page, its date is unknown and its id is its name."""
        facts, say = page.source.facts, self.texts.say
        number = say("page %(number)s", number=facts.number) if facts.number else ""
        known = [part for part in (number, facts.name or "") if part]
        file = page.source.id.rsplit("/", 1)[-1] if facts.date else page.source.id
        return " · ".join([self.texts.day(facts.date), *(known or [file])])

    def file_name(self, page: PageReading) -> str:
        """The page file, as it is called below the folder of all of them."""
        path, seeds = page.source.path, self.settings.seeds
        return str(path.relative_to(seeds) if path.is_relative_to(seeds) else path)

    def page_link(self, page: PageReading, at: Address, note: str = "") -> Link:
        return Link(self.href(routes.page(page.source.id), at), kept_together(self.page_name(page)), note=note)

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
        return Link(self.href(target, at), name, self.spelled(name), note, original=True)

    def spelled(self, name: str) -> str:
        """A person's name in pinyin, for those who may not read Chinese; an agency keeps the name it has."""
        agency = self.shelves.roles.get(name) == ("agency",)
        return "" if agency or not self.foreign else person(name)

    def roles(self, name: str) -> str:
        """`reporter, photographer`, as far as the archive knows."""
        held = self.shelves.roles[name]
        return ", ".join(self.texts.say(said) for role, said in CREDITED.items() if role in held)

    def person_address(self, name: str) -> Address:
        """The page of a name that has one."""
        return routes.below(routes.PEOPLE, self.shelves.people_slugs[name])

    def person_link(self, name: str, at: Address) -> Link:
        """A person heard; without an address where there is no page of the name."""
        target = self.href(self.person_address(name), at) if self.shelves.has_page(name) else ""
        return Link(target, name, self.spelled(name), original=True)

    def quotes(self, article: ArticleId, name: str) -> bool:
        """Whether an article has words of a person, and not only reports them."""
        return any(it.quotations for it in self.archive.people_of.get(article, ()) if it.name == name)

    def articles(self, number: int) -> str:
        return self.texts.count("%(num)s article", "%(num)s articles", number)

    def translation(self, article: Article) -> Translation | None:
        return self.translations.get(article.id)

    def title(self, article: Article) -> str:
        """The headline in this language where there is a translation, else the printed one."""
        entry = self.translation(article)
        return entry.headline if entry and entry.headline else self.headline(article)

    def headline(self, article: Article) -> str:
        """The headline; without one `［无题］`, the column and the opening words."""
        if article.headline:
            return article.headline.text
        return " ".join(filter(None, ("［无题］", article.column_name, self.opening(article, 18))))

    def opening(self, article: Article, length: int) -> str:
        """The first words of the body."""
        kept = self.archive.beginnings_of.get(article.id)
        return opening(article, length) if kept is None or length > BEGINNING else shorten(kept, length)

    def beginning(self, article: Article, length: int) -> str:
        """The first words of the body; of what is nothing but a picture, of its caption."""
        return self.opening(article, length) or shorten(_caption(article), length)

    def article_link(self, article: Article, at: Address) -> Link:
        entry = self.translation(article)
        own = not (entry and entry.headline)
        return Link(self.href(routes.article(article.id), at), self.title(article), original=own)

    def line_link(self, article: Article, first: int, last: int, at: Address) -> Link:
        """To a line of the page as printed."""
        target = self.href(routes.printed(article.page), at)
        return Link(f"{target}#L{first}", str(first) if first == last else f"{first}–{last}")

    def line_links(self, article: Article, lines: tuple[int, ...], at: Address) -> tuple[Link, ...]:
        spans = self.shelves.pages[article.page].source.spans(lines)
        return tuple(self.line_link(article, first, last, at) for first, last in spans)

    def lines(self, article: Article, lines: tuple[int, ...]) -> str:
        """`5, 7, 9–11`, of the file that an article stands in."""
        return self.shelves.pages[article.page].source.told(lines)

    def card(self, article: Article, at: Address, length: int = 76, rank: int = 3) -> Card:
        place = gist_of(self.archive, article.id).place
        page = self.shelves.pages[article.page]
        names = dict.fromkeys(credit.name for credit in self.archive.credits_of.get(article.id, ()))
        entry = self.translation(article)
        return Card(
            href=self.href(routes.article(article.id), at),
            kind=self.texts.say(KINDS[article.kind]),
            style=article.kind,
            rank=rank,
            column=self.column_link(article.column_name, at) if article.column else None,
            kicker=article.kicker.text if article.kicker else "",
            headline=article.headline.text if article.headline else "",
            translated=entry.headline if entry else "",
            opening=self.opening(article, 22),
            summary=article.deck.text if article.deck else self.opening(article, length),
            summary_translated=shorten(entry.summary or entry.deck, 3 * length) if entry else "",
            names=tuple(self.reporter_link(name, at) for name in names),
            place=self.region_link(place, at) if place in self.archive.regions else None,
            where=self.page_link(page, at),
            picture=_caption(article) if article.kind == "photo" else "",
        )

    def spread(self, page: PageReading, at: Address) -> Spread:
        """A page laid out by prominence; the lead takes more room."""
        articles, rank = by_prominence(page), ranks(page)
        near = beside(articles[1:], page)
        kept = {article.id for article in near}
        lead = articles[0] if articles else None
        return Spread(
            banner=(page.banner or "").strip("■ "),
            lead=self.card(lead, at, LEAD_OPENING, 1) if lead else None,
            beside=tuple(self.card(article, at, 96, rank[article.id]) for article in near),
            rest=tuple(self.card(a, at, 76, rank[a.id]) for a in articles[1:] if a.id not in kept),
        )

    def cards(self, articles: Sequence[Article], at: Address) -> tuple[Card, ...]:
        return tuple(self.card(article, at) for article in articles)


def _caption(article: Article) -> str:
    return next((block.text for block in article.body if block.kind == "caption"), "")


def opening(article: Article, length: int) -> str:
    """The first words of the body."""
    return shorten("".join(block.text for block in article.body if block.kind == "paragraph"), length)
