"""Articles that go on on another page of their issue: the way there and back."""

from __future__ import annotations

from dataclasses import replace

from gzdaily_site import model
from gzdaily_site.render import routes
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.routes import Address
from gzdaily_site.render.views import Link


def without_open_end(it: model.Article) -> model.Article:
    """Where the article goes on elsewhere, its end is not missing from the file."""
    last = next((block for block in reversed(it.body) if block.kind == "paragraph"), None)
    end = last.lines[-1] if last else None
    return replace(it, gaps=tuple(g for g in it.gaps if g.kind != "cut_sentence" or g.after_line != end))


def jump_link(edition: Edition, it: model.Continuation, at: Address) -> Link:
    """The other article; before it the page on which it stands."""
    say = edition.texts.say
    note = (
        say("Continued on page %(number)s:", number=it.number)
        if it.way == "to"
        else say("Continued from page %(number)s:", number=it.number)
    )
    other = edition.shelves.articles[it.article]
    return Link(edition.href(routes.article(it.article), at), edition.headline(other), note=note, original=True)
