"""What each article says, as `gzsite inspect` tells it, and which articles hold a text by plain reading."""

import json
import subprocess
import sys
import unicodedata
from pathlib import Path

ALIKE = {"〇": "零", "發": "发", "鄉": "乡"}  # of the characters in the test's pages


def stories(site):
    """The printed parts of every article by its id."""
    command = [str(Path(sys.executable).with_name("gzsite")), "inspect", "--json", "--site", str(site)]
    seeds = sorted(map(str, (site / "seeds").rglob("*.md")))
    done = subprocess.run([*command, *seeds], capture_output=True, text=True, encoding="utf-8", check=True)
    return {one["id"]: list(parts(one)) for line in done.stdout.splitlines() for one in json.loads(line)["articles"]}


def parts(article):
    yield from filter(
        None, ((article["column"] or "").strip("■ "), *(article[key] for key in ("kicker", "headline", "deck")))
    )
    byline, dateline = ((article[key] or {}).get("text") or "" for key in ("byline", "dateline"))
    if byline:
        yield byline
    for block in article["body"]:
        yield (dateline if block["kind"] == "paragraph" else "") + block["text"]
        dateline = "" if block["kind"] == "paragraph" else dateline


def fold(text):
    """Width, case, zeros, traditional characters; written anew, to hold the site's own folding against it."""
    return "".join(map(_fold, text))


def _fold(character):
    if character in ALIKE:
        return ALIKE[character]
    wide = unicodedata.east_asian_width(character) == "F"
    narrow = unicodedata.normalize("NFKC", character) if wide or character == "\u3000" else character
    lower = narrow.lower()
    return lower if len(lower) == 1 else character


def holding(articles, text):
    """The ids of the articles that hold a text."""
    wanted = fold(text)
    return {name for name, parts in articles.items() if any(wanted in fold(part) for part in parts)}
