"""Results as tables: what each side took, and the ratios beside what is aimed at."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

SIDES = ("gzsite", "hugo", "hugo+pagefind")
STEPS = {
    "cold": "cold",
    "again": "nothing changed",
    "page": "one page changed",
    "template": "one template changed",
}
AIM_AT = 10_000  # articles; the aims of ratios and memory are for this size
RATIOS = (  # name, step and side above, step and side below, at most
    ("cold, against Hugo and Pagefind", ("cold", "gzsite"), ("cold", "hugo+pagefind"), 0.25),
    ("cold, against Hugo", ("cold", "gzsite"), ("cold", "hugo"), 1.0),
    ("nothing changed, against Hugo", ("again", "gzsite"), ("again", "hugo"), 0.12),
    ("one page changed, against Hugo", ("page", "gzsite"), ("page", "hugo"), 0.2),
    ("one page changed, against `hugo server`", ("page", "gzsite"), ("server", "hugo"), 0.5),
    ("one page changed, `gzsite serve` against `hugo server`", ("server", "gzsite"), ("server", "hugo"), 0.5),
    ("one template changed, against cold", ("template", "gzsite"), ("cold", "gzsite"), 0.7),
)
MEMORY = {10_000: 400, 100_000: 1500}  # articles -> megabytes at most
STARTS = {"help": ("`gzsite --help`", 0.15), "inspect": ("`gzsite inspect` of one page", 0.5)}  # seconds at most
GROWTH = (10_000, 100_000, 1.2)  # a cold build's cost an article at the second size, in that at the first


def tables(results: list[dict]) -> str:
    """All sizes measured, smallest first, as Markdown."""
    results = sorted(results, key=lambda told: told["articles"])
    parts = [part for told in results for part in _of_one(told)]
    return "\n\n".join([*parts, *_growth({told["articles"]: told for told in results})]) + "\n"


def _of_one(told: dict) -> Iterator[str]:
    n = told["articles"]
    yield f"### {n:,} articles on {told['pages']:,} pages"
    yield _said(told)
    if "hugo" in told["runs"]["cold"]:
        yield _seconds(told)
    else:
        yield "\n".join(f"- {name}: {_spread(_walls(told, step, 'gzsite'))} s" for step, name in STEPS.items())
    yield _aims(told)
    yield "Seconds by stage of the cold build, medians: " + ", ".join(_stages(told["stages"])) + "."
    yield _sizes(told)


def _said(told: dict) -> str:
    load = f"load {told['load']} before it began; " if "load" in told else ""  # not noted by the first runs
    machine, rounds = told["machine"], len(told["runs"]["cold"]["gzsite"])
    return (
        f"{machine['cores']} cores ({machine['processor']}), {machine['system']}, Python {machine['python']}; "
        f"{load}{_count(rounds, 'round')}; gzsite at {told['commit']}; command: `{told['command']}`."
    )


def _seconds(told: dict) -> str:
    lines = ["| wall seconds (least to most); CPU | gzsite | Hugo | Hugo + Pagefind |", "| --- | --- | --- | --- |"]
    for step, name in STEPS.items():
        cells = [f"{_spread(_walls(told, step, side))}; {_cpu(told, step, side):.1f}" for side in SIDES]
        lines.append(f"| {name} | {' | '.join(cells)} |")
        if step == "page":
            own = _spread(_walls(told, "server", "gzsite")) if told.get("gzsite_server") else ""
            lines.append(f"| the same, `gzsite serve`, `hugo server` | {own} | {_spread(told['hugo_server'])} | |")
            if own:
                first = _spread([first for first, _ in told["gzsite_server"]])
                lines.append(f"| the first change that `gzsite serve` sees | {first} | | |")
    peaks = [f"{_peak(told, side):.0f}" for side in SIDES]
    lines.append(f"| peak memory of a cold build, MB | {' | '.join(peaks)} |")
    return "\n".join(lines)


def _aims(told: dict) -> str:
    n = told["articles"]
    lines = ["| | measured | pair by pair | in CPU | aim | |", "| --- | --- | --- | --- | --- | --- |"]
    for name, above, below, most in RATIOS:
        tops, bottoms = _walls(told, *above), _walls(told, *below)
        if tops and bottoms:
            ratio = median(tops) / median(bottoms)
            pairs = [top / bottom for top, bottom in zip(tops, bottoms, strict=False)]
            aim = f"≤ {most}" if n == AIM_AT else f"(≤ {most} at {AIM_AT:,})"
            spread, work = f"{min(pairs):.2f} to {max(pairs):.2f}", _work(told, above, below)
            lines.append(f"| {name} | {ratio:.2f} | {spread} | {work} | {aim} | {_met(ratio, most)} |")
    peak = _peak(told, "gzsite")
    at = max((size for size in MEMORY if size <= n), default=AIM_AT)
    aim = f"≤ {MEMORY[at]} MB" if at == n else f"(≤ {MEMORY[at]} MB at {at:,})"
    lines.append(f"| peak memory | {peak:.0f} MB | | | {aim} | {_met(peak, MEMORY[at])} |")
    for step, (name, most) in STARTS.items():
        walls = _walls(told, step, "gzsite")
        spread = f"{min(walls):.2f} to {max(walls):.2f}"
        lines.append(f"| {name} | {median(walls):.2f} s | {spread} | | ≤ {most} s | {_met(median(walls), most)} |")
    return "\n".join(lines)


def _stages(stages: list[dict]) -> Iterator[str]:
    for name in stages[0]:
        yield f"{name} {median(stage.get(name, 0) for stage in stages):.2f}"


def _sizes(told: dict) -> str:
    said = []
    for name, proof in told["proofs"].items():
        line = f"{name}: {proof['articles']:,} of {proof['of']:,} articles"
        if "sample" in proof:
            line += f", {proof['there']} of {proof['sample']} drawn ones there, {proof['whole']} in one piece"
        said.append(f"{line}, {proof['files']:,} files, {proof['mb']} MB")
        if proof.get("search"):
            said.append(f"its {proof['search'].rsplit(',', 1)[0]}")
    return "What was built: " + "; ".join(said) + "."


def _growth(by: dict[int, dict]) -> Iterator[str]:
    small, large, most = GROWTH
    if small in by and large in by:
        each = [median(_walls(by[n], "cold", "gzsite")) / n for n in (small, large)]
        ratio = each[1] / each[0]
        yield f"A cold build's cost an article at {large:,} is {ratio:.2f} of that at {small:,} (aim: ≤ {most})."


def _walls(told: dict, step: str, side: str) -> list[float]:
    if step == "server":
        return told["hugo_server"] if side == "hugo" else [then for _, then in told.get("gzsite_server", ())]
    return [run["wall"] for run in told["runs"][step].get(side, ())]


def _cpu(told: dict, step: str, side: str) -> float:
    return median(run["cpu"] for run in told["runs"][step][side])


def _work(told: dict, above: tuple[str, str], below: tuple[str, str]) -> str:
    """The ratio in seconds of CPU, which other work on the machine hardly changes; Hugo's server states none."""
    return "" if below[0] == "server" else f"{_cpu(told, *above) / _cpu(told, *below):.2f}"


def _peak(told: dict, side: str) -> float:
    return median(run["peak_mb"] for run in told["runs"]["cold"][side])


def _spread(values: list[float]) -> str:
    return f"{median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


def _met(value: float, most: float) -> str:
    return "met" if value <= most else "not met"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
