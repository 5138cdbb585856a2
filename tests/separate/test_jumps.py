"""Jump lines: an article and its continuation on another page of the issue, in real site folders."""

import json
import re
from itertools import pairwise

import pytest

from gzdaily_site.separate.jumplines import cuts, is_jump, page_number, read_jump

FRONT = """## 河湾村三年治水记

晨光日报记者 林小禾

连着三年治理之后，从上游的水库到下游的渡口，河湾村的河水一天比一天清。

老支书说：“水清了，鸟也回来了，村里的年轻人{cut}{jump}

## 茶山上的新学堂

晨光日报记者 周小雨

茶山上的学堂开了门，孩子们坐在新桌椅前念书，先生是从省城来的。

下课的时候，学堂外的操场上全是笑声，家长们站在围墙外头看。{other}
"""
INSIDE = """{jump}也愿意回来办民宿。”如今河湾村的水库边上已经有了六家民宿。

下游的渡口也重新开了船，治水的账算下来，村民们都说值。

## 县城来了杂技团

杂技团在县城的广场上演了三天，场场都坐满了人。
"""


def site_of(site, pages):
    (site / "seeds/one.md").unlink()
    for name, text in pages.items():
        path = site / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return site


def inspected(gzsite, site, *names):
    done = gzsite("inspect", "--json", *(f"seeds/{n}" for n in names), cwd=site)
    assert done.returncode == 0, done.stderr
    pages = [json.loads(line) for line in done.stdout.splitlines()]
    for page in pages:
        ledger = page["ledger"]
        assert ledger["lost"] == ledger["doubled"] == 0
        assert ledger["characters"] == ledger["in_articles"] + ledger["in_furniture"]
    return pages


def titled(page, headline):
    return next(a for a in page["articles"] if a["headline"] == headline)


@pytest.mark.parametrize(
    ("leaves", "arrives"),
    [
        ("（下转第三版）", "（上接第一版）"),
        ("\n\n下转第三版", "上接第一版\n\n"),
        ("（紧转3版）", "（紧接1版）"),
        ("【下转03版】", "【上接01版】"),
        ("\n\n▶▶转3版", "◀◀上接1版\n\n"),
        ("（下轉第三版）", "（上接第一版）"),
        ("（下转３版《河湾村三年治水记》）", "## 河湾村三年治水记（上接第１版）\n\n"),
        ("（下转第三版）", "河湾村三年治水（上接第一版）\n\n"),
        ("（下转第三版）", "（上接第一版）\n\n## 河湾村三年治水记\n\n"),
    ],
)
def test_an_article_goes_on_where_the_jump_lines_say(gzsite, site, leaves, arrives):
    front = FRONT.format(cut="", jump=leaves, other="")
    site_of(site, {"2025/06/12/01.md": front, "2025/06/12/03.md": INSIDE.format(jump=arrives)})
    one, three = inspected(gzsite, site, "2025/06/12/01.md", "2025/06/12/03.md")
    river = titled(one, "河湾村三年治水记")
    rest = next(a for a in three["articles"] if "民宿" in "".join(b["text"] for b in a["body"]))
    assert river["continues"]["article"] == rest["id"]
    assert river["continues"]["page"] == {"id": "2025/06/12/03", "number": "3"}
    assert rest["continued_from"]["article"] == river["id"]
    assert river["continues"]["confidence"] == rest["continued_from"]["confidence"] > 0.9
    assert "jump_lines" in {s["name"] for s in river["continues"]["signals"]}
    assert len([a for p in (one, three) for a in p["articles"] if "continues" in a or "continued_from" in a]) == 2
    assert [f["role"] for p in (one, three) for f in p["furniture"]] == ["jump", "jump"]
    assert one["loose_ends"] == three["loose_ends"] == []
    assert "杂技" not in "".join(b["text"] for b in rest["body"])


def test_of_several_between_the_same_pages_the_words_choose(gzsite, site):
    front = FRONT.format(cut="", jump="（下转第三版）", other="先生说：（下转第三版）")
    school = "（上接第一版）“学堂的孩子比去年多了一半。”先生数着操场上的孩子，新桌椅不够坐了。\n\n"
    site_of(site, {"2025-06-12-01.md": front, "2025-06-12-03.md": school + INSIDE.format(jump="（上接第一版）")})
    one, three = inspected(gzsite, site, "2025-06-12-01.md", "2025-06-12-03.md")
    by_id = {a["id"]: "".join(b["text"] for b in a["body"]) for a in three["articles"]}
    assert "民宿" in by_id[titled(one, "河湾村三年治水记")["continues"]["article"]]
    assert "比去年多了一半" in by_id[titled(one, "茶山上的新学堂")["continues"]["article"]]


def loose(page):
    return [(e["lines"], e["why"]) for e in page["loose_ends"] if "jump line" in e["why"]]


def test_what_leads_nowhere_is_a_loose_end_of_its_page(gzsite, site):
    pages = {
        "2025-06-12-01.md": FRONT.format(cut="", jump="（下转第三版）", other="（下转第五版）"),
        "2025-06-12-03.md": INSIDE.format(jump="（上接第二版）"),
        "2025-06-13-03.md": INSIDE.format(jump="（上接第一版）"),
        "undated.md": FRONT.format(cut="", jump="（下转第三版）", other=""),
    }
    one, three, other_day, undated = inspected(gzsite, site_of(site, pages), *pages)
    assert loose(one) == [
        ([7], "a jump line: its text goes on on page 3, but no jump line there answers"),
        ([15], "a jump line: its text goes on on page 5, but that page is not among those read"),
    ]
    assert loose(three) == [([1], "a jump line: its text comes from page 2, but that page is not among those read")]
    assert loose(other_day) == [([1], "a jump line: its text comes from page 1, but that page is not among those read")]
    assert loose(undated) == [
        ([7], "a jump line: its text goes on on page 3, but the date or the number of this page is unknown")
    ]
    assert not [a for p in (one, three, other_day, undated) for a in p["articles"] if "continues" in a]


def test_two_that_nothing_tells_apart_are_not_guessed(gzsite, site):
    short = "## 甲地开了新路\n\n路修好了。（下转第二版）\n\n## 乙地开了新路\n\n路修好了。（下转第二版）\n"
    rest = "（上接第一版）大家都说好。\n\n（上接第一版）大家都说好。\n"
    site_of(site, {"2025-06-12-01.md": short, "2025-06-12-02.md": rest})
    one, two = inspected(gzsite, site, "2025-06-12-01.md", "2025-06-12-02.md")
    assert len(loose(one)) == len(loose(two)) == 2
    assert all(e["guesses"] for e in one["loose_ends"] if "jump" in e["why"])


def test_the_site_offers_the_continuation_and_links_back(gzsite, site):
    front = FRONT.format(cut="", jump="（下转第三版）", other="（下转第五版）")
    site_of(site, {"2025-06-12-01.md": front, "2025-06-12-03.md": INSIDE.format(jump="（上接第一版）")})
    one, three = inspected(gzsite, site, "2025-06-12-01.md", "2025-06-12-03.md")
    river, rest = titled(one, "河湾村三年治水记"), three["articles"][0]
    assert gzsite("build", cwd=site).returncode == 0
    article = (site / f"build/articles/{river['id']}/index.html").read_text(encoding="utf-8")
    found = re.search(r'下转第 3 版：</span> <a href="([^"]+)"', article)
    assert found
    assert found[1] == f"../{rest['id']}/"
    assert "原文件中没有" not in article  # its end is not missing: it stands there
    back = (site / f"build/articles/{rest['id']}/index.html").read_text(encoding="utf-8")
    assert f'<a href="../{river["id"]}/"' in back
    assert "上接第 1 版：" in back
    english = (site / f"build/en/articles/{river['id']}/index.html").read_text(encoding="utf-8")
    assert "Continued on page 3:" in english
    page = (site / "build/pages/2025-06-12-01/index.html").read_text(encoding="utf-8")
    assert "转接行，第 5 版上没有找到" in page
    tree = gzsite("inspect", "seeds/2025-06-12-01.md", "seeds/2025-06-12-03.md", cwd=site).stdout
    assert "goes on on page 3, in " in tree
    assert "comes from page 1, in 《河湾村三年治水记》" in tree


@pytest.mark.parametrize(
    ("text", "direction", "page", "title"),
    [
        ("下转第三版", "to", "3", ""),
        ("（紧转2版）", "to", "2", ""),
        ("转A03版", "to", "A3", ""),
        ("【下转5版】", "to", "5", ""),
        ("▶▶▶下转03版", "to", "3", ""),
        ("（下轉第十二版）", "to", "12", ""),
        ("上接A１版《新桥通了》", "from", "A1", "新桥通了"),
        ("（上接第二十一版）", "from", "21", ""),
        ("相关报道见3版", "see", "3", ""),
        ("Continued on Page 5", "to", "5", ""),
        ("(Continued from Page A3)", "from", "A3", ""),
        ("See BRIDGE, Page 5", "to", "5", ""),
    ],
)
def test_a_line_that_is_a_jump_line(text, direction, page, title):
    assert is_jump(text)
    said = read_jump(text)
    assert (said.direction, said.page, said.title) == (direction, page, title)


@pytest.mark.parametrize("text", ["新桥上接一版岩石", "他从甲班转3版", "转业军人", "见习记者", "第三版"])
def test_a_line_that_is_none(text):
    assert not is_jump(text)


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("第一辆班车开过新桥。（下转第2版）", ["第一辆班车开过新桥。", "（下转第2版）"]),
        ("（上接第1版）村民站在桥头看。", ["（上接第1版）", "村民站在桥头看。"]),
        ("（上接第一版）桥上（下转第五版）", ["（上接第一版）", "桥上", "（下转第五版）"]),
        ("他说完了。下转第三版", ["他说完了。", "下转第三版"]),
        ("桥面平整了▶下转3版", ["桥面平整了", "▶下转3版"]),
        ("从甲地转第三版内容", ["从甲地转第三版内容"]),
        ("（相关报道见第四版）", ["（相关报道见第四版）"]),
    ],
)
def test_a_text_is_cut_at_its_jump_lines(text, stretches):
    at = (0, *cuts(text), len(text))
    assert [text[a:b] for a, b in pairwise(at)] == stretches


def test_page_numbers_are_compared_whatever_their_figures():
    assert {page_number(t) for t in ("3", "03", "三", "第三版", "０３")} == {"3"}
    assert page_number("a03") == page_number("A3")
    assert page_number("A03") != page_number("3")
