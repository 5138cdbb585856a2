"""What an article's layers rest on: each entry with the places in the text that prove it."""

from __future__ import annotations

from collections.abc import Iterator

from gzdaily_site import model
from gzdaily_site.model import Proofs, Tie, TieKind
from gzdaily_site.render import routes
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.routes import Address
from gzdaily_site.render.texts import mark
from gzdaily_site.render.typography import shorten
from gzdaily_site.render.views import Count, Findings, Kindred, Link, Lit, Voice

HEADS = ("kicker", "headline", "deck")
PASSAGE = 40  # characters of a shared passage that are shown
QUOTATION = 120  # of a quotation
MENTIONED = mark("both mention %(what)s")
QUOTED, NAMED, GIVEN = mark("both quote %(what)s"), mark("both name %(what)s"), mark("both give %(what)s")
SHARED: dict[TieKind, str] = {
    "passage": mark("both print %(what)s"),
    "column": mark("both stand in %(what)s"),
}


def findings(edition: Edition, it: model.Article, at: Address) -> Findings:
    archive, set_at = edition.archive, paragraphs(it)
    places = archive.places_of.get(it.id)
    return Findings(
        elsewhere=tuple(
            Lit(e.name, "", _lines(edition, it, e.lines), spots(e.proofs, set_at))
            for e in (places.elsewhere if places else ())
        ),
        voices=tuple(_voice(edition, it, person, set_at, at) for person in archive.people_of.get(it.id, ())),
        organisations=tuple(
            Lit(it_.name, "", _lines(edition, it, it_.lines), spots(it_.proofs, set_at))
            for it_ in archive.organisations_of.get(it.id, ())
        ),
        figures=tuple(
            Count(Lit(f.printed, "", _lines(edition, it, f.lines), spots(f.proof, set_at)), f.counted)
            for f in archive.figures_of.get(it.id, ())
        ),
        table=Link(edition.href(routes.FIGURES, at), edition.texts.say("Every figure of this archive, as a table")),
        people=Link(edition.href(routes.PEOPLE, at), edition.texts.say("Everyone heard in this archive")),
        bodies=Link(edition.href(routes.ORGANISATIONS, at), edition.texts.say("Every organisation of this archive")),
        kindred=tuple(_kindred(edition, it, at)),
        script=edition.routes.href(routes.EVIDENCE, edition.local(at)),
    )


def _voice(edition: Edition, it: model.Article, person: model.Person, set_at: dict[str, str], at: Address) -> Voice:
    others = len(edition.shelves.people[person.name]) - 1 if person.full else 0
    told = edition.texts.count("this name in %(num)s more article", "this name in %(num)s more articles", others)
    return Voice(
        Lit(person.name, person.description, _lines(edition, it, person.lines), spots(person.proofs, set_at)),
        tuple(shorten(quotation.text, QUOTATION) for quotation in person.quotations),
        edition.spelled(person.name) if person.full else "",
        Link(edition.href(edition.person_address(person.name), at), told) if others else None,
    )


def paragraphs(it: model.Article) -> dict[str, str]:
    """How the page calls the parts of an article: heads by name, paragraphs by number."""
    numbered = [n for n, block in enumerate(it.body) if block.kind == "paragraph"]
    return {name: name for name in HEADS} | {f"body.{n}": f"p{k}" for k, n in enumerate(numbered, 1)}


def spots(proofs: Proofs, set_at: dict[str, str]) -> str:
    """`p1:9-12 headline:0-2`, for the script that lights them up."""
    told = (proof.partition(":") for proof in proofs.split())
    return " ".join(f"{set_at[part]}:{span}" for part, _, span in told if part in set_at)


def _lines(edition: Edition, it: model.Article, lines: tuple[int, ...]) -> str:
    if len(lines) == 1:
        return edition.texts.say("line %(line)s", line=str(lines[0]))
    return edition.texts.say("lines %(lines)s", lines=edition.lines(it, lines))


def _kindred(edition: Edition, it: model.Article, at: Address) -> Iterator[Kindred]:
    for related in edition.archive.related_to.get(it.id, ()):
        if related.id in edition.shelves.articles:
            reasons = _reasons(edition, it, related)
            yield Kindred(edition.article_link(edition.shelves.articles[related.id], at), reasons)


def _reasons(edition: Edition, it: model.Article, related: model.Related) -> str:
    """`都提到“茶园”、“赫章县”；都引述陈燕`: what is alike is said once."""
    say = edition.texts.say
    alike: dict[str, list[str]] = {}
    for tie in related.ties:
        how, what = _shared(edition, it, related.id, tie)
        alike.setdefault(how, []).append(what)
    return say("; ").join(say(how, what=say(", ").join(them)) for how, them in alike.items())


def _shared(edition: Edition, it: model.Article, other: model.ArticleId, tie: Tie) -> tuple[str, str]:
    """How two articles are tied, as a sentence with a gap, and what goes there."""
    match tie.kind:
        case "place":
            region = edition.archive.regions[tie.what]
            return MENTIONED, edition.gloss(region.en) or _quoted(edition, region.name)
        case "figure":
            return GIVEN, _as_printed(edition, it, tie.what)
        case "person":
            quoted = all(edition.quotes(id_, tie.what) for id_ in (it.id, other))
            return QUOTED if quoted else NAMED, tie.what
        case "column":
            return SHARED["column"], edition.texts.say("《%(name)s》", name=tie.what)
        case _:
            return SHARED.get(tie.kind, MENTIONED), _quoted(edition, shorten(tie.what, PASSAGE))


def _quoted(edition: Edition, what: str) -> str:
    return edition.texts.say("“%(what)s”", what=what)


def _as_printed(edition: Edition, it: model.Article, figure: str) -> str:
    """`90.14万户`, where a tie says `901400 户`: as this article prints it first."""
    own = edition.archive.figures_of.get(it.id, ())
    return next((f.printed for f in own if f"{f.value} {f.unit}" == figure), figure)
