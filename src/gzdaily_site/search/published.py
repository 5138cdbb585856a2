"""Archive → Record…: the words of each article as its page shows them, numbered from the oldest to the newest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from gzdaily_site.model import LABEL_MARKS, Archive, Article, ArticleId, BodyBlock, PageFacts, PageReading
from gzdaily_site.morgue import Vault

# What HTML cannot carry is shown as U+FFFD, so that is what can be searched for.
_FORBIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
)  # fmt: skip
_UNSHOWN = re.compile(f"[{_FORBIDDEN}]")
_ODD = re.compile(f"[{_FORBIDDEN}\n\r\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Record:
    """One article: `head` (column, kicker, headline) and `text` hold what can be found, one string a part.

    What stands below the headline is most of an archive: it is asked for by `printed`, one part a line.
    """

    id: ArticleId
    facts: PageFacts
    page: str
    column: str
    kicker: str
    headline: str
    printed: Callable[[], str]
    region: str
    topics: tuple[str, ...]
    people: tuple[str, ...]

    @property
    def head(self) -> tuple[str, ...]:
        return tuple(part for part in (self.column, self.kicker, self.headline) if part)

    @property
    def text(self) -> tuple[str, ...]:
        return tuple(filter(None, self.printed().split("\n")))

    @property
    def year(self) -> int:
        """0 when the page is undated."""
        return self.facts.date.year if self.facts.date else 0


def published(archive: Archive, vault: Vault | None = None) -> tuple[Record, ...]:
    """Undated pages first, then day by day: a new issue changes no number that was given before.

    Texts lie in the vault where there is one, else in memory.
    """
    undated = [page for page in archive.pages if page.source.facts.date is None]
    dated = [page for page in archive.pages if page.source.facts.date is not None]
    return tuple(_record(it, page, archive, vault) for page in (*undated, *dated) for it in page.articles)


def _record(article: Article, page: PageReading, archive: Archive, vault: Vault | None) -> Record:
    places = archive.places_of.get(article.id)
    return Record(
        id=article.id,
        facts=page.source.facts,
        page=page.source.id,
        column=_shown(article.column.text).strip(LABEL_MARKS) if article.column else "",
        kicker=_shown(article.kicker.text) if article.kicker else "",
        headline=_shown(article.headline.text) if article.headline else "",
        printed=_asked("\n".join(filter(None, map(_shown, _texts(article)))), vault),
        region=places.main if places else "",
        topics=tuple(score.slug for score in archive.topics_of.get(article.id, ())),
        people=tuple(dict.fromkeys(credit.name for credit in archive.credits_of.get(article.id, ()))),
    )


def _asked(text: str, vault: Vault | None) -> Callable[[], str]:
    return partial(_got, vault, vault.put(text.encode())) if vault else lambda: text


def _got(vault: Vault, place: int) -> str:
    return vault.get(place).decode()


def _texts(article: Article) -> Iterator[str]:
    """What stands below the headline; a dateline runs on into the first paragraph, as it is set."""
    if article.deck:
        yield article.deck.text
    if article.byline:
        yield article.byline.text
    dateline = article.dateline.text if article.dateline else ""
    for block in article.body:
        opens = dateline if block.kind == "paragraph" else ""
        yield opens + block.text
        if block.mends:
            yield opens + _mended(block)
        dateline = "" if block.kind == "paragraph" else dateline


def _mended(block: BodyBlock) -> str:
    """The block with every better reading in place of the slip: both can be found."""
    text = block.text
    for mend in sorted(block.mends, key=lambda mend: -mend.at):
        text = text[: mend.at] + mend.better + text[mend.at + len(mend.seen) :]
    return text


def _shown(text: str) -> str:
    """The text as HTML shows it; most need nothing done, and what is printable holds nothing odd."""
    if text.isprintable() or not _ODD.search(text):
        return text.strip()
    return " ".join(_UNSHOWN.sub("\ufffd", text).splitlines()).strip()
