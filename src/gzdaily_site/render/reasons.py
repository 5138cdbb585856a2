"""How an article was put together, in words: joins, moves and gaps with their reasons."""

from __future__ import annotations

from collections.abc import Iterator

from gzdaily_site.model import Article, Continuation, Gap, Join, Move, Signal
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.routes import Address
from gzdaily_site.render.texts import mark
from gzdaily_site.render.typography import shorten
from gzdaily_site.render.views import Reason

SHOWN = 40  # characters of a headline that a sentence names
Decision = Join | Move | Gap | Continuation

SIGNALS = {
    "quotes_match": mark("a quotation opened before it is closed after it"),
    "quotes_forbid": mark("quotation marks forbid it to go on from the text it stood under"),
    "broken_word": mark("a word runs across the seam"),
    "reads_on": mark("the words on both sides of the seam read as one text"),
    "open_end": mark("the text above does not end a sentence"),
    "open_start": mark("the text below does not begin a sentence"),
    "next_line": mark("it is the very next line of the file"),
    "similar_words": mark("it shares its vocabulary with this article"),
    "rare_words": mark("it shares words that stand nowhere else on the page"),
    "told_apart": mark("of two articles that say the same, it has the words that only this one has"),
    "unlike_host": mark("it differs from the article it stood under"),
    "break_above": mark("the subject changes where it begins"),
    "distance": mark("how many articles lie between"),
    "correction": mark("a person said so"),
    "jump_lines": mark("the jump lines name each other's pages"),
    "same_headline": mark("the headlines share words"),
}
GAPS = {
    "cut_sentence": mark("The sentence breaks off here: its rest was not found on the page."),
    "missing_headline": mark("The headline is not in the file."),
    "missing_text": mark("Text is missing here: it is not in the file."),
}


class Reasons:
    """The decisions of one article, numbered in the order the article is read."""

    def __init__(self, edition: Edition, article: Article, at: Address) -> None:
        self._edition, self._article, self._at = edition, article, at
        self._numbers: dict[int, int] = {}
        self._said: list[Decision] = []
        archive = edition.archive
        jumps = (archive.continued_from.get(article.id), archive.continues.get(article.id))
        joins = (j for b in article.body for j in b.joins)
        self._rest: tuple[Decision, ...] = (*joins, *article.moves, *article.gaps, *(j for j in jumps if j))

    def number(self, decision: Decision) -> str:
        """The number of a decision; asking for it the first time gives it one."""
        if id(decision) not in self._numbers:
            self._said.append(decision)
            self._numbers[id(decision)] = len(self._said)
        return str(self._numbers[id(decision)])

    def sentence(self, decision: Decision) -> str:
        """What was decided, with its confidence."""
        say, texts = self._edition.texts.say, self._edition.texts
        match decision:
            case Gap() if decision.perhaps:
                return say(
                    "The sentence breaks off here. Perhaps it goes on in the next paragraph"
                    " (confidence %(confidence)s), perhaps its rest is not on the page.",
                    confidence=texts.percent(decision.perhaps),
                )
            case Gap():
                return say(GAPS[decision.kind])
            case Join():
                return say(
                    "Two parts of a paragraph joined after line %(line)s (confidence %(confidence)s).",
                    line=str(decision.after_line),
                    confidence=texts.percent(decision.confidence),
                )
            case Move():
                return self._moved(decision)
            case Continuation():
                return self._linked(decision)

    def _moved(self, it: Move) -> str:
        edition = self._edition
        stood = edition.shelves.articles.get(it.from_article)
        lines, sure = edition.lines(self._article, it.lines), edition.texts.percent(it.confidence)
        if stood is None or not stood.headline:
            return edition.texts.say(
                "Lines %(lines)s brought here from under another headline (confidence %(confidence)s).",
                lines=lines,
                confidence=sure,
            )
        return edition.texts.say(
            "Lines %(lines)s brought here from under “%(headline)s” (confidence %(confidence)s).",
            lines=lines,
            headline=shorten(edition.title(stood), SHOWN),
            confidence=sure,
        )

    def _linked(self, it: Continuation) -> str:
        say, sure = self._edition.texts.say, self._edition.texts.percent(it.confidence)
        if it.way == "to":
            return say("Goes on on page %(number)s (confidence %(confidence)s).", number=it.number, confidence=sure)
        return say("Comes from page %(number)s (confidence %(confidence)s).", number=it.number, confidence=sure)

    def all(self) -> tuple[Reason, ...]:
        """Every decision explained; one that has no sign in the text comes last."""
        signed = len(self._said)
        for decision in self._rest:
            self.number(decision)
        return tuple(self._reason(n, decision, signed) for n, decision in enumerate(self._said, 1))

    def _reason(self, number: int, decision: Decision, signed: int) -> Reason:
        runner = decision.runner_up if isinstance(decision, Move) else None
        stood = self._edition.shelves.articles.get(decision.from_article) if isinstance(decision, Move) else None
        article = self._edition.shelves.articles.get(runner.article) if runner else None
        return Reason(
            id=f"how-{number}",
            kind=type(decision).__name__.lower(),
            text=self.sentence(decision),
            signals=tuple(self._signals(() if isinstance(decision, Gap) else decision.signals)),
            stood=self._edition.article_link(stood, self._at) if stood else None,
            runner_up=self._edition.article_link(article, self._at) if article else None,
            runner_up_confidence=self._edition.texts.percent(runner.confidence) if runner else "",
            back=f"sign-{number}" if number <= signed else "",
            lines=self._edition.line_links(self._article, _lines(decision), self._at),
        )

    def _signals(self, signals: tuple[Signal, ...]) -> Iterator[str]:
        for signal in signals:
            words = self._edition.texts.say(SIGNALS[signal.name])
            against = self._edition.texts.say("against: %(reason)s", reason=words) if signal.weight < 0 else words
            yield f"{against} ({signal.detail})" if signal.detail else against


def _lines(decision: Decision) -> tuple[int, ...]:
    """The source lines a decision is about."""
    match decision:
        case Join():
            return (decision.after_line,)
        case Move():
            return decision.lines
        case Gap():
            return tuple(line for line in (decision.after_line, decision.before_line) if line is not None)
        case Continuation():
            return (decision.line,)
