"""Persons heard: who they are, as the text says it, and what they said; only where the form makes it sure."""

from __future__ import annotations

import re
from collections import Counter as TallyOf
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gzdaily_site import readyaml
from gzdaily_site.enrich.naming import CLAUSE, DESCRIPTION, bare, description, is_common, is_name, is_no_word, told
from gzdaily_site.enrich.passages import Passage, rulers_of
from gzdaily_site.lexicon import word_likelihood
from gzdaily_site.model import Person, Proofs, Quotation

BEFORE_VERB = 12  # characters which a title and a name take, at most
NEAR = 200  # characters before a quotation in which the one person who goes on speaking is named
LOOSE = 14  # characters between a name and the verb of saying
QUOTE = re.compile(r"“[^“”]*(?:“[^“”]*”[^“”]*)*”")
SPEECH = re.compile(r"[，。！？…].|.{8}")  # a whole saying, not a term in quotation marks
SPOKEN = re.compile(r"[。！？…]”$")
DOT = re.compile(r"[\u4e00-\u9fff]{0,4}·")  # a name goes on: 古丽巴|哈尔·买买提
HERO, HERO_HEADS = 3, 2  # times a name stands in an article, and at the head of a clause, to be sure it is one


@dataclass(frozen=True, slots=True)
class _Said:
    """One attribution: the name and what stands before it, and the quotation beside it."""

    name: str
    description: str
    start: int
    end: int
    quote: str  # empty where the text reports what was said in its own words
    full: bool


_Heard = dict[str, list[tuple[Passage, _Said]]]


class Witnesses:
    """Finds the persons quoted; made once from people.yml."""

    def __init__(self, lists: Mapping[str, Any]) -> None:
        titles = _any(lists["titles"])
        self._family = f"(?:{_any(lists['family_two'])}|[{lists['family']}])"
        self._verbs = _any(lists["verbs"])
        self._after = frozenset(lists["after"])
        called = _any(lists["called"])
        # Whoever is said to be something, and bears a name: 小区居民 王树蓉, 商户 杨先生.
        name = f"(?P<name>{self._family}(?:(?P<called>{called})|[\u4e00-\u9fff]{{1,2}}))"
        self._who = re.compile(f"(?P<is>{CLAUSE}{{0,{DESCRIPTION}}}(?:{titles})[“”]?){name}")
        # The same without what stands before the title, which is looked up once a name is sure.
        self._titled = re.compile(f"(?P<is>(?:{titles})[“”]?){name}")
        # 古丽·买买提: up to the verb, or to a mark.
        part = "[\u4e00-\u9fff]"
        self._dotted = re.compile(
            f"{part}{{2,6}}(?:·{part}{{1,7}}?)+?(?=(?:{self._verbs})|[在向对的]|[^\u4e00-\u9fff·])"
        )
        self._reports = re.compile(_any(lists["reporting"]))
        self._reporter = re.compile(f"(?:{titles})[“”]?(?P<name>{self._family}[\u4e00-\u9fff]{{1,2}})$")
        self._resumed = re.compile(f"(?:{_any(lists['pronouns'])})(?:{self._verbs})")
        self._head = re.compile(f"(?:^|[\n。，！？；：”、])((?:{self._family})[\u4e00-\u9fff]{{2}})")
        self._verb = re.compile(f"[^“”。！？；：]{{0,{LOOSE}}}?(?:{self._verbs})")

    def of(self, read: Sequence[Passage], writers: frozenset[str] = frozenset()) -> tuple[Person, ...]:
        """In the order they are first quoted, each once. `writers` sign the article and are not quoted in it."""
        found: _Heard = {}
        heroes = self._heroes(read)
        for passage in read:
            said_here = [*self._said(passage.text, heroes | found.keys()), *self._reported(passage.text)]
            for said in sorted(said_here, key=lambda said: said.start):
                if said.name not in writers:
                    found.setdefault(said.name, []).append((passage, said))
        found = _one_each(found, "\n".join(passage.text for passage in read))
        return tuple(_person(name, them) for name, them in found.items())

    def _heroes(self, read: Sequence[Passage]) -> frozenset[str]:
        """Names the article is built around: often there, at the head of clauses, and no words of the dictionary."""
        text = "\n".join(passage.text for passage in read)
        heads = TallyOf(match[1] for match in self._head.finditer(text))
        often = {name for name, n in heads.items() if n >= HERO_HEADS and text.count(name) >= HERO}
        often = {name for name in often if is_no_word(name) and name[-1] not in self._after}
        return frozenset(name for name in often if word_likelihood(name) is None and _own_word(name, text))

    def _said(self, text: str, known: AbstractSet[str]) -> Iterator[_Said]:
        for quote in QUOTE.finditer(text):
            if not SPEECH.search(quote[0]):
                continue
            after = self._attributed(text, quote.end(), known)
            before = after or self._announced(text, quote.start(), known) or self._gone_on(text, quote)
            if before:
                name, is_, start, full = before
                yield _Said(name, is_, start, start + len(name), quote[0][1:-1], full)

    def _reported(self, text: str) -> Iterator[_Said]:
        """社区党支部书记陈燕介绍，…: a title, a name and a verb, and no quotation."""
        for verb in self._reports.finditer(text):  # they are few, so only what stands before them is tried
            begin = max(0, verb.start() - BEFORE_VERB)
            found = self._reporter.search(text, begin, verb.start())
            if "·" in text[begin : verb.start()]:
                found = None  # the end of a longer name
            on = text[verb.end() - 1 : verb.end() + 1]  # 强|调研 is no verb of saying
            if found and is_name(found["name"]) and not (len(on) > 1 and is_common(on)):
                start = found.start("name")
                yield _Said(found["name"], description(text, start), start, found.end("name"), "", full=True)

    def _gone_on(self, text: str, quote: re.Match[str]) -> tuple[str, str, int, bool] | None:
        """…技术员韦国荣正剪枝。“…。”他说: of the one person who was named before in the paragraph."""
        if not self._resumed.match(text, quote.end()):
            return None
        before = [
            (self._name(m, text)[0], m)
            for m in self._titled.finditer(text, max(0, quote.start() - NEAR), quote.start())
        ]
        sure = {name: m.start("name") for name, m in reversed(before) if name and is_name(name)}
        if len(sure) != 1 or len({name for name, _ in before}) != 1:
            return None
        ((name, start),) = sure.items()
        return name, description(text, start), start, True

    def _attributed(self, text: str, at: int, known: AbstractSet[str]) -> tuple[str, str, int, bool] | None:
        """“…”小区居民王树蓉说: the clause right after a quotation says who spoke."""
        sentence = text[at : _sentence_end(text, at)]
        found = self._who.match(sentence)
        if found:
            name, full = self._name(found, sentence)
            said = SPOKEN.search(text, max(0, at - 2), at) or self._verb.match(
                sentence, found.start("name") + len(name)
            )
            return (name, told(found["is"]), at + found.start("name"), full) if name and said else None
        for name in sorted(known):
            place = sentence.find(name, 0, LOOSE + len(name))
            if place == 0 or (place > 0 and self._verb.match(sentence, place + len(name))):
                return name, "", at + place, True
        return None

    def _announced(self, text: str, at: int, known: AbstractSet[str]) -> tuple[str, str, int, bool] | None:
        """小区居民王树蓉说：“…”: the clause right before a quotation ends in a verb of saying."""
        if text[at - 1 : at] not in ("：", ":", "，", ","):
            return None
        begin = max(_last(text, "。！？；”，,", at - 1), at - DESCRIPTION - LOOSE)
        clause = text[begin : at - 1]
        for found in self._who.finditer(clause):
            name, full = self._name(found, clause)
            rest = clause[found.start("name") + len(name) :]
            if name and re.search(f"(?:{self._verbs})$", rest) and len(rest) <= LOOSE:
                return name, told(found["is"]), begin + found.start("name"), full
        for name in sorted(known):
            place = clause.find(name)
            rest = clause[place + len(name) :]
            if place >= 0 and len(rest) <= LOOSE and re.search(f"(?:{self._verbs})$", rest):
                return name, "", begin + place, True
        return None

    def _name(self, found: re.Match[str], text: str) -> tuple[str, bool]:
        """The name without what follows it, and whether it is a whole one; empty where no name is sure."""
        if found["called"]:
            return found["name"], False
        if DOT.match(text, found.end()):
            dotted = self._dotted.match(text, found.start("name"))
            return (bare(dotted[0]), True) if dotted else ("", False)
        name, follows = found["name"], text[found.end() : found.end() + 1]
        family = re.match(self._family, name)
        least = (len(family[0]) if family else 1) + 1
        while len(name) >= least and (name[-1] in self._after or self._is_verb(name[-1] + follows)):
            name, follows = name[:-1], name[-1]
        return (name, True) if len(name) >= least and is_no_word(name) else ("", False)

    def _is_verb(self, pair: str) -> bool:
        """Whether the last character of a name rather begins the word after it: 王强|高兴."""
        return bool(re.match(self._verbs, pair)) or (len(pair) == 2 and is_common(pair))


def load(path: Path) -> Witnesses:
    return Witnesses(readyaml.read(path, path.name))


def _person(name: str, them: Sequence[tuple[Passage, _Said]]) -> Person:
    rulers = rulers_of(passage for passage, _ in them)
    lines = [rulers[passage.part].lines(said.start, said.end) for passage, said in them]
    descriptions = [said.description for _, said in them if said.description]
    return Person(
        name=name,
        description=descriptions[0].strip("“”‘’、") if descriptions else "",
        full=them[0][1].full,
        lines=tuple(sorted({line for here in lines for line in here})),
        quotations=tuple(Quotation(s.quote, here) for (_, s), here in zip(them, lines, strict=True) if s.quote),
        proofs=Proofs(" ".join(passage.proof(said.start, said.end) for passage, said in them)),
    )


def _one_each(found: _Heard, text: str) -> _Heard:
    """Without a shorter name that stands nowhere by itself: it is the beginning of a longer one that was found."""
    out: _Heard = {}
    for name, them in found.items():
        longer = (other for other in found if other != name and other.startswith(name))
        whole = next((other for other in longer if text.count(other) == text.count(name)), name)
        out.setdefault(whole, []).extend((passage, replace(said, name=whole)) for passage, said in them)
    return out


def _own_word(name: str, text: str) -> bool:
    """Whether what follows a name differs: what is always followed by the same is part of a longer word."""
    following = {text[match.end() : match.end() + 1] for match in re.finditer(name, text)}
    return len(following) > 1


def _sentence_end(text: str, at: int) -> int:
    found = re.compile(r"[。！？；“]").search(text, at, at + DESCRIPTION + 3 * LOOSE)
    return found.start() if found else min(len(text), at + DESCRIPTION + 3 * LOOSE)


def _last(text: str, marks: str, end: int) -> int:
    """Behind the last of the marks in text[:end], looking back no further than a description is long."""
    return max(text.rfind(mark, max(0, end - 2 * DESCRIPTION), end) for mark in marks) + 1


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
