"""The map of the archive: prefectures as tiles, their counties inside, shaded by count."""

from __future__ import annotations

from collections.abc import Iterable

from gzdaily_site import readyaml, shipped
from gzdaily_site.model import Region
from gzdaily_site.render.charts import LEVELS, level
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.routes import Address
from gzdaily_site.render.views import Link, Map, Tile

COLUMNS = 4  # of the grid; a region without a place of its own takes the next free one below


def tile_map(edition: Edition, at: Address, *, counties: bool) -> Map:
    """Every prefecture of the gazetteer, also those of which nothing was written."""
    regions = edition.archive.regions.values()
    prefectures = [region for region in regions if region.level == "prefecture"]
    most = max((edition.shelves.about(region.code) for region in prefectures), default=0)
    codes = {region.code for region in prefectures}
    below = [region for region in regions if region.parent in codes] if counties else []
    most_inside = max((edition.shelves.about(region.code) for region in below), default=0)
    places = _places([region.code for region in prefectures])
    tiles = tuple(
        _tile(edition, region, at, most, places[region.code], _inside(edition, region, at, below, most_inside))
        for region in prefectures
    )
    ordered = tuple(sorted(tiles, key=lambda tile: (tile.row, tile.column)))
    return Map(ordered, _legend(edition, most), _legend(edition, most_inside) if below else ())


def members(edition: Edition, region: Region, at: Address) -> tuple[Link, ...]:
    """The regions of a region that have a page."""
    return tuple(counted(edition, below, at) for below in edition.shelves.shown if below.parent == region.code)


def counted(edition: Edition, region: Region, at: Address) -> Link:
    own, also = edition.shelves.bearing(region.code)
    return edition.region_link(region.code, at, told(edition, own, also))


def told(edition: Edition, own: int, also: int) -> str:
    """How many articles are about a region, and how many more mention it."""
    if not also:
        return edition.articles(own)
    about = edition.texts.count("%(num)s article about it", "%(num)s articles about it", own)
    more = edition.texts.count("%(num)s more mentions it", "%(num)s more mention it", also)
    alone = edition.texts.count("%(num)s article mentions it", "%(num)s articles mention it", also)
    return edition.texts.say("%(about)s, %(more)s", about=about, more=more) if own else alone


def _tile(
    edition: Edition, region: Region, at: Address, most: int, place: tuple[int, int], inside: tuple[Tile, ...] = ()
) -> Tile:
    count = edition.shelves.about(region.code)
    there = count > 0 or any(below.count != "0" for below in inside)
    link = (
        edition.region_link(region.code, at)
        if there
        else Link("", region.name, edition.gloss(region.en), original=True)
    )
    spelled = region.slug.replace("-", " ").title() if link.gloss else ""
    short = Link(link.href, region.short or region.name, spelled, original=True)
    return Tile(short, level(count, most), edition.texts.number(count), place[0], place[1], inside)


def _inside(edition: Edition, region: Region, at: Address, below: list[Region], most: int) -> tuple[Tile, ...]:
    return tuple(_tile(edition, county, at, most, (0, 0)) for county in below if county.parent == region.code)


def _places(codes: Iterable[str]) -> dict[str, tuple[int, int]]:
    known = readyaml.read(shipped.data("tiles.yml"), "tiles.yml") or {}
    wanted = list(codes)
    placed = {code: (int(known[code][0]), int(known[code][1])) for code in wanted if code in known}
    below = max((row for _, row in placed.values()), default=0)
    strays = [code for code in wanted if code not in placed]
    return placed | {code: (n % COLUMNS + 1, below + 1 + n // COLUMNS) for n, code in enumerate(strays)}


def _legend(edition: Edition, most: int) -> tuple[str, ...]:
    """What each shade stands for; fewer where there is less to tell apart."""
    bounds: dict[int, list[int]] = {}
    for count in range(most + 1):
        bounds.setdefault(level(count, most), []).append(count)
    number = edition.texts.number
    spans = (bounds.get(shade) for shade in range(LEVELS + 1))
    return tuple(
        "" if not them else number(them[0]) if len(them) == 1 else f"{number(them[0])}–{number(them[-1])}"
        for them in spans
    )
