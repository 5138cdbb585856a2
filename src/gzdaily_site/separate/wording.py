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
    "reads_on": "the words on both sides of the cut make one text",
    "open_end": "the text above ends in mid-sentence",
    "open_start": "the text below begins in mid-sentence",
    "next_line": "it is the very next line of text",
    "similar_words": "it shares its vocabulary with this article",
    "rare_words": "it shares words that stand nowhere else on the page",
    "told_apart": "of two articles that say the same, it has the words that only this one has",
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
    "margin": "the words it shares with that article",
    "own": "the words it shares with the article it stands under",
    "own_long": "the words it shares with the article it stands under",
    "whole_own": "the words it shares with the article it stands under",
    "rare": "words that only it and that article have",
    "cohesion": "how far the subject runs on from the text above it",
    "cohesion_relative": "how far the subject runs on from the text above it",
    "like_exhorts": "how it is written: it exhorts, quotes or counts as the one or the other article does",
    "like_quotes": "how it is written: it exhorts, quotes or counts as the one or the other article does",
    "like_counts": "how it is written: it exhorts, quotes or counts as the one or the other article does",
    "cut_above": "the text above it breaks off",
    "target_open": "that article breaks off at its end",
    "both_open": "the text above it and that article both break off",
    "both_closed": "neither the text above it nor that article breaks off",
    "open_start": "it begins in mid-sentence",
    "begins": ("it begins as the rest of a paragraph does", "it begins as paragraphs begin"),
    "begins_open": ("it begins as the rest of a paragraph does", "it begins as paragraphs begin"),
    "reads_on_here": ("it reads on from the text above it", "it does not read on from the text above it"),
    "reads_on_there": ("it reads on from that article's end", "it does not read on from that article's end"),
    "quotes": "what quotation marks allow here and there",
    "own_concludes": "what the text above it sounds like: the end of a story or its middle",
    "leg_concludes": "what its last paragraph sounds like: the end of a story or its middle",
    "home_concludes": "what that article's end sounds like: the end of a story or its middle",
    "leg_open": "it breaks off at its end",
    "leg_open_end": "it breaks off at its end",
    "own_short": "how much text would be left under the head it stands under",
    "whole": "nothing would be left under the head it stands under",
    "leg_long": "its length",
    "ends_early": "more text stands below it",
    "caption_first": "it begins with a caption",
    "crosshead_first": "it begins with a crosshead",
    "signed_above": "a signature or credit stands right above it",
    "distance": "the way to that article",
    "next_story": "the way to that article",
    "host_box": "the article it stands under belongs to a column",
    "home_box": "that article belongs to a column",
    "home_bare": "that article has no headline",
    "home_long": "the length of that article",
    "home_siblings": "the two articles are alike anyway",
    "served": "text was brought to that article before",
    "back": "the article it stands under goes on below it",
    "back_reads_on": "the article it stands under goes on below it",
    "back_begins": "the article it stands under goes on below it",
    "back_closed": "the article it stands under goes on below it",
    "back_goes_on_there": "the article it stands under goes on below it",
    "back_like": "the article it stands under goes on below it",
    "back_unlike": "the article it stands under goes on below it",
}
JOINS: Phrases = {
    "bias": "two texts seldom are one paragraph",
    "matched": "the quotation mark opened above closes below",
    "announces": "the text above announces more",
    "begins": ("the text below begins as the rest of a paragraph does", "the text below begins as paragraphs begin"),
    "open_start": "the text below begins in mid-sentence",
    "says": "a quotation stands above, and who said it below",
    "says_only": "a quotation stands above, and who said it below",
    "cut": "the text above ends in mid-sentence",
    "cut_sound": "the text above ends in mid-sentence",
    "sound_long": "the text above ends in mid-sentence",
    "doubt_long": "the text above ends in mid-sentence",
    "reads_on": ("the two go on as one text", "the two do not go on as one text"),
    "sound_reads_on": ("the two go on as one text", "the two do not go on as one text"),
    "sound_comma": "the text above ends with a comma",
    "doubt_comma": "the text above ends with a comma",
    "doubt_next": "it is the very next line of text",
    "doubt_moved": "the text below was brought here",
    "doubt_broken": "how many stories of this page break off",
}
HEADLINES: Phrases = {
    "kicker_is_there": "a heading of several parts mostly begins with a kicker",
    "kicker_parts": "how many parts the kicker would have",
    "kicker_longer": ("the kicker would be longer than the headline", "the kicker would be shorter than the headline"),
    "kicker_short": "the kicker would be a mere name",
    "kicker_place": "the kicker would begin with a place",
    "kicker_figures": "the kicker would tell a figure",
    "kicker_beside_place": "the headline would begin with a place",
    "kicker_beside_figures": "the headline would tell a figure",
    "kicker_beside_speech": "the headline would be what somebody said or asks",
    "kicker_even": "the parts on both sides are as long as each other",
    "kicker_both_verbs": "the parts on both sides begin with a verb",
    "kicker_says": "what stands first leads to what was said",
    "deck_is_there": "few headings of several parts end with a deck",
    "deck_parts": "how many parts the deck would have",
    "deck_longer": ("the deck would be longer than the headline", "the deck would be shorter than the headline"),
    "deck_short": "the deck would be a mere name",
    "deck_place": "the deck would begin with a place",
    "deck_figures": "the deck would tell a figure",
    "deck_beside_place": "the headline would begin with a place",
    "deck_beside_figures": "the headline would tell a figure",
    "deck_even": "the parts on both sides are as long as each other",
    "deck_both_verbs": "the parts on both sides begin with a verb",
    "deck_goes_on": "what stands last adds to the news",
    "deck_series": "what stands last is the number of a part of a series",
    "deck_genre": "what stands last names a kind of writing",
    "deck_attends": "what stands last tells who was there",
}
STRIPS: Phrases = {
    "bias": "what loose lines mostly are",
    "bit_of_text": ("it is worded as a bit of text", "it is worded as heads are"),
    "bit_of_text_long": ("it is worded as a bit of text", "it is worded as heads are"),
    "rest_head": "a long text further down could go on from it",
    "shared_more": ("it shares more words with the story above it", "it shares more words with the story below it"),
    "shared_none_above": "it shares no word with the story above it",
    "uneven_quotes": "its quotation marks do not balance",
    "reads_on_below": ("the line below reads on from it", "the line below does not read on from it"),
    "reads_on_above": ("it reads on from the line above", "it does not read on from the line above"),
    "above_open": "the text above ends in mid-sentence",
    "top": "no text stands above it",
    "below_begins": ("the line below begins as a rest does", "the line below begins as paragraphs begin"),
    "below_open": "the line below begins in mid-sentence",
    "begins": ("it begins as the rest of a paragraph does", "it begins as paragraphs begin"),
    "rest": "a long text further down could go on from it",
    "shared_above": "the words it shares with the story above it",
    "shared_below": "the words it shares with the story below it",
    "length": "its length",
    "short": "its length",
    "comma": "it has a comma or colon",
    "asks": "it ends with a question or exclamation mark",
    "blank": "it has a blank",
    "head_below": "a head stands right below it",
    "column_below": "a head stands right below it",
    "small_head_below": "a head stands right below it",
    "head_above": "a head stands right above it",
    "between": "text stands above and below it",
    "dateline_below": "a dateline stands right below it",
    "alike": "other loose lines stand near it",
    "cuts": "how often this page cuts paragraphs",
    "cuts_none": "how often this page cuts paragraphs",
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
        sums[words] = sums.get(words, 0.0) + weights.get(name, 0.0) * value
    said = [Factor(words, round(weight, 2)) for words, weight in sums.items() if abs(weight) >= LEAST]
    return tuple(sorted(said, key=lambda f: (-abs(f.weight), f.words)))
