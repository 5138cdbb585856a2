"""What decisions rest on, in English: a sentence for every signal, a phrase for every learnt feature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gzdaily_site.model import SignalName

Features = Sequence[tuple[str, float]]
Phrases = Mapping[str, str | tuple[str, str]]

SIGNALS: dict[SignalName, str] = {
    "quotes_match": "the quotation mark opened there closes here",
    "quotes_forbid": "by its quotation marks it cannot go on from the text it stood under",
    "broken_word": "a word runs across the cut",
    "open_end": "the text above ends in mid-sentence",
    "open_start": "the text below begins in mid-sentence",
    "next_line": "it is the very next line of text",
    "similar_words": "it shares its vocabulary with this article",
    "rare_words": "it shares words that stand nowhere else on the page",
    "unlike_host": "it differs from the article it stood under",
    "break_above": "the subject changes where it begins",
    "distance": "the articles that lie between",
    "correction": "a person said so",
    "jump_lines": "the jump lines name each other's pages",
    "same_headline": "the headlines share words",
}

# What a feature says: one phrase, or two, the first for a value above 0, the second for one below. Whether that speaks
# for a decision or against it is up to its weight. Features that look at one thing share a phrase and are told as one.
LEGS: Phrases = {
    "bias": "text seldom stands in the wrong place",
    "similar": "the words it shares with that article",
    "similar_long": "the words it shares with that article",
    "margin": "the words it shares with that article",
    "own": "the words it shares with the article it stands under",
    "own_long": "the words it shares with the article it stands under",
    "whole_own": "the words it shares with the article it stands under",
    "rare": "words that only it and that article have",
    "cohesion": "how far the subject runs on from the text above it",
    "cohesion_relative": "how far the subject runs on from the text above it",
    "cut_above": "the text above it breaks off",
    "target_open": "that article breaks off at its end",
    "open_start": "it begins in mid-sentence",
    "begins": ("it begins as paragraphs begin", "it begins as paragraphs seldom begin"),
    "word_here": "a word runs into it from the text above it",
    "word_there": "a word runs into it from the end of that article",
    "goes_on_here": ("it goes on with the paragraph above it", "it does not go on with the paragraph above it"),
    "goes_on_there": ("it goes on with that article's last paragraph", "it does not go on with that article's end"),
    "whole": "nothing would be left under the head it stands under",
    "quotes": ("by its quotation marks it fits there and not here", "quotation marks forbid it to go on there"),
    "distance": "the way to that article",
    "host_box": "the article it stands under belongs to a column",
    "home_box": "that article belongs to a column",
    "signed_above": "a signature or credit stands right above it",
    "home_siblings": "the two articles are alike anyway",
}
JOINS: Phrases = {
    "bias": "two texts seldom are one paragraph",
    "matched": "the quotation mark opened above closes below",
    "announces": "the text above announces more",
    "begins": ("the text below begins as paragraphs begin", "the text below begins as paragraphs seldom begin"),
    "cut_begins": ("the text below begins as paragraphs begin", "the text below begins as paragraphs seldom begin"),
    "open_start": "the text below begins in mid-sentence",
    "says": "a quotation stands above, and who said it below",
    "cut": "the text above ends in mid-sentence",
    "cut_word": "a word runs across the cut",
    "cut_between_words": "no word runs across the cut",
    "cut_comma": "the text above ends with a comma",
    "cut_next": "it is the very next line of text",
    "cut_next_shuffled": "it is the very next line of text",
    "cut_moved": "the text below was brought here",
    "cut_shuffled": "other text of this page stood in the wrong place",
    "cut_bracket": "the text below begins with an opening mark",
    "cut_digit": "the text below begins with a figure",
}
STRIPS: Phrases = {
    "bias": "what loose lines mostly are",
    "word_below": "a word runs into the line below",
    "word_above": "a word runs in from the line above",
    "above_open": "the text above ends in mid-sentence",
    "below_starts": ("the line below begins as paragraphs begin", "the line below begins as paragraphs seldom begin"),
    "below_open": "the line below begins in mid-sentence",
    "starts": ("it begins as paragraphs begin", "it begins as paragraphs seldom begin"),
    "ends": ("it ends as heads end", "it ends as heads seldom end"),
    "ends_between": ("it ends as heads end", "it ends as heads seldom end"),
    "length": "its length",
    "short": "its length",
    "comma": "it has a comma or colon",
    "digits": "it has a figure",
    "list": "it enumerates",
    "asks": "it ends with a question or exclamation mark",
    "blank": "it has a blank",
    "quoted": "it begins with an opening mark",
    "de": "it has a 的",
    "head_below": "a head stands right below it",
    "head_above": "a head stands right above it",
    "between": "text stands above and below it",
    "dateline_below": "a dateline stands right below it",
    "alike": "other loose lines stand near it",
    "cuts": "how often this page cuts paragraphs",
    "cuts_none": "how often this page cuts paragraphs",
    "rest": "a long text further down could go on from it",
}

LEAST = 0.05  # log-odds below which a factor says nothing


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing that was looked at: `weight` in log-odds, above 0 for it, below 0 against it."""

    words: str
    weight: float


def factors(features: Features, weights: Mapping[str, float], phrases: Phrases) -> tuple[Factor, ...]:
    """What features say, strongest first; a feature without a phrase goes by its own name."""
    sums: dict[str, float] = {}
    for name, value in features:
        phrase = phrases.get(name, name)
        words = phrase if isinstance(phrase, str) else phrase[value < 0]
        sums[words] = sums.get(words, 0.0) + weights[name] * value
    said = [Factor(words, round(weight, 2)) for words, weight in sums.items() if abs(weight) >= LEAST]
    return tuple(sorted(said, key=lambda f: (-abs(f.weight), f.words)))
