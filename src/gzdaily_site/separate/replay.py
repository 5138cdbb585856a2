"""How a line came to its role: the rule of form that gave it, then every step that changed it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gzdaily_site.model import Block
from gzdaily_site.separate.forms import RULES, certain, reads
from gzdaily_site.separate.learnt import STRIPS
from gzdaily_site.separate.names import bare_names
from gzdaily_site.separate.parts import Part, whole
from gzdaily_site.separate.roles import LONGEST_KICKER, STEPS, _loose
from gzdaily_site.separate.strips import features_of, is_strip
from gzdaily_site.separate.wording import STRIPS as STRIP_PHRASES
from gzdaily_site.separate.wording import Factor, factors

WEIGHING = "paragraph_strips"  # the step of roles.STEPS that weighs its lines
Said = tuple[tuple[str, bool], ...]  # the roles of a line's parts, and whether each is settled


@dataclass(frozen=True, slots=True)
class RoleStep:
    """`name` is that of the function that gave these roles, `says` its contract."""

    name: str
    says: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StripWeighed:
    """Whether a loose line was taken for a strip of a cut paragraph, and what spoke for and against it."""

    taken: bool
    log_odds: float
    factors: tuple[Factor, ...]


@dataclass(frozen=True, slots=True)
class RolePath:
    """The first step is what the form of the line gave."""

    steps: tuple[RoleStep, ...]
    strip: StripWeighed | None


def role_path(blocks: Sequence[Block], line: int) -> RolePath:
    """How the line, which holds a block, came to its role."""
    block = next(b for b in blocks if b.line == line)
    parts = [p for b in blocks for p in certain(b) or (whole(b, "headline" if b.level else "paragraph"),)]
    path, strip = [_by_form(block, _said(parts, line))], None
    for step in STEPS:
        if step.__name__ == WEIGHING:
            strip = _weighed(parts, line)
        before = _said(parts, line)
        parts = step(parts)
        after = _said(parts, line)
        if after != before:
            path.append(RoleStep(step.__name__, _contract(step), tuple(role for role, _ in after)))
    return RolePath(tuple(path), strip)


def _said(parts: Sequence[Part], line: int) -> Said:
    return tuple((p.role, p.sure) for p in parts if p.line == line)


def _by_form(block: Block, said: Said) -> RoleStep:
    text = reads(block)
    rule = next((rule for rule in RULES if rule(block, text)), None)
    given = tuple(role for role, _ in said)
    if rule:
        return RoleStep(rule.__name__, _contract(rule), given)
    if block.level:
        return RoleStep("heading", f"A heading of level {block.level} is a headline until neighbours say more.", given)
    return RoleStep("text", "A line whose form says nothing is text until neighbours say more.", given)


def _contract(step: Callable[..., object]) -> str:
    """The first line of its docstring; a rule of form without one is known by its name."""
    return (step.__doc__ or "").strip().partition("\n")[0] or "The form of the line says so."


def _weighed(parts: Sequence[Part], line: int) -> StripWeighed | None:
    known = features_of(parts, lambda p: _loose(p, LONGEST_KICKER) and not bare_names(p.text))
    features = next((f for n, f in known.items() if parts[n].line == line), None)
    if features is None:
        return None
    odds = sum(STRIPS.get(name, 0.0) * value for name, value in features)
    return StripWeighed(is_strip(features), round(odds, 2), factors(features, STRIPS, STRIP_PHRASES))
