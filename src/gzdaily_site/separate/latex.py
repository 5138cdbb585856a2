r"""Scraps of LaTeX that a layout model writes for what was printed plainly: ``$12.5\%$`` for 12.5%."""

from __future__ import annotations

import re

# Between dollars stands a formula when it has a sign of one, or no two letters in a row; so prices stay prices.
FORMULA = (
    r"\$\$?(?:(?=[^$]{0,300}[\\^_])[^$]{1,300}|(?![^$]{0,80}?[A-Za-z\u3400-\u9fff]{2})[^$，。、]{1,80})\$\$?(?!\d)"
    r"|\\\((?=.{0,300}\\\)).{1,300}?\\\)|\\\[(?=.{0,300}\\\]).{1,300}?\\\]"
)
SIGNS = {
    "times": "×", "div": "÷", "pm": "±", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "geqslant": "≥",
    "leqslant": "≤", "neq": "≠", "ne": "≠",
    "approx": "≈", "sim": "～", "cdot": "·", "bullet": "•", "cdots": "…", "ldots": "…", "dots": "…", "to": "→",
    "rightarrow": "→", "leftarrow": "←", "uparrow": "↑", "downarrow": "↓", "circ": "°", "mu": "μ", "alpha": "α",
    "beta": "β", "gamma": "γ", "delta": "δ", "Delta": "Δ", "Omega": "Ω", "pi": "π", "square": "□", "star": "☆",
    "bigstar": "★", "blacksquare": "■", "triangle": "△", "blacktriangle": "▲", "blacktriangleright": "▶",
    "bigcirc": "○", "degree": "°", "quad": " ", "qquad": " ", "left": "", "right": "", "displaystyle": "", "prime": "′",
}  # fmt: skip
FONTS = "text|textbf|textit|textrm|mathrm|mathbf|mathit|mathsf|mathbb|operatorname|boldsymbol|underline|overline"
# What is LaTeX wherever it stands: a named sign, a font around a word, a degree sign, a raised or lowered figure.
SCRAP = (
    r"\^\s?\{?\s?\\(?:circ|prime)\s?\}?"
    rf"|\\(?:{FONTS})\s?\{{[^{{}}]{{0,200}}\}}"
    r"|\\textcircled\s?\{\s?\d{1,2}\s?\}"
    r"|\\[dt]?frac\s?\{[^{}]{1,40}\}\s?\{[^{}]{1,40}\}"
    rf"|\\(?:{'|'.join(sorted(SIGNS, key=len, reverse=True))})(?![A-Za-z])"
    r"|[\^_]\{\s?[-+.\d]{1,4}\s?\}"
)
_SCRAP = re.compile(SCRAP)
_INSIDE = re.compile(
    rf"{SCRAP}|\\[,;:! ]|\\(?P<escaped>[%$&#_{{}}])|(?P<brace>[{{}}])|(?P<raised>\^\d)|(?P<lowered>_\d)|~"
)
RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
NESTED = 4  # a degree sign in a font in a fraction is as deep as a newspaper goes


def formula(text: str) -> str:
    """What a formula shows, its dollars or brackets included in `text`."""
    inside = re.sub(r"\A(?:\$\$?|\\[(\[])|(?:\$\$?|\\[)\]])\Z", "", text)
    for _ in range(NESTED):
        inside = _SCRAP.sub(lambda m: scrap(m.group()), inside)
    return _INSIDE.sub(_instead, inside).strip()


def scrap(text: str) -> str:
    r"""What one scrap shows: ``\times`` is ×, ``\mathrm{C}`` is C, ``m^{2}`` is m²."""
    name = re.match(r"\\([A-Za-z]+)", text)
    if not name:
        figures = "".join(c for c in text if c in "0123456789+-.")
        if text[0] == "_":
            return figures.translate(LOWERED)
        return figures.translate(RAISED) if figures else "′" if "prime" in text else "°"
    inside = re.findall(r"\{([^{}]*)\}", text)
    if name[1] == "textcircled":
        number = int(inside[0])
        return chr(0x2460 + number - 1) if 0 < number <= 20 else str(number)
    return SIGNS.get(name[1], "/".join(inside)) if not inside else "/".join(inside)


def _instead(found: re.Match[str]) -> str:
    text = found.group()
    if found["escaped"]:
        return found["escaped"]
    if found["raised"]:
        return text[1].translate(RAISED)
    if found["lowered"]:
        return text[1].translate(LOWERED)
    return "" if found["brace"] or text == "\\!" else " " if text == "~" or text[1:2] in ",;: " else scrap(text)
