"""Keys of pages that are not made yet: each changes with all that its page shows, so that an unchanged one stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, wraps
from pathlib import Path
from typing import Concatenate, ParamSpec

from gzdaily_site import model, shipped
from gzdaily_site.morgue import key
from gzdaily_site.render.contexts import Context
from gzdaily_site.render.edition import Edition

LENGTH = 12  # hexadecimal digits of a part
NOTHING = key("")[:LENGTH]  # of a page that is about no page of the newspaper
NOT_KNOWN = ""  # of an archive whose pages have no keys: every page is made


_Asked = ParamSpec("_Asked")


def _where_known(named: Callable[Concatenate[Keys, _Asked], str]) -> Callable[Concatenate[Keys, _Asked], str]:
    """Nothing is gathered for a key that could not be told."""

    @wraps(named)
    def told(keys: Keys, /, *asked: _Asked.args, **more: _Asked.kwargs) -> str:
        return named(keys, *asked, **more) if keys.known else NOT_KNOWN

    return told


class Keys:
    """Of one language. `page` and the others name what a page is made of; what is on every page is in all of them.

    A page of the newspaper counts as a whole: what shows one of its articles is made again when any line of it changes.
    """

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        settings = replace(edition.settings, site=Path())
        own = edition.settings.site / "locales" / f"{edition.texts.language}.po"
        self._all = key(shipped.code(), settings, edition.texts.language, own.read_bytes() if own.is_file() else b"")
        self._cards: dict[model.ArticleId, str] = {}

    @cached_property
    def known(self) -> bool:
        return bool(self._edition.archive.page_keys)

    @_where_known
    def article(self, it: model.Article, *more: str) -> str:
        """`more` is what else the page is given, such as its picture."""
        own, *around = self._article(it)
        return self._of(own, *around, more)

    def _article(self, it: model.Article) -> tuple[object, ...]:
        """What its page shows."""
        edition, archive = self._edition, self._edition.archive
        near = [
            (
                other.id,
                self._named(other.id),
                [(tie, tie.kind == "person" and edition.quotes(other.id, tie.what)) for tie in other.ties],
            )
            for other in archive.related_to.get(it.id, ())
        ]
        jumps = [found.get(it.id) for found in (archive.continues, archive.continued_from)]
        others = [self._named(jump.article) for jump in jumps if jump]
        heard = [self._heard(name) for name in edition.shelves.heard_in.get(it.id, ())]
        return self._card(it.id), near, jumps, others, self._beside(it), heard

    @_where_known
    def beside(self, it: model.Article) -> str:
        return self._of(self._card(it.id), it.id)

    @_where_known
    def alias(self, old: model.ArticleId, new: model.Article) -> str:
        return self._of("", old, self._named(new.id))

    @_where_known
    def page(self, it: model.PageReading, *more: object) -> str:
        own, *around = self._page(it)
        return self._of(own, *around, more)

    @_where_known
    def quire(self, it: model.PageReading, *more: object) -> str:
        """Of all that shows a page of the newspaper, or an article of it, and of what lies beside them."""
        return key(self._all, self._page(it), [self._article(article) for article in it.articles], *more)

    def _page(self, it: model.PageReading) -> tuple[object, ...]:
        edition = self._edition
        row, place = edition.archive.pages, edition.shelves.page_places[it.source.id]
        around = [page.source.id for page in row[max(place - 1, 0) : place + 2]]
        names = [edition.page_name(page) for page in row[max(place - 1, 0) : place + 2]]
        guessed = [self._named(guess.article) for end in it.loose_ends for guess in end.guesses]
        cards = [self._card(article.id) for article in it.articles]
        return (self._leaf(it.source.id), cards, it.loose_ends), guessed, around, names

    @_where_known
    def cards(self, them: Iterable[model.Article], *more: object) -> str:
        """Of a page that shows these, and what it says of them together."""
        return self._of("", [self._card(it.id) for it in them], more)

    @_where_known
    def tallies(self, them: Iterable[model.Article], *more: object) -> str:
        """Of a page that shows figures of these, and who else gives the same."""
        near = self._edition.archive.related_to
        return self._of(
            [
                (self._card(it.id), [(tie.id, self._named(tie.id), tie.ties) for tie in near.get(it.id, ())])
                for it in them
            ],
            more,
        )

    @_where_known
    def days(self, pages: Sequence[model.PageReading], around: Sequence[date | None]) -> str:
        cards = [self._card(article.id) for page in pages for article in page.articles]
        return self._of([self._leaf(page.source.id) for page in pages], cards, around)

    @_where_known
    def rows(self, it: model.PageReading, *more: object) -> str:
        """Of what a page's articles say by themselves, in a data file."""
        return key(self._all, self._leaf(it.source.id), *more)

    @_where_known
    def related(self, it: model.PageReading) -> str:
        """The same, and what they share with others."""
        near = self._edition.archive.related_to
        return self.rows(it, [near.get(article.id) for article in it.articles])

    @_where_known
    def everything(self) -> str:
        """Of what shows the whole archive, and what its articles share."""
        return self._of(sorted(self._edition.archive.page_keys.items()))

    @_where_known
    def addresses(self, them: str) -> str:
        """Of what says nothing of pages but where they are, and of which day."""
        return self._of("", them)

    @_where_known
    def context(self, context: Context) -> str:
        """Of a page that is cheaper to set out than to follow: everything it says."""
        return self._of("", context)

    def _of(self, own: object, *around: object) -> str:
        """In parts with names, so that it can be told what changed: the site, the newspaper page, what is around it."""
        its = key(own)[:LENGTH] if own else NOTHING
        return f"site:{self._all[:LENGTH]} page:{its} around:{key(*around)[:LENGTH]}"

    def _leaf(self, page: str) -> str:
        return self._edition.archive.page_keys.get(model.PageId(page), "")

    def _card(self, id_: model.ArticleId) -> str:
        """An article as lists show it: its page, and where its column and its people have their shelves."""
        if id_ not in self._cards:
            self._cards[id_] = self._card_of(id_)
        return self._cards[id_]

    def _card_of(self, id_: model.ArticleId) -> str:
        edition = self._edition
        it, shelves = edition.shelves.articles[id_], edition.shelves
        people = edition.archive.credits_of.get(id_, ())
        slugs = [(shelves.reporter_slugs[credit.name], shelves.roles.get(credit.name)) for credit in people]
        return key(id_, self._leaf(it.page), slugs, shelves.column_slugs[it.column_name] if it.column else "")

    def _heard(self, name: str) -> tuple[int, str, object]:
        """A person as the articles that have them say: how many they are, their shelf, and whether they write too."""
        shelves = self._edition.shelves
        return len(shelves.people[name]), shelves.people_slugs[name], shelves.roles.get(name)

    def _named(self, id_: model.ArticleId) -> tuple[str, str, str]:
        """Another article as a link names it, and the headline of its translation: a link says which of them it has."""
        edition, it = self._edition, self._edition.shelves.articles.get(id_)
        if it is None:
            return id_, "", ""
        entry = edition.translation(it)
        return id_, edition.headline(it), entry.headline if entry else ""

    def _beside(self, it: model.Article) -> list[tuple[str, str, str]]:
        """The articles before and after in the same column."""
        if not it.column:
            return []
        shelf, place = self._edition.shelves.columns[it.column_name], self._edition.shelves.column_places[it.id]
        return [self._named(other.id) for other in shelf[max(place - 1, 0) : place + 2]]
