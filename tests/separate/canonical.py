"""A page written anew from its reading: each article whole and in order, every line with the marks it had."""

from collections.abc import Iterator

from gzdaily_site.model import Article, Field, PageReading, Piece


def text_of(reading: PageReading) -> str:
    """The articles in the order of their heads; what belongs to the page at its top and at its end, as it was."""
    lines = reading.source.lines
    last = max((n for a in reading.articles for n in a.lines), default=0)
    furniture = [f.piece.line for f in reading.furniture]
    above = [lines[n - 1] for n in furniture if n < last]
    below = [lines[n - 1] for n in furniture if n > last]
    return "\n\n".join([*above, *(text for a in reading.articles for text in _texts(a, lines)), *below])


def as_read(article: Article) -> dict:
    """What of an article does not depend on where its lines stand."""
    heads = {name: getattr(article, name) for name in ("column", "kicker", "headline", "deck", "byline", "dateline")}
    return {
        **{name: part.text if part else None for name, part in heads.items()},
        "kind": article.kind,
        "body": [(b.kind, b.text) for b in article.body],
    }


def _texts(a: Article, lines: tuple[str, ...]) -> Iterator[str]:
    """The article's lines, the legs of a paragraph run together; a line that two parts share stands once."""
    written: set[int] = set()
    for pieces in _parts(a):
        new = [n for n in dict.fromkeys(p.line for p in pieces) if n not in written]
        written.update(new)
        if new:
            one_paragraph = all(p.text for p in pieces) and new[-1] - new[0] >= len(new)
            yield ("" if one_paragraph else "\n").join(lines[n - 1] for n in new)


def _parts(a: Article) -> Iterator[tuple[Piece, ...]]:
    heads = [part for part in (a.column, a.kicker, a.headline, a.deck) if isinstance(part, Field)]
    yield from (part.pieces for part in heads)
    first = min((n for b in a.body for n in b.lines), default=0)
    signed = a.byline.pieces if a.byline else ()
    yield tuple(p for p in signed if p.line <= first)
    yield from (b.pieces for b in a.body)
    yield from ((p,) for p in signed if p.line > first)
