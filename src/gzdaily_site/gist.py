"""The gist of an article: of what is known of it, that by which lists sort it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gzdaily_site.model import Archive, ArticleId, Gist, Organisation, Person, Places, TopicScore

NOWHERE = Places("", ())


def gist(layers: Mapping[str, Any]) -> Gist:
    """By what the layers say of one article. A page's work, so that lists unpack no layer of all articles."""
    places: Places = layers.get("places_of") or NOWHERE
    topics: tuple[TopicScore, ...] = layers.get("topics_of") or ()
    organisations: tuple[Organisation, ...] = layers.get("organisations_of") or ()
    people: tuple[Person, ...] = layers.get("people_of") or ()
    return Gist(
        place=places.main,
        mentioned=tuple(mention.code for mention in places.mentioned),
        topics=tuple(score.slug for score in topics),
        organisations=tuple(it.name for it in organisations),
        people=tuple((it.name, it.description, len(it.quotations)) for it in people if it.full),
        figures=len(layers.get("figures_of") or ()),
    )


def gist_of(archive: Archive, id_: ArticleId) -> Gist:
    """As it was taken down with the page; of an archive that has none, by its layers."""
    known = archive.gists_of.get(id_)
    if known is not None:
        return known
    layers = ("places_of", "topics_of", "organisations_of", "people_of", "figures_of")
    return gist({layer: getattr(archive, layer).get(id_) for layer in layers})
