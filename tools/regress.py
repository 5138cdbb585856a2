"""Logistic regression in three forms: over dense features, over names that are there or not, over sets of ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix


def two_way(x: np.ndarray, y: np.ndarray, ridge: float = 1.0) -> np.ndarray:
    """Weights of a logistic regression; `ridge` is the variance that a weight is thought to have."""
    return _fit(x, y, np.ones(len(y)), np.full(x.shape[1], 1 / ridge**2), np.zeros(x.shape[1]))


def sparse_two_way(
    x: csr_matrix, y: np.ndarray, weight: np.ndarray, ridge: float, start: np.ndarray | None = None
) -> np.ndarray:
    """The same over many names of which few are there; `weight` a sample, `ridge` as above."""
    shrink = np.full(x.shape[1], 1 / ridge**2)
    if start is None:
        return _fit(x, y, weight, shrink, np.zeros(x.shape[1]))
    return _fit(x, y, weight, shrink, start, FEW)  # most of the samples are those that `start` was fitted on


def _fit(x, y, weight, shrink, start, steps: int = 300) -> np.ndarray:
    def loss(w):
        z = x @ w
        p = 1 / (1 + np.exp(-np.clip(z, -500, 500)))
        value = np.sum(weight * (np.logaddexp(0, z) - y * z)) + 0.5 * np.sum(shrink * w * w)
        return value, x.T @ (weight * (p - y)) + shrink * w

    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps}).x


FEW = 40  # steps from weights that are nearly right


@dataclass(frozen=True)
class Choice:
    """One choice among ways: a row of features a way, and which rows are right; none right: to move nothing is."""

    features: np.ndarray
    right: tuple[int, ...]


class Choices:
    """Conditional logit over many choices, each with `nothing` (score 0) as one more way."""

    def __init__(self, known: Sequence[Choice]) -> None:
        self.x = np.concatenate([c.features for c in known]).astype(np.float32)
        sizes = np.array([len(c.features) for c in known])
        self.starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        self.owner = np.repeat(np.arange(len(known)), sizes)
        self.right = np.zeros(len(self.x), dtype=bool)
        for at, c in zip(self.starts, known, strict=True):
            self.right[[at + r for r in c.right]] = True
        self.nothing = np.array([not c.right for c in known])
        self.scale = np.sqrt(np.mean(self.x.astype(np.float64) ** 2, axis=0))

    def loss(self, w: np.ndarray) -> tuple[float, np.ndarray]:
        """Negative log-likelihood over all choices, and its gradient."""
        z = self.x @ w.astype(np.float32)
        z = z.astype(np.float64)
        top = np.maximum(np.maximum.reduceat(z, self.starts), 0.0)
        e = np.exp(z - top[self.owner])
        norm = np.add.reduceat(e, self.starts) + np.exp(-top)
        good = np.add.reduceat(np.where(self.right, e, 0.0), self.starts) + np.where(self.nothing, np.exp(-top), 0.0)
        share = e / norm[self.owner]
        wanted = np.where(self.right, e, 0.0) / good[self.owner]
        return float(np.sum(np.log(norm) - np.log(good))), self.x.T @ (share - wanted).astype(np.float32)

    def fit(self, start: np.ndarray, shrink: float) -> np.ndarray:
        """The weights; `shrink` on the square of weights times the size of their features, for all choices together."""

        def shrunk(w):
            value, slope = self.loss(w)
            scaled = w * self.scale
            return value + shrink * scaled @ scaled, slope + 2 * shrink * scaled * self.scale

        return minimize(shrunk, start, jac=True, method="L-BFGS-B", options={"maxiter": 250}).x
