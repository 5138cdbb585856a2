"""Labelled texts read, and how well places and topics of the package agree with them."""

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from gzdaily_site.enrich.passages import passages
from gzdaily_site.enrich.regions import places

HERE = Path(__file__).parent / "labelled"
PROVINCE, OUTSIDE = "省", "外"


@dataclass(frozen=True)
class Labelled:
    heads: dict
    dateline: str
    paragraphs: list
    main: str
    mentioned: frozenset
    topics: frozenset | None
    accept: frozenset = frozenset()
    any_topic: bool = False
    outside: frozenset = frozenset()
    persons: frozenset = frozenset()

    def __str__(self):
        return (self.heads.get("headline") or self.paragraphs[0])[:24]


@dataclass
class Tally:
    """Right, missed and wrong, and a line for each disagreement."""

    hits: int = 0
    missed: int = 0
    wrong: int = 0
    said: list = field(default_factory=list)

    def add(self, text, wanted, found):
        self.hits += len(wanted & found)
        self.missed += len(wanted - found)
        self.wrong += len(found - wanted)
        if wanted != found:
            self.said.append(f"{text}: missed {sorted(wanted - found)}, wrong {sorted(found - wanted)}")

    @property
    def f1(self):
        return 2 * self.hits / max(1, 2 * self.hits + self.missed + self.wrong)


def labelled(name):
    given = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))["texts"]
    return [_labelled(entry) for entry in given]


def _labelled(entry):
    main, text = entry.get("main", PROVINCE), entry["text"]
    own = [] if main in (PROVINCE, OUTSIDE) or entry.get("unnamed") else [main]
    heads = {"headline": entry.get("head"), "kicker": entry.get("kicker"), "column": entry.get("column")}
    return Labelled(
        {key: value for key, value in heads.items() if value},
        entry.get("dateline", ""),
        text if isinstance(text, list) else [text],
        main,
        frozenset([*own, *entry.get("also", ())]),
        frozenset(entry["topics"]) if "topics" in entry else None,
        frozenset([main, *entry.get("accept", ())]),
        entry.get("any", False),
        frozenset(entry.get("outside", ())),
        frozenset(entry.get("persons", ())),
    )


def score(texts, article, spotter, subjects, witnesses):
    """Tallies of main regions, mentioned regions and topics, of places outside and of persons."""
    regions = spotter.gazetteer.regions
    main, mentioned, topics, outside, persons = (Tally() for _ in range(5))
    for text in texts:
        dateline = (text.dateline,) if text.dateline else None
        made = article(*text.paragraphs, dateline=dateline, **text.heads)
        found = places(made, spotter)
        told = regions[found.main] if found.main else None
        name = PROVINCE if told and told.level == "province" else told.short if told else OUTSIDE
        main.add(text, {name if name in text.accept else text.main}, {name})
        mentioned.add(text, text.mentioned, {regions[m.code].short for m in found.mentioned})
        if text.topics is not None:
            given = {s.slug for s in subjects.of(made)}
            topics.add(text, _wanted(text, given), given)
        outside.add(text, text.outside, {e.name for e in found.elsewhere})
        persons.add(text, text.persons, {p.name for p in witnesses.of(passages(made)) if p.full})
    return {"main": main, "mentioned": mentioned, "topics": topics, "outside": outside, "persons": persons}


def _wanted(text, given):
    """The topics asked for; where any of them will do, those of them that were given, else the first."""
    if not text.any_topic:
        return text.topics
    return given & text.topics or frozenset(sorted(text.topics)[:1])
