"""After any edits the site is what a build from nothing makes, and only what depends on them was made.

A preview that saw every edit shows the same.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gzdaily_site import source
from gzdaily_site.build import BuildReport, build
from gzdaily_site.crew import ALONE, LEAST, Crew
from gzdaily_site.errors import UserError
from gzdaily_site.galley import Galley

SETTINGS = """\
title: {zh: 山城日报, en: Mountain City Daily}
columns:
  多彩新论: {en: Comment, kind: commentary, slug: comment}
"""
NAMES = ("李晓", "王小明", "陈思源", "周敏", "赵一鸣")
HEARD = ("村民陆小河", "村支书陆小河", "店主吴大川", "村民龙正江", "教师陈思源")
BODIES = ("贵阳市第一人民医院", "遵义市实验小学", "铜仁市碧江区人民法院")
PLACES = ("贵阳市", "遵义市", "黔西市", "从江县", "铜仁市碧江区", "毕节市", "兴义市")
DEEDS = (
    "新修的村道通到了每一户门前",
    "5601户居民搬进了改造后的楼房",
    "茶农把春茶卖到了江苏",
    "老人在家门口办成了退休手续",
    "果园今年多收了一千二百斤李子",
    "学生在河边认识了三十种鸟",
)


def article(draw: random.Random) -> str:
    place, deed = draw.choice(PLACES), draw.choice(DEEDS)
    column = "# 多彩新论\n\n" if draw.random() < 0.3 else ""
    more = f"这是今年的第{draw.randint(2, 40)}件实事"
    who = draw.choice((*NAMES, *HEARD))
    said = f"“{draw.choice(DEEDS)}。”{who}说。" if draw.random() < 0.5 else ""
    said += f"据{draw.choice(HEARD)}介绍，{draw.choice(DEEDS)}。" if draw.random() < 0.3 else ""
    said += f"{draw.choice(BODIES)}也来帮忙。" if draw.random() < 0.3 else ""
    return (
        f"{column}## {place[:2]}：{deed[:8]}{draw.randint(1, 99)}\n\n本报记者 {draw.choice(NAMES)}\n\n"
        f"近日，在{place}，{deed}。{more}。\n\n{said}当地还将继续把这件事办好，办到群众心里。\n"
    )


def page(draw: random.Random) -> str:
    return "\n".join(article(draw) for _ in range(draw.randint(1, 3)))


class Site:
    """A site folder that is edited; `again` builds it, `anew` from nothing somewhere else."""

    def __init__(self, folder: Path, number: int = 5, crew: Crew = ALONE) -> None:
        self.folder, self.crew = folder, crew
        self.draw = random.Random(7)
        self.galley = Galley(folder)
        folder.mkdir()
        (folder / "gzsite.yml").write_text(SETTINGS, encoding="utf-8")
        for day in range(1, number + 1):
            self.put(day, page(self.draw))

    @property
    def pages(self) -> list[Path]:
        return sorted((self.folder / "seeds").glob("*.txt"))

    def put(self, number: int, text: str) -> None:
        path = self.folder / f"seeds/2025-06-{number:02}-01.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def again(self, **options: object) -> BuildReport:
        self.galley.pull()
        return build(self.folder, crew=self.crew, **options)  # type: ignore[arg-type]

    def anew(self) -> dict[str, bytes]:
        fresh = self.folder.with_name("fresh")
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(self.folder, fresh, ignore=shutil.ignore_patterns("build", ".gzsite-cache"))
        build(fresh, crew=ALONE)
        return tree(fresh / "build")

    def is_as_anew(self) -> bool:
        mine, fresh = tree(self.folder / "build"), self.anew()
        assert mine.keys() == fresh.keys()
        assert [path for path in fresh if mine[path] != fresh[path]] == []
        shown = self.galley.pull().proof
        assert shown.paths() == fresh.keys()
        assert [path for path in fresh if shown.content(path) != fresh[path]] == []
        return True


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path / "site")
    made.again()
    yield made
    assert made.is_as_anew()


def touched(report: BuildReport, folder: str) -> set[str]:
    return {path for path in report.why if path.startswith(f"{folder}/")}


def test_nothing_changed_makes_nothing(site: Site) -> None:
    report = site.again()
    assert (report.pages_read, report.pages_enriched, report.written) == (0, 0, 0)


def test_a_paragraph_touches_its_page_and_what_lists_its_articles(site: Site) -> None:
    path = site.pages[2]
    path.write_text(path.read_text(encoding="utf-8").replace("办到群众心里", "办到每家每户的心里"), encoding="utf-8")
    report = site.again()
    assert (report.pages_read, report.pages_enriched) == (1, 1)
    assert touched(report, "pages") == {f"pages/{path.stem}/index.html", f"pages/{path.stem}/printed/index.html"}
    others = {it for p in site.pages if p != path for it in ids(site, p)}
    assert not {it for it in others if f"articles/{it}/index.json" in report.why}
    assert "reporters/index.html" not in report.why


def ids(site: Site, path: Path) -> set[str]:
    text = (site.folder / "build/data/articles.jsonl").read_text(encoding="utf-8")
    return {line.split('"id": "')[1].split('"')[0] for line in text.splitlines() if f'"page": "{path.stem}"' in line}


def test_a_headline_reaches_every_page_that_links_it(site: Site) -> None:
    path = site.pages[1]
    text = path.read_text(encoding="utf-8")
    old = next(line for line in text.split("\n") if line.startswith("## "))
    path.write_text(text.replace(old, "## 一条新的标题写在这里"), encoding="utf-8")
    report = site.again()
    assert report.pages_read == 1
    assert f"pages/{path.stem}/index.html" in report.why
    assert not [name for name, content in tree(site.folder / "build").items() if old[3:].encode() in content]


def test_a_person_quoted_a_second_time_is_linked_from_the_first(site: Site) -> None:
    told = "## {}\n\n“{}。”护林员石清泉说。\n"
    site.put(20, told.format("松林里的第一夜", "夜里山上很静"))
    site.again()
    (first,) = ids(site, site.folder / "seeds/2025-06-20-01.txt")
    assert "people/shi-qing-quan" not in (site.folder / f"build/articles/{first}/index.html").read_text("utf-8")
    site.put(21, told.format("巡山路上的脚印", "每天要走二十里"))
    report = site.again()
    assert (report.pages_read, f"articles/{first}/index.html" in report.why) == (1, True)
    assert "people/shi-qing-quan" in (site.folder / f"build/articles/{first}/index.html").read_text("utf-8")
    assert "每天要走二十里" in (site.folder / "build/people/shi-qing-quan/index.html").read_text("utf-8")


def test_a_new_page(site: Site) -> None:
    site.put(9, page(site.draw))
    report = site.again()
    assert report.pages_read == 1
    assert "index.html" in report.why
    assert len(touched(report, "pages")) < 2 * len(site.pages)


def test_a_page_taken_away(site: Site) -> None:
    site.pages[0].unlink()
    report = site.again()
    assert (report.pages_read, report.removed > 0) == (0, True)


def test_a_correction(site: Site) -> None:
    path = site.pages[3]
    head = next(line for line in path.read_text(encoding="utf-8").split("\n") if line.startswith("## "))
    text = f"corrections:\n- retitle: {head[3:]}\n  headline: 更正后的标题\n"
    path.with_suffix(".corrections.yml").write_text(text, encoding="utf-8")
    assert site.again().pages_read == 1
    assert "更正后的标题" in (site.folder / "build/data/articles.jsonl").read_text("utf-8")


def test_a_translation(site: Site) -> None:
    path = site.pages[3]
    head = next(line for line in path.read_text(encoding="utf-8").split("\n") if line.startswith("## "))
    text = f"articles:\n- of: {head[3:]}\n  headline: A road reaches every door\n"
    path.with_suffix(".en.yml").write_text(text, encoding="utf-8")
    report = site.again()
    shown = [path for path in report.why if path.startswith("en/articles/")]
    assert any("A road reaches every door" in (site.folder / "build" / path).read_text("utf-8") for path in shown)


def test_a_name_that_another_page_has_too(site: Site) -> None:
    """The archive's own people are words: a new one changes how other pages that name them are read."""
    site.put(8, "## 新来的记者写的第一篇\n\n本报记者 群众心\n\n近日，在贵阳市，这件事办好了。\n")
    report = site.again()
    assert report.pages_read == 1
    assert report.pages_enriched > 1


def test_a_template_touches_the_pages_it_makes(site: Site) -> None:
    from gzdaily_site import shipped  # noqa: PLC0415

    own = site.folder / "templates/printed.html"
    own.parent.mkdir()
    text = (shipped.folder("templates") / "printed.html").read_text(encoding="utf-8")
    own.write_text(text.replace("{% endblock %}", "<!-- ours -->{% endblock %}"), encoding="utf-8")
    report = site.again()
    assert (report.pages_read, report.pages_enriched) == (0, 0)
    assert {path.rsplit("/", 2)[-2] for path in report.why} == {"printed"}
    assert set(report.why.values()) == {"template"}
    assert len(report.why) == 2 * len(site.pages)


def test_the_settings_touch_every_page(site: Site) -> None:
    (site.folder / "gzsite.yml").write_text(SETTINGS.replace("山城日报", "山城晚报"), encoding="utf-8")
    report = site.again()
    assert (report.pages_read, report.pages_enriched) == (0, 0)
    assert {f"pages/{p.stem}/index.html" for p in site.pages} <= set(report.why)


def test_the_gazetteer_has_articles_enriched_but_not_read(site: Site) -> None:
    (site.folder / "gzsite.yml").write_text(SETTINGS + "topics: t.yml\n", encoding="utf-8")
    (site.folder / "t.yml").write_text(
        "topics:\n- {slug: roads, zh: 村道, en: Roads, words: {村道: 3}}\n", encoding="utf-8"
    )
    report = site.again()
    assert (report.pages_read, report.pages_enriched) == (0, len(site.pages))


def test_a_file_of_the_site_that_another_hand_changed_or_deleted_is_made_again(site: Site) -> None:
    (site.folder / "build/index.html").write_text("mine", encoding="utf-8")
    (site.folder / "build/about/index.html").unlink()
    report = site.again()
    assert report.why == {"index.html": "touched", "about/index.html": "deleted"}


def test_a_translation_whose_headline_is_the_printed_one(site: Site) -> None:
    """A link to it says in which language its words are, though they stay the same."""
    told = "## {}\n\n“{}”计划在贵阳市开始了。{}。\n"
    site.put(20, told.format("WTO", "三年造林", "松林里的第一夜很静"))
    site.put(21, told.format("GDP", "三年造林", "每天要走二十里"))
    site.again()
    assert 'lang="zh' in next(iter(_links_to(site, "WTO")))
    site.pages[-2].with_suffix(".en.yml").write_text("articles:\n- of: WTO\n  headline: WTO\n", encoding="utf-8")
    site.again()
    assert 'lang="zh' not in next(iter(_links_to(site, "WTO")))


def _links_to(site: Site, headline: str) -> list[str]:
    (page,) = (site.folder / "build/en/articles").glob(f"{next(iter(ids(site, site.pages[-1])))}/index.html")
    return re.findall(f"<a [^>]*>(?:<[^>]*>)*{headline}<", page.read_text(encoding="utf-8"))


def test_pages_whose_size_and_time_are_as_before(site: Site) -> None:
    path = site.pages[0]
    lay, text = path.stat(), path.read_text(encoding="utf-8")
    path.write_text(text.replace("近日", "今日"), encoding="utf-8")
    os.utime(path, ns=(lay.st_atime_ns, lay.st_mtime_ns))
    assert site.again().written


def test_two_facts_files_of_one_size_and_time_that_change_places(site: Site) -> None:
    one, two = (path.with_suffix(".yml") for path in site.pages[:2])
    for path, name in ((one, "要闻"), (two, "综合")):
        path.write_text(f"page_name: {name}\n", encoding="utf-8")
        os.utime(path, ns=(10**18, 10**18))
    site.again()
    between = one.with_suffix(".was")
    one.rename(between)
    two.rename(one)
    between.rename(two)
    assert site.again().written


def test_pages_are_read_again_by_force_and_when_what_was_kept_of_them_is_wrong(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = site.pages[0]
    with monkeypatch.context() as blind:  # as where no other time is told than one that can be put back
        blind.setattr(source, "_touched", lambda path: (1, 1) if Path(path).exists() else None)
        (site.folder / "seeds/2025-06-05-01.yml").write_text("page_name: 要闻\n", encoding="utf-8")
        site.again()
        path.write_text(path.read_text(encoding="utf-8").replace("近日", "今日"), encoding="utf-8")
        assert not site.again().written
        shutil.rmtree(site.folder / ".gzsite-cache/pages")
        with pytest.raises(UserError, match="was changed while the site was built: build again"):
            build(site.folder, crew=ALONE)
        assert build(site.folder, crew=ALONE).written
        path.write_text(path.read_text(encoding="utf-8").replace("今日", "近日"), encoding="utf-8")
        assert build(site.folder, crew=ALONE, force=True).written
        assert tree(site.folder / "build") == site.anew()


@pytest.mark.parametrize("seed", range(3))
def test_any_row_of_edits_gives_what_a_build_from_nothing_gives(site: Site, seed: int) -> None:
    draw = random.Random(seed)
    for _ in range(4):
        for _ in range(draw.randint(1, 3)):
            draw.choice(EDITS)(site, draw)
        site.again()
        assert site.is_as_anew()


def test_edits_of_a_site_that_copies_build_give_what_one_process_makes_from_nothing(tmp_path: Path) -> None:
    site, draw = Site(tmp_path / "site", LEAST + 2, Crew(2)), random.Random(11)
    site.again()
    for _ in range(2):
        for edit in (_reword, _rename):
            edit(site, draw)
        site.again()
        assert site.is_as_anew()


def _reword(site: Site, draw: random.Random) -> None:
    path = draw.choice(site.pages)
    old, new = draw.choice(DEEDS), draw.choice(DEEDS)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def _rename(site: Site, draw: random.Random) -> None:
    path = draw.choice(site.pages)
    old, new = draw.choice(NAMES), draw.choice(NAMES)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def _add(site: Site, draw: random.Random) -> None:
    site.put(draw.randint(1, 28), page(draw))


def _remove(site: Site, draw: random.Random) -> None:
    if len(site.pages) > 2:
        draw.choice(site.pages).unlink()


def _move(site: Site, draw: random.Random) -> None:
    path, goal = draw.choice(site.pages), site.folder / f"seeds/2024-0{draw.randint(1, 9)}-11-02.txt"
    path.replace(goal)


def _tell(site: Site, draw: random.Random) -> None:
    draw.choice(site.pages).with_suffix(".yml").write_text(f"page_name: 要闻{draw.randint(1, 9)}\n", encoding="utf-8")


def _column(site: Site, draw: random.Random) -> None:
    path = draw.choice(site.pages)
    path.write_text("# 一线视角\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")


def _call(site: Site, draw: random.Random) -> None:
    path = draw.choice(site.pages)
    old, new = draw.choice(HEARD), draw.choice(HEARD)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


EDITS: tuple[Callable[[Site, random.Random], None], ...] = (
    _reword,
    _rename,
    _add,
    _remove,
    _move,
    _tell,
    _column,
    _call,
)
