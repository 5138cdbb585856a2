"""gzsite topics: the taxonomy, and why the articles of a page have the topics they have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from gzdaily_site import config
from gzdaily_site.beside import SUFFIXES
from gzdaily_site.build import Weighing, weighing
from gzdaily_site.commands.inspect import folder
from gzdaily_site.commands.typeset import called, pad, say
from gzdaily_site.desk import column_kinds, read
from gzdaily_site.errors import UserError
from gzdaily_site.model import Article, PageReading, TopicScore, TopicSign
from gzdaily_site.source import read_page

NEXT = 2  # topics shown that did not fit, so that one sees by how much
WORDS = 8  # words shown of a topic
NAMES = 30  # columns for a topic's name


def run(site: Path, pages: tuple[Path, ...]) -> None:
    """Print the taxonomy, or of each page why its articles have their topics."""
    settings = config.load(site)
    weigh = weighing(settings)
    if not pages:
        say("\n".join(f"{pad(t.slug, NAMES)}{t.zh}  {t.en}  ({len(t.words)} words)" for t in weigh.topics.values()))
    for path in pages:
        _is_page(path)
        reading = read(read_page(path, site, folder(path, site, settings)), column_kinds(settings))
        say("\n\n".join("\n".join(_told(reading, article, weigh)) for article in reading.articles))


def _is_page(path: Path) -> None:
    """UserError for a file that lies beside a page, such as its corrections."""
    if path.is_file() and path.suffix.lower() not in SUFFIXES:
        remedy = f"name the page file itself ({', '.join(SUFFIXES)}); what lies beside it is read with it"
        raise UserError(str(path), "is no page file", remedy)


def _told(reading: PageReading, article: Article, weigh: Weighing) -> Iterator[str]:
    begins = next((block.text for block in article.body), "")
    yield click.style(called(article.headline.text if article.headline else None, begins), bold=True)
    given, least = weigh.given(reading, article), weigh.least(article)
    for score in weigh.weighed(reading, article)[: len(given) + NEXT]:
        yield from _topic(score, weigh, "" if score in given else _short(score, least))
    if not given:
        yield f"  no topic: none has {least:.2f} points"


def _short(score: TopicScore, least: float) -> str:
    """What a topic that was not given lacks."""
    few = score.score < least
    return f"fewer than {least:.2f} points" if few else "far fewer points than the best, or three have more"


def _topic(score: TopicScore, weigh: Weighing, short: str) -> Iterator[str]:
    topic = weigh.topics[score.slug]
    verdict = click.style(f"  not given: {short}", fg="yellow") if short else ""
    yield f"  {score.score:7.2f}  {pad(score.slug, NAMES)}{topic.zh}{verdict}"
    for sign in score.signs[:WORDS]:
        yield f"           +{sign.points:<6.2f}{pad(sign.word, 16)} {_where(sign)}"
    if len(score.signs) > WORDS:
        yield f"           +{sum(s.points for s in score.signs[WORDS:]):<6.2f}{len(score.signs) - WORDS} more words"


def _where(sign: TopicSign) -> str:
    return ", ".join(f"{where} {number}x" if number > 1 else where for where, number in sign.heard.items())
