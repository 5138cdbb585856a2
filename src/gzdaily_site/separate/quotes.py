"""Words that a correction quotes, found again on a page that was read anew: where they stand, or what comes nearest."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from gzdaily_site.model import SourcePage
from gzdaily_site.separate.drafts import Draft
from gzdaily_site.separate.marks import place, shown
from gzdaily_site.separate.parts import Part, stretch
from gzdaily_site.separate.plain import plain

SAME = str.maketrans("“”„‟‘’「」『』`´—–―", '""""\'\'""""\'\'---')  # marks that one reading has and another has not
LEFT_OUT = frozenset("#*■")
LOOKED_AT = 8  # lines, those with most of the quoted words, that are compared closely
NEAR = 0.35  # likeness below which a line has nothing to do with the words
MORE = 6  # characters that a message shows beyond the length of the quoted words


@dataclass(frozen=True, slots=True)
class Found:
    """Parts [first, last] of a draft's body hold the quoted words."""

    draft: Draft
    first: int
    last: int

    @property
    def parts(self) -> list[Part]:
        return self.draft.body[self.first : self.last + 1]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The line that comes closest to words that no line has, and the stretch of it that does."""

    line: int
    text: str


def alike(text: str) -> str:
    """For comparing only: no white space and no marks of headings; one width, one kind of quotation marks."""
    return "".join(c for c, _ in _characters(text))


def beginning(made: Sequence[Draft], words: str) -> list[Found]:
    """Where the words begin a line; they may go on in the lines below it."""
    want = alike(words)
    return [f for d in made for k in range(len(d.body)) if (f := _runs_from(d, k, want))] if want else []


def ending(made: Sequence[Draft], words: str) -> list[Found]:
    """Where the words end a line; they may begin in the lines above it."""
    want = alike(words)
    return [f for d in made for k in range(len(d.body)) if (f := _runs_to(d, k, want))] if want else []


def inside(made: Sequence[Draft], words: str) -> list[tuple[Draft, int, int, int]]:
    """Where the words stand inside a line: the draft, the place in its body, characters [start, end) of its text."""
    want = alike(words)
    out = []
    for draft in made if want else ():
        for k, part in enumerate(draft.body):
            characters = list(_characters(part.text))
            said = "".join(c for c, _ in characters)
            at = said.find(want)
            while at >= 0:
                out.append((draft, k, characters[at][1], characters[at + len(want) - 1][1] + 1))
                at = said.find(want, at + 1)
    return out


def cut(page: SourcePage, draft: Draft, k: int, at: int) -> None:
    """Part `k` of a draft's body made two, the second from character `at` of its text on."""
    part = draft.body[k]
    start, end, raw = part.piece.start, part.piece.end, page.lines[part.line - 1]
    middle = start + place(raw[start:end], at)
    above = replace(part, piece=stretch(raw, part.line, start, middle))
    below = replace(part, piece=stretch(raw, part.line, middle, end), names=(), follows=False)
    draft.body[k : k + 1] = [above, below]


def nearest(page: SourcePage, words: str) -> Nearest | None:
    """The line of the page file that comes closest to words that were not found; None when none comes near."""
    bits = {words[k : k + size]: k for size in (1, 2) for k in range(len(words) - size + 1)}
    counts = [(sum(b in raw for b in bits), n) for n, raw in enumerate(page.lines, 1) if raw.strip()]
    best: tuple[float, Nearest] | None = None
    for _, n in sorted((c for c in counts if c[0]), key=lambda c: (-c[0], c[1]))[:LOOKED_AT]:
        text = _window(shown(page.lines[n - 1]), bits, len(words))
        likeness = SequenceMatcher(None, words, text[: len(words)], autojunk=False).ratio()
        if best is None or likeness > best[0]:
            best = likeness, Nearest(n, text)
    return best[1] if best and best[0] >= NEAR else None


def _characters(text: str) -> Iterator[tuple[str, int]]:
    """Each character as it is compared, and where in the text it stands."""
    for k, c in enumerate(plain(text).translate(SAME)):
        if c not in LEFT_OUT:
            yield from ((x, k) for x in unicodedata.normalize("NFKC", c) if not x.isspace())


def _runs_from(draft: Draft, k: int, want: str) -> Found | None:
    rest = want
    for n in range(k, len(draft.body)):
        said = alike(draft.body[n].text)
        if said.startswith(rest):
            return Found(draft, k, n)
        if not said or not rest.startswith(said):
            return None
        rest = rest[len(said) :]
    return None


def _runs_to(draft: Draft, k: int, want: str) -> Found | None:
    rest = want
    for n in range(k, -1, -1):
        said = alike(draft.body[n].text)
        if said.endswith(rest):
            return Found(draft, n, k)
        if not said or not rest.endswith(said):
            return None
        rest = rest[: -len(said)]
    return None


def _window(text: str, bits: dict[str, int], size: int) -> str:
    """The stretch of a text that lies over the words best: where most of their bits put its beginning."""
    starts = Counter(max(at - k, 0) for b, k in bits.items() if (at := text.find(b)) >= 0)
    start = min(starts, key=lambda s: (-starts[s], s)) if starts else 0
    end = start + size + MORE
    return text[start:end] + ("…" if end < len(text) else "")
