"""Makes news for measuring: the same articles as newspaper pages, as Markdown for Hugo and as rows.

    python benchmarks/newsmaker.py --articles 1000 FOLDER

FOLDER/pages holds newspaper pages as gzsite reads them (`2020/01/02/05.txt`), six to eight articles a page, eight pages
an issue; FOLDER/hugo the same articles one a file; FOLDER/articles.jsonl what each article holds. Article number i
depends on i alone, so a smaller corpus is the beginning of a larger one. The text is template text with the counties of
the gazetteer and the words of the topics: good for speed and size, not for judging how pages are read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import phrases

from gzdaily_site import shipped
from gzdaily_site.enrich import gazetteer, taxonomy

FIRST_DAY = date(2020, 1, 2)
PAGES_AN_ISSUE = 8
LEAST, MOST = 100, 9000  # characters of an article
# Mean and deviation of the logarithm of the characters that an article is to have.
LENGTH = (6.42, 0.74)
LONG = 1400  # characters from which an article has crossheads
GAP = re.compile(r"\{(\w+)\}")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--articles", type=int, default=1000)
    given = asked.parse_args()
    print(make(given.articles, given.folder))


def make(number: int, folder: Path) -> str:
    """Write the corpus; the digest of all its articles."""
    digest = hashlib.blake2b(digest_size=8)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "articles.jsonl").open("w", encoding="utf-8") as rows:
        for page in pages(number):
            day = page[0]["date"].replace("-", "/")
            _put(folder / "pages" / day / f"{page[0]['page']:02d}.txt", as_printed(page))
            for row in page:
                line = json.dumps(row, ensure_ascii=False)
                digest.update(line.encode())
                rows.write(line + "\n")
                _put(folder / "hugo" / "news" / day.replace("/", "") / f"{name_of(row)}.md", as_markdown(row))
    return digest.hexdigest()


def pages(number: int) -> Iterator[list[dict]]:
    """The first `number` articles, a list a page."""
    at = sheet = 0
    desk = Desk()
    while at < number:
        size = min(number - at, 6 + Random(f"page {sheet}").randrange(3))
        day = (FIRST_DAY + timedelta(days=sheet // PAGES_AN_ISSUE)).isoformat()
        place = {"date": day, "page": sheet % PAGES_AN_ISSUE + 1}
        yield [desk.article(at + n) | place | {"place": n} for n in range(size)]
        at, sheet = at + size, sheet + 1


class Desk:
    """Writes article number i."""

    def __init__(self) -> None:
        regions = gazetteer.load(shipped.data("gazetteer.yml")).regions
        self.counties = [(r.name, regions[r.parent].name) for r in regions.values() if r.level == "county"]
        self.topics = [(t.zh, tuple(t.words)) for t in taxonomy.load(shipped.data("topics.yml")).values()]

    def article(self, i: int) -> dict:
        dice = Random(f"article {i}")
        story = Story(dice, dice.choice(self.counties), dice.choice(self.topics))
        size = min(MOST, max(LEAST, int(math.exp(dice.gauss(*LENGTH)))))
        reporters = [story.person() for _ in range(dice.choice((1, 1, 1, 1, 2, 3)))]
        dispatch = size < 650 and dice.random() < 0.7
        return {
            "i": i,
            "title": story.told(phrases.HEADLINES),
            "kicker": story.told(phrases.KICKERS) if dice.random() < 0.4 else "",
            "column": dice.choice(phrases.COLUMNS) if dice.random() < 0.25 else "",
            "byline": "" if dispatch else "本报记者 " + " ".join(reporters),
            "body": "\n\n".join(story.body(size, f"本报讯（记者 {' '.join(reporters)}）" if dispatch else "")),
            "reporters": reporters,
            "county": story.words["county"],
            "city": story.words["city"],
            "topics": [story.topic],
        }


class Story:
    """One article's people and places; fills the gaps of sentences with them."""

    def __init__(self, dice: Random, home: tuple[str, str], topic: tuple[str, tuple[str, ...]]) -> None:
        self.dice = dice
        self.topic, self.things = topic
        self.people = [self.person() for _ in range(4)]
        self.villages = [self._hamlet() + "村" for _ in range(2)]
        self.words = {"county": home[0], "city": home[1], "town": self._hamlet() + dice.choice("镇镇乡")}

    def told(self, choices: tuple[str, ...]) -> str:
        return GAP.sub(lambda gap: self._word(gap[1].rstrip("2")), self.dice.choice(choices))

    def body(self, size: int, dateline: str) -> list[str]:
        parts = [dateline + self.told(phrases.LEADS) + "。" + self._sentences(1)]
        written, since = len(parts[0]), 0
        while written < size:
            if size > LONG and since > 500:
                parts.append(self.told(phrases.CROSSHEADS))
                since = 0
            parts.append(self._sentences(self.dice.choice((1, 2, 2, 3))))
            written, since = written + len(parts[-1]), since + len(parts[-1])
        if self.dice.random() < 0.12:
            parts.append(f"图为{self.words['county']}{self._word('place')}。 {self.person()} 摄")
        return parts

    def _sentences(self, number: int) -> str:
        them = (self.told(phrases.SENTENCES) for _ in range(number))
        return "".join(text if text.endswith("”") else text + "。" for text in them)

    def person(self) -> str:
        more = self.dice.choice(phrases.GIVEN) if self.dice.random() < 0.7 else ""
        return self.dice.choice(phrases.FAMILY) + self.dice.choice(phrases.GIVEN) + more

    def _hamlet(self) -> str:
        return self.dice.choice(phrases.HILLS) + self.dice.choice(phrases.SHAPES)

    def _word(self, gap: str) -> str:
        dice = self.dice
        match gap:
            case "county" | "city" | "town":
                return self.words[gap]
            case "thing":
                return dice.choice(self.things)
            case "name":
                return dice.choice(self.people)
            case "village":
                return dice.choice(self.villages)
            case "company":
                return dice.choice(phrases.FIRMS) + dice.choice(phrases.TRADES) + "有限公司"
            case "number":
                return str(int(10 ** dice.uniform(1, 3.3)))
            case "money":
                return str(int(10 ** dice.uniform(2, 5)))
            case "small":
                return str(dice.randrange(2, 60))
            case "percent":
                return f"{dice.uniform(1, 99):.1f}%"
            case "year":
                return str(dice.randrange(2015, 2031))
            case "month":
                return str(dice.randrange(1, 13))
        return dice.choice(phrases.WORDS[gap])


def as_printed(page: list[dict]) -> str:
    """A newspaper page as a layout-to-Markdown model leaves it, with no leg cut."""
    out = []
    for row in page:
        level = "##" if row["place"] == 0 else "####"
        out += [f"### ■ {row['column']}"] if row["column"] else []
        out += [row["kicker"]] if row["kicker"] else []
        out += [f"{level} {row['title']}"]
        out += [row["byline"]] if row["byline"] else []
        out += [row["body"]]
    return "\n\n".join(out) + "\n"


def as_markdown(row: dict) -> str:
    """The same article for Hugo; a JSON string is a YAML string too."""
    facts = {
        "title": row["title"],
        "date": row["date"],
        "slug": name_of(row),
        "kicker": row["kicker"],
        "byline": row["byline"],
        "sheet": f"第{row['page']:02d}版",
        "regions": [row["city"], row["county"]],
        "topics": row["topics"],
        "columns": [row["column"]] if row["column"] else [],
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items()]
    return "---\n" + "\n".join(lines) + "\n---\n\n" + row["body"] + "\n"


def name_of(row: dict) -> str:
    """Where an article stands in its issue: page and place."""
    return f"{row['page']:02d}-{row['place'] + 1}"


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
