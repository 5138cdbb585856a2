"""The role of every line: first what its form settles, then what its neighbours settle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from gzdaily_site.model import Block
from gzdaily_site.separate import strips, subheads
from gzdaily_site.separate.forms import LONGEST_CAPTION, certain
from gzdaily_site.separate.names import bare_names
from gzdaily_site.separate.parts import BODY, Part, whole
from gzdaily_site.separate.seams import one_paragraph
from gzdaily_site.separate.shape import NEVER_FIRST, matched, open_end, unclosed
from gzdaily_site.separate.verses import poems

LONGEST_KICKER = 40  # characters; the longest of 841 kickers in the training pages has 38
LONGEST_CROSSHEAD = 30

# Particles and prepositions that call for another word: a head does not end with one, a strip of a paragraph may.
SIGNED = "报道"  # signs a story of words and pictures
SOURCE_NOTE = "数据来源"  # names who supplied the figures of a text, not who took a picture
NEVER_LAST = "的了是在和与及为将被把对向从以于且而或也就都其并所由让使"

Step = Callable[[list[Part]], list[Part]]


def roles(blocks: Sequence[Block]) -> list[Part]:
    """The parts of a page in source order, each with its role."""
    parts = [p for b in blocks for p in certain(b) or (whole(b, "headline" if b.level else "paragraph"),)]
    for step in STEPS:
        parts = step(parts)
    return parts


def banners(parts: list[Part]) -> list[Part]:
    """A column label above everything, not set as a heading, is the banner of the page."""
    first = next(
        (n for n, p in enumerate(parts) if p.role not in ("folio", "rule", "picture", "editor", "notice")), None
    )
    if first is None or parts[first].role != "column" or parts[first].level:
        return parts
    return [*parts[:first], parts[first].turned("banner"), *parts[first + 1 :]]


def headings_in_a_row(parts: list[Part]) -> list[Part]:
    """Of headings in a row the largest is the headline (the last of equals): before it kickers, after it decks."""
    out = list(parts)
    n = 0
    while n < len(out):
        end = n
        while end < len(out) and out[end].role == "headline":
            end += 1
        if end - n > 1:
            top = min(range(n, end), key=lambda k: (out[k].level, -k))
            for k in range(n, end):
                out[k] = out[k].turned("kicker" if k < top else "deck" if k > top else "headline")
        n = end + 1
    return out


def captions_by_credit(parts: list[Part]) -> list[Part]:
    """A line right above a credit, or between a head and one, is a caption."""
    out = list(parts)
    broken = sum(_breaks_off(parts, n) for n in range(len(parts)))
    for n in range(len(parts) - 1):
        here, after = parts[n], parts[n + 1]
        fits = here.role == "paragraph" and after.role == "credit" and after.line > here.line and not here.sure
        signs_text = after.text.startswith(SOURCE_NOTE) or after.text.rstrip("）)").endswith(SIGNED)
        if fits and not signs_text and not _goes_on_from(parts, n, broken=broken):
            short = len(here.text) <= 120 or ("图为" in here.text and len(here.text) <= LONGEST_CAPTION)
            out[n] = here.turned("caption") if short else here
    return out


def _goes_on_from(parts: Sequence[Part], n: int, *, broken: int) -> bool:
    """The line is the rest of an open paragraph right above it."""
    above = parts[n - 1] if n else None
    if above is None or above.role != "paragraph" or not open_end(above.text):
        return False
    return one_paragraph(above.text, parts[n].text, moved=False, next_line=True, broken=broken) > 0


def _breaks_off(parts: Sequence[Part], n: int) -> bool:
    """A paragraph, too long for a kicker, that breaks off in front of a head."""
    after = parts[n + 1].role if n + 1 < len(parts) else "headline"
    long = parts[n].role == "paragraph" and len(parts[n].text) > LONGEST_KICKER
    return long and after in ("column", "headline") and open_end(parts[n].text)


def verses(parts: list[Part]) -> list[Part]:
    """Loose lines of one measure in a row are a poem."""
    out = list(parts)
    loose = [p.text if p.role == "paragraph" and not p.level and not p.sure else "" for p in parts]
    for start, end in poems(loose):
        out[start:end] = [replace(p, sure=True) for p in out[start:end]]
    return out


def paragraph_strips(parts: list[Part]) -> list[Part]:
    """A loose line that is a strip of a cut paragraph stays one."""
    known = strips.features_of(parts, may_be_strip)
    cut = {n for n, features in known.items() if strips.is_strip(features)}
    return [replace(p, sure=True) if n in cut else p for n, p in enumerate(parts)]


def may_be_strip(part: Part) -> bool:
    """A loose line that is no head for sure: it may be the first or last bit of a paragraph."""
    return _loose(part, LONGEST_KICKER) and not bare_names(part.text)


def headed_crossheads(parts: list[Part]) -> list[Part]:
    """A heading inside a story that goes on below it is a crosshead."""
    known = subheads.features_of(parts)
    inside = {n for n, features in known.items() if subheads.is_subhead(features) or _boxed(parts[n].text)}
    return [p.turned("crosshead") if n in inside else p for n, p in enumerate(parts)]


def kickers(parts: list[Part]) -> list[Part]:
    """A loose short line right above a headline belongs to it, not to the story above."""
    out = list(parts)
    for n in range(len(parts) - 1, 0, -1):
        if out[n].role in ("headline", "kicker") and _loose(out[n - 1], LONGEST_KICKER) and not _runs_on(out, n - 1):
            out[n - 1] = out[n - 1].turned("kicker")
    return out


def decks_bylines(parts: list[Part]) -> list[Part]:
    """A loose short line right under a headline is its deck, or its byline when it holds names only."""
    out = list(parts)
    for n in range(1, len(out)):
        if out[n - 1].role not in ("headline", "deck", "column", "kicker") or not _loose(out[n], LONGEST_KICKER):
            continue
        who = bare_names(out[n].text)
        if who:
            out[n] = out[n].turned("byline", who)
        elif out[n - 1].role in ("headline", "deck") and not out[n].text.startswith("【"):
            out[n] = out[n].turned("deck")
    return out


def early_kickers(parts: list[Part]) -> list[Part]:
    """A loose line one block above a bare headline is its kicker, which the model read too early."""
    out = list(parts)
    for n in range(1, len(out) - 2):
        between, head = out[n + 1], out[n + 2]
        bare = head.role == "headline" and between.role in ("paragraph", "caption", "credit")
        if bare and _loose(out[n], LONGEST_KICKER) and not _runs_on(out, n) and not _asks(out, n):
            out[n], out[n + 1] = out[n + 1], out[n].turned("kicker")
    return out


def last_words(parts: list[Part]) -> list[Part]:
    """A byline with text above and a head below signs the story above."""
    out = list(parts)
    for n in range(1, len(out)):
        after = out[n + 1].role if n + 1 < len(out) else "headline"
        if out[n].role == "byline" and out[n - 1].role in BODY and after not in BODY and after != "byline":
            out[n] = out[n].turned("signature")
    return out


def crossheads(parts: list[Part]) -> list[Part]:
    """A loose short line between two stretches of text is a crosshead; so is one set bold."""
    out = list(parts)
    for n in range(1, len(out) - 1):
        if not _crosshead_form(out[n]) or out[n - 1].role not in BODY or out[n + 1].role not in BODY:
            continue
        if out[n].follows or out[n + 1].follows or (not _runs_on(out, n) and not _cut(out[n], out[n + 1])):
            out[n] = out[n].turned("crosshead")
    return out


STEPS: tuple[Step, ...] = (
    banners, headings_in_a_row, captions_by_credit, verses, headed_crossheads, paragraph_strips,
    kickers, decks_bylines, early_kickers, last_words, crossheads,
)  # fmt: skip


def _loose(part: Part, longest: int) -> bool:
    """Short, not a heading, not the end of a sentence, not settled by its form."""
    text = part.text
    if text[:1] in "（(" and text[-1:] in "）)":
        return False  # a note, which is no head
    fits = part.role == "paragraph" and not part.sure and not part.level and 2 <= len(text) <= longest
    fits = fits and not unclosed(text) and "。" not in text and text.count("，") <= 1 and text[-1] not in NEVER_LAST
    return fits and not text.endswith(("。", "！", "；", "，", "、", "”。")) and text[0] not in NEVER_FIRST


def _crosshead_form(part: Part) -> bool:
    text = part.text
    return _boxed(text) or _loose(part, LONGEST_CROSSHEAD)


def _boxed(text: str) -> bool:
    return text.startswith("【") and text.endswith("】")


def _runs_on(parts: Sequence[Part], n: int) -> bool:
    """The line is the rest of the paragraph above it, marks say."""
    return n > 0 and parts[n - 1].role == "paragraph" and matched(parts[n - 1].text, parts[n].text)


def _cut(part: Part, below: Part) -> bool:
    """The line is the first strip of a paragraph that goes on below: an open mark, or an enumeration cut short."""
    return matched(part.text, below.text) or ("，" in part.text and open_end(part.text) and len(part.text) > 24)


def _asks(parts: Sequence[Part], n: int) -> bool:
    """A question set loose inside a story is a crosshead."""
    return parts[n].text.endswith("？") or parts[n].text.startswith("【")
