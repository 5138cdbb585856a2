"""Fits the weights of separate/legs.py on pages whose truth is known: python tools/fit_legs.py KIT (needs scipy).

KIT holds `pages/*.txt` and `truth/*.json`; of the truth it reads `file` and `roles`: [line, role, article]. A run is
used when its true cut is one of those that legs.py tries; conditional logit over all ways to cut it, nothing included.
"""

import itertools
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from gzdaily_site.blocks import blocks
from gzdaily_site.separate.legs import LONGEST_RUN, WEIGHTS, page_ways
from gzdaily_site.separate.roles import roles
from gzdaily_site.separate.stories import stories
from gzdaily_site.source import read_page

SHRINK = 0.01  # ridge penalty, for the whole of the runs


def runs(kit):
    """(features of each way, indices of the true ways) of every run that can be learnt from."""
    for path in sorted(kit.glob("truth/*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        told, _ = stories(roles(blocks(read_page(kit / truth["file"], kit, kit))))
        article = {line: name for line, _, name in truth["roles"]}
        owners = [Counter(article.get(p.line) for p in (*s.head, *s.body)).most_common(1)[0][0] for s in told]
        heads = [Counter(article.get(p.line) for p in s.head).most_common(1) for s in told]
        owners = [h[0][0] if h else o for h, o in zip(heads, owners, strict=True)]
        for j, ways in page_ways(told):
            wanted = _legs([article.get(p.line) for p in told[j].body], owners[j])
            if wanted is None or len(told[j].body) > LONGEST_RUN or not ways:
                continue
            said = [[(c.start, c.end, owners[c.home]) for c in way] for _, way in ways]
            right = [n for n, legs in enumerate(said) if legs == wanted]
            if right or not wanted:
                yield np.array([np.sum([[v for _, v in c.features] for c in w], axis=0) for _, w in ways]), right


def _legs(owner, host):
    """The orphan legs of a run as (start, end, article); None when its own leg is missing."""
    cuts = [0, *(k for k in range(1, len(owner)) if owner[k] != owner[k - 1]), len(owner)]
    legs = [(a, b, owner[a]) for a, b in itertools.pairwise(cuts) if b > a]
    return legs[1:] if legs and legs[0][2] == host else None


def loss(weights, known):
    """Negative log-likelihood a run, and its gradient."""
    total, slope = 0.0, np.zeros_like(weights)
    for features, right in known:
        score = features @ weights
        top = max(score.max(), 0.0)
        share = np.exp(score - top)
        norm = share.sum() + np.exp(-top)
        slope += (share / norm) @ features
        if right:
            total -= np.log(share[right].sum() / norm + 1e-300)
            slope -= (share[right] / share[right].sum()) @ features[right]
        else:
            total += top + np.log(norm)
    size = len(known)
    return (total + SHRINK * weights @ weights) / size, (slope + 2 * SHRINK * weights) / size


def main():
    known = list(runs(Path(sys.argv[1])))
    start = np.array(list(WEIGHTS.values()))
    found = minimize(loss, start, args=(known,), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    print(f"# {len(known)} runs, {sum(bool(r) for _, r in known)} with orphan legs, loss {found.fun:.3f}")
    for name, weight in zip(WEIGHTS, found.x, strict=True):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
