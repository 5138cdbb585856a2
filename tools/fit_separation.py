"""Learns data/separation.json from pages whose truth is known: python tools/fit_separation.py KIT (needs scipy).

KIT holds `pages/*.txt` and `truth/*.json`; of the truth it reads `file`, `roles` ([line, role, article]), `joins`
(cuts: lines `from` and `to`) and nothing of the text is kept but how often a character begins a paragraph or ends a
head. Four steps, each with what the ones before it learnt: characters, strips, legs, joins.
"""

import itertools
import json
import math
import sys
from collections import Counter
from functools import partial
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from gzdaily_site.blocks import blocks
from gzdaily_site.separate import learnt, strips, subheads
from gzdaily_site.separate.forms import certain
from gzdaily_site.separate.legs import page_ways
from gzdaily_site.separate.parts import whole
from gzdaily_site.separate.roles import LONGEST_KICKER, STEPS, _loose, headed_crossheads, paragraph_strips, roles
from gzdaily_site.separate.seams import last_kind, seam_features
from gzdaily_site.separate.shape import forbidden
from gzdaily_site.separate.stories import damaged, stories
from gzdaily_site.separate.words import tokens
from gzdaily_site.source import read_page

OUT = Path(__file__).parent.parent / "src/gzdaily_site/data/separation.json"
LEFT_OUT = set()  # ids of articles that pages for testing use
SHRINK = 0.1  # ridge penalty of the legs, for the whole of the runs, on weights times the size of their features
RIDGE = 1.0  # of strips and joins, as the variance of the weights
LEG_NAMES = []
WIDE = 8  # how often a bigram must be met, or expected, in last paragraphs to tell anything
DRAW = 3000.0  # bigrams as if seen at the usual rate, which draws rare ones to 0
LEAST_ODDS = 0.25
SHORTEST = 20
LEAST = 4  # a character seen less often tells nothing
LATE = ("headed_crossheads", "paragraph_strips")
HEADS = ("title", "kicker", "sub", "subtitle")


def pages(kit):
    for path in sorted(kit.glob("truth/*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        page = read_page(kit / truth["file"], kit, kit)
        left = {a["id"] for a in truth["articles"] if a["source"]["id"] in LEFT_OUT}
        truth["tested"] = {line for line, _, name in truth["roles"] if name in left}
        truth["left"] = left
        yield truth, page, blocks(page)


def characters(kit):
    """Log-odds of characters at the beginning of whole paragraphs and at the end of heads, against anywhere."""
    first, last, anywhere, first_two, two = Counter(), Counter(), Counter(), Counter(), Counter()
    for truth, _page, found in pages(kit):
        role = {line: r for line, r, _ in truth["roles"]}
        rests = {j["to"] for j in truth["joins"]}
        for block in found:
            if block.line in truth["tested"]:
                continue
            text = block.raw.strip().lstrip("# ")
            if role.get(block.line) == "p":
                anywhere.update(text)
                two.update(map("".join, itertools.pairwise(text)))
                if block.line not in rests:
                    first.update(text[:1])
                    first_two.update([text[:2]])
            elif role.get(block.line) in HEADS:
                last.update(text[-1:])
    begin = _odds(first, anywhere)
    return _finer(begin, first_two, two), _odds(last, anywhere)


def _finer(one, some, anywhere):
    """The odds of pairs of characters, drawn to those of the first where a pair is rare."""
    n, m = sum(some.values()), sum(anywhere.values())
    expected = {w: k / m * n * math.exp(one.get(w[0], one[""])) for w, k in anywhere.items()}
    pairs = {w: round(one.get(w[0], one[""]) + math.log((some[w] + 5) / (e + 5)), 2)
             for w, e in sorted(expected.items()) if some[w] >= LEAST or e >= LEAST}  # fmt: skip
    return one | pairs


def _odds(some, anywhere):
    n, m = sum(some.values()), sum(anywhere.values())
    known = {c: k for c, k in anywhere.items() if k >= LEAST * 5 or some[c] >= LEAST}
    out = {
        c: round(math.log((some[c] + 2 * k / m * 20) / (n + 40)) - math.log(max(k, 1) / m), 2) for c, k in known.items()
    }
    rare = [c for c in {*some, *anywhere} if c not in known]
    k, s = sum(anywhere[c] for c in rare), sum(some[c] for c in rare)
    return {"": round(math.log((s + 1) / n) - math.log((k + 1) / m), 2), **dict(sorted(out.items()))}


def parts_before(step, found):
    parts = [p for b in found for p in certain(b) or (whole(b, "headline" if b.level else "paragraph"),)]
    for each in itertools.takewhile(lambda s: s is not step, STEPS):
        parts = each(parts)
    return parts


def articles(kit):
    """The paragraphs of each article once, of those that no page for testing uses."""
    seen = set()
    for truth, _, _ in pages(kit):
        for a in truth["articles"]:
            if a["id"] not in truth["left"] and a["source"]["id"] not in seen:
                seen.add(a["source"]["id"])
                yield [p["text"] for p in a["paragraphs"] if len(p["text"]) >= SHORTEST]


def background(kit):
    """Share of paragraphs in which each bigram stands, of those in three or more."""
    texts = list({text for paragraphs in articles(kit) for text in paragraphs})
    df = Counter(w for t in texts for w in set(tokens(t)))
    return {w: float(f"{k / len(texts):.2g}") for w, k in sorted(df.items()) if k >= 3}


def endings(kit):
    """Log-odds of bigrams to stand in the last paragraph of a story of at least three."""
    rest, last = Counter(), Counter()
    for paragraphs in articles(kit):
        if len(paragraphs) >= 3:
            for t in paragraphs[:-1]:
                rest.update(set(map("".join, itertools.pairwise(t))))
            last.update(set(map("".join, itertools.pairwise(paragraphs[-1]))))
    n, m = sum(rest.values()), sum(last.values())
    odds = {w: math.log((last[w] + DRAW * rest[w] / n) / (m + DRAW)) - math.log(rest[w] / n)
            for w in sorted(rest) if rest[w] >= 1 and last[w] + rest[w] * m / n >= WIDE}  # fmt: skip
    return {w: round(x, 2) for w, x in odds.items() if abs(x) >= LEAST_ODDS}


def headings(kit):
    for truth, _, found in pages(kit):
        role = {line: r for line, r, _ in truth["roles"]}
        parts = parts_before(headed_crossheads, found)
        for n, features in subheads.features_of(parts).items():
            yield truth["level"], features, role.get(parts[n].line) == "sub"


def last_words(kit):
    """Log-odds of the kinds of last words, of strips against heads."""
    yes, no = Counter(), Counter()
    for truth, _, found in pages(kit):
        role = {line: r for line, r, _ in truth["roles"]}
        for part in parts_before(paragraph_strips, found):
            if _loose(part, LONGEST_KICKER) and part.line not in truth["tested"]:
                (yes if role.get(part.line) == "p" else no)[last_kind(part.text)] += 1
    n, m = sum(yes.values()), sum(no.values())
    return {k: round(math.log((yes[k] + 2 * n / (n + m)) / n) - math.log((no[k] + 2 * m / (n + m)) / m), 2)
            for k in sorted({*yes, *no}) if yes[k] + no[k] >= LEAST}  # fmt: skip


def loose_lines(kit):
    for truth, _, found in pages(kit):
        role = {line: r for line, r, _ in truth["roles"]}
        parts = parts_before(paragraph_strips, found)
        known = strips.features_of(parts, lambda p: _loose(p, LONGEST_KICKER))
        for n, features in known.items():
            yield truth["level"], features, role.get(parts[n].line) == "p"


def seams_of(kit):
    """(features, are they one) of neighbouring paragraphs of a true article."""
    for truth, _, found in pages(kit):
        article = {line: name for line, _, name in truth["roles"]}
        one = {(j["from"], j["to"]) for j in truth["joins"] if j["from"] and j["to"]}
        lost = {j["from"] for j in truth["joins"] if j["from"] and not j["to"]}
        read = roles(found)
        parts = [p for p in read if p.role in ("paragraph", "crosshead", "caption", "credit")]
        names = [article.get(p.line) for p in parts]
        rows = {}
        for part, name in zip(parts, names, strict=True):
            rows.setdefault(name, []).append(part)
        place = {id(p): n for n, p in enumerate(parts)}
        strange = {(x, y): any(names[k] != name for k in range(place[id(x)] + 1, place[id(y)]))
                   for name, row in rows.items() for x, y in itertools.pairwise(row)}  # fmt: skip
        hurt = damaged(stories(read)[0]) or any(strange.values())
        for (x, y), moved in strange.items():
            if x.role == y.role == "paragraph" and x.line != y.line and not forbidden(x.text, y.text):
                joined = (x.line, y.line) in one
                near = y.line - x.line <= 2
                yield truth["level"], seam_features(x.text, y.text, moved=moved, next_line=near, damaged=hurt), joined
                if x.line not in lost:  # the same page had nothing been displaced or lost
                    yield "mid", seam_features(x.text, y.text, moved=False, next_line=True, damaged=False), joined


def runs(kit):
    """(features of each way, indices of the true ways) of every run that can be learnt from."""
    for truth, _, found in pages(kit):
        told, _rest = stories(roles(found))
        article = {line: name for line, _, name in truth["roles"]}
        owners = [Counter(article.get(p.line) for p in (*s.head, *s.body)).most_common(1)[0][0] for s in told]
        heads = [Counter(article.get(p.line) for p in s.head).most_common(1) for s in told]
        owners = [h[0][0] if h else o for h, o in zip(heads, owners, strict=True)]
        for j, ways in page_ways(told):
            wanted = _legs([article.get(p.line) for p in told[j].body], owners[j])
            if wanted is None or not ways:
                continue
            said = [[(c.start, c.end, owners[c.home]) for c in way] for _, way in ways]
            right = [n for n, ls in enumerate(said) if ls == wanted]
            if right or not wanted:
                if not LEG_NAMES:
                    LEG_NAMES.extend(n for n, _ in ways[0][1][0].features)
                yield np.array([np.sum([[v for _, v in c.features] for c in w], axis=0) for _, w in ways]), right


def _legs(owner, host):
    """The orphan legs of a run as (start, end, article); None when its own leg is missing."""
    cuts = [0, *(k for k in range(1, len(owner)) if owner[k] != owner[k - 1]), len(owner)]
    found = [(a, b, owner[a]) for a, b in itertools.pairwise(cuts) if b > a]
    return found[1:] if found and found[0][2] == host else found


def legs_loss(weights, known, scale):
    """Negative log-likelihood a run, and its gradient."""
    total, slope = 0.0, np.zeros_like(weights)
    for features, right in known:
        value = features @ weights
        top = max(value.max(), 0.0)
        share = np.exp(value - top)
        norm = share.sum() + np.exp(-top)
        slope += (share / norm) @ features
        if right:
            total -= np.log(share[right].sum() / norm + 1e-300)
            slope -= (share[right] / share[right].sum()) @ features[right]
        else:
            total += top + np.log(norm)
    size = len(known)
    shrunk = weights * scale
    return (total + SHRINK * shrunk @ shrunk) / size, (slope + 2 * SHRINK * shrunk * scale) / size


def two_way(known):
    """Logistic regression: weights, and how many are said right of yes and of no."""
    x = np.array([[v for _, v in f] for _, f, _ in known])
    y = np.array([float(label) for *_, label in known])

    def loss(w):
        z = x @ w
        p = 1 / (1 + np.exp(-z))
        return np.sum(np.logaddexp(0, z) - y * z) + w @ w / (2 * RIDGE**2), x.T @ (p - y) + w / RIDGE**2

    w = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    said = x @ w > 0
    return w, {"yes": int(y.sum()), "yes_right": int((said & (y > 0)).sum()), "no": int((1 - y).sum()),
               "no_right": int((~said & (y == 0)).sum())}  # fmt: skip


def main():
    kit = Path(sys.argv[1])
    for path in [p for other in sys.argv[2:] for p in Path(other).glob("truth/*.json")]:
        truth = json.loads(path.read_text(encoding="utf-8"))
        LEFT_OUT.update(a["source"]["id"] for a in truth["articles"])
    data, scores = json.loads(OUT.read_text(encoding="utf-8")), {}
    first, last = characters(kit)
    for name, table in (("starts", first), ("ends", last), ("background", background(kit)), ("endings", endings(kit))):
        data[name] = table
        getattr(learnt, name.upper()).clear()
        getattr(learnt, name.upper()).update(table)
    for name, known in (
        ("subheads", headings),
        ("lasts", last_words),
        ("strips", loose_lines),
        ("joins", seams_of),
        ("legs", runs),
        ("legs", runs),
    ):
        if name == "lasts":
            data[name] = known(kit)
            learnt.LASTS.clear()
            learnt.LASTS.update(data[name])
            continue
        sample = list(known(kit))
        names = [n for n, _ in sample[0][1]] if name != "legs" else LEG_NAMES
        if name == "legs":
            start = np.array([learnt.LEGS.get(n, 0.0) for n in names])
            scale = np.sqrt(np.mean([(f**2).mean(axis=0) for f, _ in sample], axis=0))
            fit = partial(minimize, legs_loss, jac=True, method="L-BFGS-B", options={"maxiter": 300})
            best = fit(start, args=(sample, scale))
            half = len(sample) // 2
            sides = (sample[:half], sample[half:])
            unseen = [
                legs_loss(fit(best.x, args=(a, scale)).x, b, 0 * scale)[0] * len(b) for a, b in (sides, sides[::-1])
            ]
            weights, scores[name] = (
                best.x,
                {
                    "runs": len(sample),
                    "with_orphans": sum(bool(r) for _, r in sample),
                    "loss": round(float(legs_loss(best.x, sample, 0 * scale)[0]), 3),
                    "loss_other_half": round(float(sum(unseen)) / len(sample), 3),
                },
            )
        else:
            weights, scores[name] = two_way(sample)
        data[name] = dict(zip(names, (round(float(w), 3) for w in weights), strict=True))
        getattr(learnt, name.upper()).clear()
        getattr(learnt, name.upper()).update(data[name])
        print(name, scores[name], data[name], flush=True)
    data["scores"] = scores
    OUT.write_text(json.dumps(data, ensure_ascii=False, indent=0), encoding="utf-8")


if __name__ == "__main__":
    main()
