"""Every value that travels down the line: SourcePage, Block, PageReading, Archive, SiteFile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import Literal, NewType

PageId = NewType("PageId", str)
ArticleId = NewType("ArticleId", str)


# ---------------------------------------------------------------- source
@dataclass(frozen=True, slots=True)
class PageFacts:
    """What front matter, a sidecar or the path state of a page; None is unknown, never a guess."""

    newspaper: str | None = None
    date: date | None = None
    number: str | None = None
    name: str | None = None
    source_url: str | None = None
    scan: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of `<page>.corrections.yml`; `what` names the verb, `fields` its words."""

    what: Literal["move", "join", "split", "retitle", "attribute", "mend"]
    fields: Mapping[str, str | tuple[str, ...]]
    place: str  # `file:line`, for messages


@dataclass(frozen=True, slots=True)
class Translation:
    """One entry of `<page>.<language>.yml`: any of an article's parts in another language, empty where there is none.

    `of` quotes the words that tell which article; `body` follows the article's blocks one by one.
    """

    language: str
    of: str
    headline: str = ""
    kicker: str = ""
    deck: str = ""
    summary: str = ""
    body: tuple[str, ...] = ()
    translator: str = ""
    place: str = ""  # `file:line`, for messages


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page file as it is: `lines[0]` is line 1; lines before `first` (1-based) are front matter."""

    id: PageId
    path: PurePosixPath
    sha256: str
    facts: PageFacts
    lines: Sequence[str]
    first: int = 1
    corrections: tuple[Correction, ...] = ()
    translations: tuple[Translation, ...] = ()

    def spans(self, lines: Sequence[int]) -> list[tuple[int, int]]:
        """Line numbers in the order given, runs drawn together, first and last of each: blank lines part nothing."""
        found: list[tuple[int, int]] = []
        for line in lines:
            if found and line > found[-1][1] and not any(s.strip() for s in self.lines[found[-1][1] : line - 1]):
                found[-1] = (found[-1][0], line)
            else:
                found.append((line, line))
        return found

    def told(self, lines: Sequence[int]) -> str:
        """The same as a reader has them: `5, 7, 9–11`."""
        return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in self.spans(lines))


# ---------------------------------------------------------------- blocks
BlockKind = Literal["heading", "text", "picture", "table", "vertical", "rule"]


@dataclass(frozen=True, slots=True)
class Block:
    """One non-blank source line: `level` 1-6 for headings, else 0; `follows`: no blank line above it."""

    line: int
    kind: BlockKind
    raw: str
    level: int = 0
    follows: bool = False


# ---------------------------------------------------------------- the parse of a page
@dataclass(frozen=True, slots=True)
class Piece:
    """Characters [start, end) of source line `line` (1-based); `text` is what is shown of them."""

    line: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A part of an article's head, with the source it was read from; `by_hand` where a person gave the text."""

    text: str
    pieces: tuple[Piece, ...]
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote it. `names` in printed order, `text` as printed; `by_hand` where a person gave the names."""

    text: str
    names: tuple[str, ...]
    pieces: tuple[Piece, ...]
    by_hand: bool = False


SignalName = Literal[
    "quotes_match",  # an opening mark before the seam is closed after it
    "quotes_forbid",  # quotation marks forbid it to go on from the text it stood under
    "broken_word",  # a word runs across the seam
    "reads_on",  # the words on both sides of the seam read as one text
    "open_end",  # the text above the seam does not end a sentence
    "open_start",  # the text below the seam does not begin one
    "next_line",  # the very next line of the source
    "similar_words",  # shares its vocabulary with that article
    "rare_words",  # shares words that stand nowhere else on the page
    "told_apart",  # of two articles that say the same, it has the words that only this one has
    "unlike_host",  # differs from the article it stood under
    "break_above",  # the subject changes where it begins
    "distance",  # how many articles lie between
    "correction",  # a person said so
    "jump_lines",  # two jump lines name each other's pages
    "same_headline",  # the headlines share words
]


@dataclass(frozen=True, slots=True)
class Signal:
    """One reason for a decision: `weight` in log-odds, `detail` the words or marks it rests on."""

    name: SignalName
    weight: float
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Join:
    """Two legs of one paragraph put together after source line `after_line`; confidence 0 to 1."""

    after_line: int
    confidence: float
    signals: tuple[Signal, ...]


@dataclass(frozen=True, slots=True)
class Mend:
    """A slip a person mended: `seen` stands at offset `at` of the block's text, `better` is the reading."""

    at: int
    seen: str
    better: str
    why: str = ""


BodyKind = Literal["paragraph", "crosshead", "caption", "credit", "table"]


@dataclass(frozen=True, slots=True)
class BodyBlock:
    """A paragraph, crosshead, caption, credit or table of an article, as printed."""

    kind: BodyKind
    text: str
    pieces: tuple[Piece, ...]
    joins: tuple[Join, ...] = ()
    mends: tuple[Mend, ...] = ()
    names: tuple[str, ...] = ()  # photographers, on a credit

    @property
    def lines(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(p.line for p in self.pieces))


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """The next best home of a moved leg."""

    article: ArticleId
    confidence: float


@dataclass(frozen=True, slots=True)
class Move:
    """Source lines brought home from under another article's head."""

    lines: tuple[int, ...]
    from_article: ArticleId
    confidence: float
    signals: tuple[Signal, ...]
    runner_up: RunnerUp | None = None


GapKind = Literal["cut_sentence", "missing_headline", "missing_text"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Text that seems not to be in the file, between two source lines (None: at the head, at the end).

    `perhaps`: how likely the text at `before_line` goes on where a sentence breaks off, from 0 to 1; it was not joined.
    """

    after_line: int | None
    before_line: int | None
    kind: GapKind
    perhaps: float = 0.0


LABEL_MARKS = "■□◆◇●★▲ \u3000"  # before the name of a column

ArticleKind = Literal["news", "feature", "commentary", "photo", "profile", "brief"]


@dataclass(frozen=True, slots=True)
class Article:
    """One article, put together; body blocks in reading order."""

    id: ArticleId
    page: PageId
    kind: ArticleKind
    column: Field | None
    kicker: Field | None
    headline: Field | None
    deck: Field | None
    byline: Byline | None
    dateline: Byline | None
    body: Sequence[BodyBlock]
    moves: tuple[Move, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def column_name(self) -> str:
        """The column's name without the mark printed before it; empty without a column."""
        return self.column.text.strip(LABEL_MARKS) if self.column else ""

    @property
    def heads(self) -> tuple[Field | Byline, ...]:
        """The parts of the head that are there, in the order a newspaper prints them."""
        parts = (self.column, self.kicker, self.headline, self.deck, self.byline, self.dateline)
        return tuple(p for p in parts if p)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Every stretch of source the article owns, head first, in reading order."""
        head = [p for part in self.heads for p in part.pieces]
        return (*head, *(p for b in self.body for p in b.pieces))

    @property
    def lines(self) -> tuple[int, ...]:
        """Every source line the article owns, in reading order."""
        return tuple(dict.fromkeys(p.line for p in self.pieces))


@dataclass(frozen=True, slots=True)
class Furniture:
    """What belongs to the page, not to an article: `role` is banner, editor, folio, picture, rule, ..."""

    role: str
    piece: Piece


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """Lines left where they were found because no home was sure; `guesses` best first.

    `jump`: the lines are a jump line, and its other end, on the page of that number, was not found.
    """

    lines: tuple[int, ...]
    why: str
    guesses: tuple[RunnerUp, ...] = ()
    jump: str = ""


@dataclass(frozen=True, slots=True)
class Continuation:
    """Where an article goes on (`to`) or comes from: an article of another page of the issue, and its jump line."""

    way: Literal["to", "from"]
    article: ArticleId
    page: PageId
    number: str
    line: int
    confidence: float
    signals: tuple[Signal, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Non-blank characters of the source and where they went."""

    characters: int
    in_articles: int
    in_furniture: int
    lost: int
    doubled: int

    @property
    def holds(self) -> bool:
        return not (self.lost or self.doubled) and self.characters == self.in_articles + self.in_furniture


@dataclass(frozen=True, slots=True)
class PageReading:
    """How a page was read."""

    source: SourcePage
    articles: tuple[Article, ...]
    furniture: tuple[Furniture, ...]
    ledger: Ledger
    loose_ends: tuple[LooseEnd, ...] = ()

    @property
    def banner(self) -> str | None:
        """The label that stands above the whole page, such as 黔进先锋·贵在行动."""
        return next((f.piece.text for f in self.furniture if f.role == "banner"), None)


# ---------------------------------------------------------------- what is learnt beside the articles
@dataclass(frozen=True, slots=True)
class Region:
    """An administrative division. `parent` is the code of the one above; `slug` is unique below it."""

    code: str
    name: str
    short: str
    pinyin: str
    en: str
    level: Literal["province", "prefecture", "county"]
    parent: str | None
    slug: str
    former: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject of the taxonomy; `words` maps a keyword to its weight."""

    slug: str
    zh: str
    en: str
    words: Mapping[str, float]
    columns: tuple[str, ...] = ()


# Characters of the parts of an article, `part:start-end` each, parted by blanks: `headline:0-3 body.3:54-57`, where
# `body.3` is the fourth block. Text, since an article has sixty of them, and as values of their own they fill memory.
Proofs = NewType("Proofs", str)
UNPROVED = Proofs("")


@dataclass(frozen=True, slots=True)
class Mention:
    """A region named in an article: the source lines and the words that prove it; `townships` named with it."""

    code: str
    lines: tuple[int, ...]
    words: tuple[str, ...]
    proofs: Proofs = UNPROVED
    townships: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A place outside the province, as the article names it."""

    name: str
    lines: tuple[int, ...]
    words: tuple[str, ...]
    proofs: Proofs = UNPROVED


@dataclass(frozen=True, slots=True)
class Places:
    """`main` is the code of the region the article is about: the province when none stands out, empty when it is
    about places outside only.
    """

    main: str
    mentioned: tuple[Mention, ...]
    elsewhere: tuple[Elsewhere, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicSign:
    """A word that spoke for a topic: how often it stands where, and the points it earned."""

    word: str
    heard: Mapping[str, int]
    points: float


@dataclass(frozen=True, slots=True)
class TopicScore:
    """How far an article is about a topic, and which words said so."""

    slug: str
    score: float
    words: tuple[str, ...]
    signs: tuple[TopicSign, ...] = ()
    proofs: Proofs = UNPROVED


# Of an `author` nothing is printed but the name.
CreditRole = Literal["reporter", "correspondent", "photographer", "agency", "author"]


@dataclass(frozen=True, slots=True)
class Credit:
    """A person, or an agency, named in a byline, dateline or picture credit."""

    name: str
    role: CreditRole


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a person said, without the outer marks; `lines` are those that say who spoke."""

    text: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A person quoted; `description` as the text has it, `full` where the whole name is given (not 刘大爷)."""

    name: str
    description: str
    full: bool
    lines: tuple[int, ...]
    quotations: tuple[Quotation, ...]
    proofs: Proofs = UNPROVED


@dataclass(frozen=True, slots=True)
class Organisation:
    name: str
    lines: tuple[int, ...]
    proofs: Proofs = UNPROVED


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity: `value` in `unit` in digits, `printed` as the text has it; `rounded` where it says 余 or 多."""

    value: str
    unit: str
    printed: str
    counted: str
    sentence: str
    rounded: bool
    lines: tuple[int, ...]
    proof: Proofs


TieKind = Literal["passage", "figure", "person", "phrase", "word", "place", "column", "organisation"]


@dataclass(frozen=True, slots=True)
class Tie:
    """What two articles share."""

    kind: TieKind
    what: str


@dataclass(frozen=True, slots=True)
class Related:
    """Another article, and why: the strongest ties first."""

    id: ArticleId
    score: float
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """By what an article may be related to others, as numbers, which is all that an archive compares."""

    ties: bytes  # as `enrich/related.py` numbers them, in the order of `Archive.ties_of`
    clauses: bytes  # as `enrich/reuse.py` numbers them


@dataclass(frozen=True, slots=True)
class Gist:
    """What lists sort an article by, without what speaks for it: of all articles they ask for nothing else."""

    place: str  # `Places.main`
    mentioned: tuple[str, ...]  # codes of regions
    topics: tuple[str, ...]
    organisations: tuple[str, ...]
    people: tuple[tuple[str, str, int], ...]  # of whole names: the name, the description, how many quotations
    figures: int  # how many


BEGINNING = 140  # characters of a text that lists show at most, twice as many of letters


@dataclass(frozen=True, slots=True)
class Archive:
    """All pages in order (date, number, id; undated last), with one layer a kind of knowledge, keyed by article."""

    pages: tuple[PageReading, ...]
    regions: Mapping[str, Region]  # by code, gazetteer order; the province first
    topics: Mapping[str, Topic]  # by slug, taxonomy order
    places_of: Mapping[ArticleId, Places] = field(default_factory=dict)
    topics_of: Mapping[ArticleId, tuple[TopicScore, ...]] = field(default_factory=dict)
    keywords_of: Mapping[ArticleId, tuple[str, ...]] = field(default_factory=dict)
    credits_of: Mapping[ArticleId, tuple[Credit, ...]] = field(default_factory=dict)
    continues: Mapping[ArticleId, Continuation] = field(default_factory=dict)
    continued_from: Mapping[ArticleId, Continuation] = field(default_factory=dict)
    people_of: Mapping[ArticleId, tuple[Person, ...]] = field(default_factory=dict)
    organisations_of: Mapping[ArticleId, tuple[Organisation, ...]] = field(default_factory=dict)
    figures_of: Mapping[ArticleId, tuple[Figure, ...]] = field(default_factory=dict)
    beginnings_of: Mapping[ArticleId, str] = field(default_factory=dict)  # of its text, for lists
    texts_of: Mapping[ArticleId, str] = field(default_factory=dict)  # below its headline, for search: a line a part
    gists_of: Mapping[ArticleId, Gist] = field(default_factory=dict)
    ties_of: Mapping[ArticleId, Sequence[tuple[TieKind, str]]] = field(default_factory=dict)  # what others may share
    traces_of: Mapping[ArticleId, Trace] = field(default_factory=dict)
    related_to: Mapping[ArticleId, tuple[Related, ...]] = field(default_factory=dict)
    page_keys: Mapping[PageId, str] = field(default_factory=dict)  # each changes with what its page says


# ---------------------------------------------------------------- the site
@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file of the finished site; `path` is relative to the output folder, its parts parted by `/`."""

    path: str
    content: bytes

    @property
    def key(self) -> str:
        """What a Plate's key is, of a file that is made already: its digest."""
        return f"content:{blake2b(self.content, digest_size=12).hexdigest()}"

    def make(self) -> bytes:
        return self.content


@dataclass(frozen=True, slots=True)
class Plate:
    """A file of the site that is not made yet. The same path and key make the same content; without a key nobody
    knows before it is made. A key is a row of `part:digest`.
    """

    path: str
    make: Callable[[], bytes]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a Reel. The same key makes the same content, wherever it stands; without a key nobody knows."""

    make: Callable[[], bytes]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Reel:
    """A Plate of a file that may be as large as the archive: it comes in stretches, and is never whole in memory."""

    path: str
    stretches: Callable[[], Iterable[Stretch]]
    key: str = ""

    def make(self) -> bytes:
        return b"".join(stretch.make() for stretch in self.stretches())


@dataclass(frozen=True, slots=True)
class Quire:
    """Plates that are laid out together, such as all that show a newspaper page and its articles. As long as one of the
    same name has the same key, its plates are the same and have the same keys; without a key nobody knows.
    """

    name: str
    plates: Callable[[], Iterable[Plate]]
    key: str = ""


# ---------------------------------------------------------------- what a check finds
@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with the finished site: `place` is a path in it, with the line where that is known."""

    severity: Literal["error", "warning"]
    place: str
    trouble: str


Planned = SiteFile | Plate | Reel  # what a site is laid out to have
Laid = Planned | Quire
