"""The desk: every page read and its articles enriched; from the morgue where nothing it rests on changed, else anew."""

from __future__ import annotations

import copyreg
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from gzdaily_site import dictionary, lexicon, model, shipped
from gzdaily_site.blocks import blocks
from gzdaily_site.config import Settings
from gzdaily_site.crew import LEAST, Crew
from gzdaily_site.model import PageReading, SourcePage
from gzdaily_site.morgue import Envelopes, Folded, Morgue, Parcel, Vault, key, parcel, put_away
from gzdaily_site.report import Say
from gzdaily_site.separate import learning, separate
from gzdaily_site.separate.learning import Learnt
from gzdaily_site.stopwatch import Stopwatch

if TYPE_CHECKING:
    from gzdaily_site.enrich import Layers, Lore, Scope

Kinds = Mapping[str, str]  # of a column's articles, by its name
_T = TypeVar("_T")
_Read = TypeVar("_Read", PageReading, PageReading | None)


class BrokenLedgerError(Exception):
    """A page's characters do not add up: a bug of ours, and nothing is written."""


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands beside a page: what its articles say by themselves.

    `about` names what the layers were learnt with, `words` the list of the archive's own words; `heard` are those of
    them that stand on the page. A word that does not stand on a page changes nothing of it.
    """

    layers: Layers = field(default_factory=dict)
    about: str = ""
    words: str = ""
    heard: tuple[str, ...] = ()


EMPTY = Margin()


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page with its margin."""

    reading: PageReading
    margin: Margin = EMPTY

    @property
    def layers(self) -> Layers:
        return self.margin.layers


@dataclass(frozen=True, slots=True)
class Desk:
    """The pages in the order they came, each with a key that changes with anything its articles say.

    `read` are the ids of the pages that were read anew, `enriched` of those whose articles were enriched anew.
    """

    leaves: tuple[Leaf, ...]
    keys: tuple[str, ...]
    read: tuple[str, ...]
    enriched: tuple[str, ...]


def read(page: SourcePage, kinds: Kinds, *, corrections: bool = True) -> PageReading:
    """One page through blocks and separation, its ledger checked."""
    reading = separate(page, blocks(page), kinds, corrections=corrections)
    if not reading.ledger.holds:
        raise BrokenLedgerError(f"{page.path}: {reading.ledger}")
    return reading


def read_all(
    pages: Sequence[SourcePage], kinds: Kinds, crew: Crew, say: Say, *, learnt: Learnt | None = None
) -> list[PageReading]:
    """Every page read, in order, whatever the number of processes. `learnt`: what the archive taught."""
    return [packed.value for packed in _reading(pages, kinds, crew, say, learnt)]


@dataclass(frozen=True, slots=True)
class Shift:
    """Who does the work, who is told how far it is, the watch, who keeps what was done, one a kind of values, and
    where what is packed lies meanwhile: without a vault, in memory.
    """

    crew: Crew
    say: Say
    clock: Stopwatch
    morgue: Callable[[str], Morgue]
    vault: Vault | None = None


def leaves(
    pages: Sequence[SourcePage], settings: Settings, scope: Scope, shift: Shift, *, learnt: Learnt | None = None
) -> Desk:
    """Every page, in order. UserError for a correction that no longer fits its page."""
    pages_kept, margins_kept = shift.morgue("pages"), shift.morgue("margins")
    kinds = column_kinds(settings)
    with shift.clock("separate"):
        basis = key(shipped.code(), sorted(kinds.items()), learnt.name if learnt else "")
        keys = [key(basis, replace(page, lines=())) for page in pages]
        kept: list[PageReading | None] = [_away(pages_kept.get(name), shift.vault) for name in keys]
        missing = [n for n, reading in enumerate(kept) if reading is None]
        anew: dict[int, PageReading] = {}
        found = _reading([pages[n] for n in missing], kinds, shift.crew, shift.say, learnt)
        for n, packed in zip(missing, found, strict=True):
            anew[n] = _away(packed.value, shift.vault)
            pages_kept.put(keys[n], packed)  # at once, so that a build that is broken off loses little
    with shift.clock("enrich"):
        known = [
            Leaf(reading, _filed(margins_kept.get(keys[n]) or EMPTY, shift.vault)) if reading else Leaf(anew[n])
            for n, reading in enumerate(kept)
        ]
        stale: list[int] = []
        for n, margin in _enrich(known, scope, shift):
            known[n] = Leaf(known[n].reading, _filed(margin.value, shift.vault))
            margins_kept.put(keys[n], margin)  # as above
            stale.append(n)
        for morgue in (pages_kept, margins_kept):
            morgue.sweep(keys)
    if len(stale) >= LEAST or (stale and shift.crew.copies):  # nobody needs it from here on
        _AT_HAND.clear()
        lexicon.forget()
        learning.let_go()
    told = tuple(key(name, leaf.margin.about, leaf.margin.heard) for name, leaf in zip(keys, known, strict=True))
    return Desk(tuple(known), told, _ids(pages, missing), _ids(pages, stale))


def column_kinds(settings: Settings) -> Kinds:
    """The kinds of columns that the settings state."""
    return {name: c.kind for name, c in settings.columns.items() if c.kind}


def _reading(
    pages: Sequence[SourcePage], kinds: Kinds, crew: Crew, say: Say, learnt: Learnt | None
) -> Iterator[Parcel[PageReading]]:
    learning.use(learnt)
    if len(pages) >= LEAST and not crew.elsewhere:
        dictionary.keep_whole()  # here, so that copies of this process have it
    work = partial(_read, kinds, learnt if crew.elsewhere else None)
    yield from _counted("reading pages", crew.map(work, pages), len(pages), say)


def _read(kinds: Kinds, learnt: Learnt | None, pages: Sequence[SourcePage]) -> list[Parcel[PageReading]]:
    """A batch of pages; `learnt` where the worker cannot know it."""
    if learnt:
        learning.use(learnt)
    return [parcel(_put_down(read(replace(page, lines=tuple(page.lines)), kinds))) for page in pages]


def _put_down(reading: PageReading) -> PageReading:
    """The same with its text folded: most of what an archive holds, and asked for a page at a time."""
    source = replace(reading.source, lines=Folded.of(reading.source.lines))
    articles = (replace(article, body=Folded.of(article.body)) for article in reading.articles)
    return replace(reading, source=source, articles=tuple(articles))


def _away(reading: _Read, vault: Vault | None) -> _Read:
    """The same with its lines and the text of its articles put away; `_filed`: with the layers beside them."""
    if reading and vault:
        them = (reading.source.lines, *(article.body for article in reading.articles))
        put_away((it for it in them if isinstance(it, Folded)), vault)
    return reading


def _filed(margin: Margin, vault: Vault | None) -> Margin:
    if vault:
        put_away((layer for layer in margin.layers.values() if isinstance(layer, Envelopes)), vault)
    return margin


def _enrich(known: Sequence[Leaf], scope: Scope, shift: Shift) -> Iterator[tuple[int, Parcel[Margin]]]:
    """New margins for the leaves whose articles must be enriched anew, each with its place."""
    from gzdaily_site.enrich import own_words  # noqa: PLC0415 - slow to import, and `inspect` needs none of it

    crew, lists = shift.crew, shift.morgue("words")
    words = tuple(sorted(own_words((leaf.reading, leaf.layers) for leaf in known)))
    name = key(words)
    lists.put(name, parcel(words))
    touched = _touched(words, name, lists)
    stale = [n for n, leaf in enumerate(known) if leaf.margin.about != scope.name or touched(leaf)]
    if stale and not crew.elsewhere:  # here, so that copies of this process have it
        if len(stale) >= LEAST:
            dictionary.keep_whole()
        _gather(scope, name, words, shift.morgue("lexicon"))
    anew = frozenset(stale)
    work = partial(_learn, scope, name, words)
    made = _counted("enriching pages", crew.map(work, [known[n].reading for n in stale]), len(stale), shift.say)
    yield from zip(stale, made, strict=True)
    lists.sweep({leaf.margin.words for n, leaf in enumerate(known) if n not in anew} | {name})


def _touched(words: Sequence[str], name: str, lists: Morgue) -> Callable[[Leaf], bool]:
    """Whether the archive's own words that stand on a page are others than when its articles were enriched."""
    from gzdaily_site.enrich import standing  # noqa: PLC0415 - as above

    now = frozenset(words)
    added: dict[str, Callable[[PageReading], tuple[str, ...]] | None] = {}

    def touched(leaf: Leaf) -> bool:
        words = leaf.margin.words
        if words == name:
            return False
        if words not in added:
            before = lists.get(words)
            added[words] = standing(now - frozenset(before)) if before is not None else None
        fresh = added[words]
        return fresh is None or not now.issuperset(leaf.margin.heard) or bool(fresh(leaf.reading))

    return touched


def _learn(scope: Scope, name: str, words: tuple[str, ...], readings: Sequence[PageReading]) -> list[Parcel[Margin]]:
    """Of a batch of pages, what their articles say and which of the archive's own words stand on them."""
    from gzdaily_site.enrich import layers_of  # noqa: PLC0415 - as above

    told, standing = _lore(scope, name, words)
    return [parcel(Margin(layers_of(page, told), scope.name, name, standing(page))) for page in readings]


def _gather(scope: Scope, name: str, words: tuple[str, ...], kept: Morgue) -> None:
    """The lore, for which all of the dictionary is read only when its words are others than last time."""
    about = key(scope.name, name)
    added = kept.get(about)
    told, _ = _lore(scope, name, words, added)
    if added is None:
        kept.put(about, parcel(told.keywords.added))
        kept.sweep([about])


_AT_HAND: dict[tuple[str, str], Any] = {}  # the lore a process has; it takes a second to gather


def _lore(
    scope: Scope, name: str, words: tuple[str, ...], added: Mapping[str, int] | None = None
) -> tuple[Lore, Callable[[PageReading], tuple[str, ...]]]:
    from gzdaily_site import enrich  # noqa: PLC0415 - as above

    if (scope.name, name) not in _AT_HAND:
        _AT_HAND.clear()
        _AT_HAND[scope.name, name] = enrich.lore(scope, words, added), enrich.standing(words)
    made: tuple[Lore, Callable[[PageReading], tuple[str, ...]]] = _AT_HAND[scope.name, name]
    return made


def _counted(stage: str, results: Iterator[_T], total: int, say: Say) -> Iterator[_T]:
    for n, result in enumerate(results, 1):
        say(stage, n, total)
        yield result


def _ids(pages: Sequence[SourcePage], places: Iterable[int]) -> tuple[str, ...]:
    return tuple(pages[n].id for n in places)


def _taken_apart(value: Any) -> tuple[type, tuple[Any, ...]]:
    return type(value), tuple(_once(getattr(value, name)) for name in value.__match_args__)


_LINES: dict[tuple[int, ...], tuple[int, ...]] = {}  # there are as many as the longest page has lines, and few more


def _once(value: Any) -> Any:
    """What is said again and again (a unit, the sentence of five figures, a line) is packed once, and held once."""
    if type(value) is str:
        return sys.intern(value)
    if type(value) is tuple and len(value) == 1 and type(value[0]) is int:
        return _LINES.setdefault(value, value)
    return value


# Frozen values with slots are packed and unpacked by functions of `dataclasses` that ask for the fields of every one
# of them; to be taken apart and made anew takes half of that time, and an archive has a hundred of them an article.
for _kind in vars(model).values():
    if isinstance(_kind, type) and is_dataclass(_kind):
        copyreg.pickle(_kind, _taken_apart)
