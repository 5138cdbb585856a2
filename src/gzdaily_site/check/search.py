"""Check: texts drawn from the articles are found in exactly the articles that hold them, through the shipped files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from gzdaily_site.check.shipped_index import BrokenIndexError, ShippedIndex, ShippedText
from gzdaily_site.check.site import Site, counted
from gzdaily_site.model import Finding

LONGEST = 8  # characters of a drawn text
SHOWN = 20  # findings; more of a kind say nothing new
REDIRECT = 'http-equiv="refresh"'


@dataclass(frozen=True, slots=True)
class Score:
    """Articles found, those that hold the text, and those that are both, over all queries."""

    queries: int
    found: int
    holding: int
    both: int

    @property
    def recall(self) -> float:
        return self.both / self.holding if self.holding else 1.0

    @property
    def precision(self) -> float:
        return self.both / self.found if self.found else 1.0


def search(site: Site) -> tuple[str, tuple[Finding, ...]]:
    try:
        index = ShippedIndex(site.output / "search")
        texts = list(index.texts())
        findings = [*_published(site, texts)]
        if [text.id for text in texts] != list(index.ids()):
            findings.append(Finding("error", "search/i/", "names other articles than the texts do"))
        score, wrong = _asked(index, texts, site.wish.queries, site.wish.seed)
    except (BrokenIndexError, ValueError, KeyError) as trouble:
        return "the index cannot be read", (Finding("error", "search/", str(trouble)),)
    asked = f"{counted(score.queries, 'query', 'queries')}, recall {score.recall:.4f}"
    summary = f"{asked}, precision {score.precision:.4f}, {counted(len(texts), 'article')}"
    return summary, tuple((findings + wrong)[:SHOWN])


def _published(site: Site, texts: Sequence[ShippedText]) -> Iterator[Finding]:
    """What is found can be read: every text of the index stands on its article's page, and every article is there."""
    known = {text.id for text in texts}
    for text in texts:
        page = site.pages.get(f"articles/{text.id}/index.html")
        if page is None:
            yield Finding("error", f"search/t/{text.id}", "is the text of an article that has no page")
        elif "ins" not in page.tags:  # a mended reading stands beside the printed one, not in its place
            missing = [part for part in text.parts if " ".join(part.split()) not in page.text]
            yield from (Finding("error", f"articles/{text.id}/", f"does not show {part[:30]!r}") for part in missing)
    for path in site.pages:
        folder, _, rest = path.removeprefix("articles/").partition("/")
        if path.startswith("articles/") and rest == "index.html" and folder not in known and not _is_alias(site, path):
            yield Finding("error", path, "is an article that cannot be found")


def _is_alias(site: Site, path: str) -> bool:
    return REDIRECT in (site.output / path).read_text(encoding="utf-8")


def _asked(index: ShippedIndex, texts: Sequence[ShippedText], queries: int, seed: int) -> tuple[Score, list[Finding]]:
    folded = [[index.fold(part) for part in text.parts] for text in texts]
    whole = ["\n".join(parts) for parts in folded]
    found = holding = both = number = 0
    wrong: list[Finding] = []
    for query in drawn(folded, queries, seed):
        answer = index.find(query)
        truth = {at for at, text in enumerate(whole) if query in text}
        number += 1
        found, holding, both = found + len(answer), holding + len(truth), both + len(answer & truth)
        if answer != truth:
            trouble = f"{query!r} finds {counted(len(answer), 'article')}, {len(truth)} hold it"
            wrong.append(Finding("error", "search/", trouble))
    return Score(number, found, holding, both), wrong


def drawn(parts: Sequence[Sequence[str]], number: int, seed: int) -> Iterator[str]:
    """Texts of 1 to 8 characters that stand in the articles; the same seed draws the same."""
    pool = [part for article in parts for part in article if part]
    for at in range(number if pool else 0):
        dice = blake2b(f"{seed}:{at}".encode(), digest_size=12).digest()
        part = pool[int.from_bytes(dice[:6]) % len(pool)]
        start = int.from_bytes(dice[6:]) % len(part)
        yield part[start : start + 1 + at % LONGEST]
