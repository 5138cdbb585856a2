"""The indexes of persons heard and of organisations, the page of a name, and what leads to them."""

import re
from html import unescape

import pytest

from gzdaily_site.build import build
from gzdaily_site.crew import ALONE

QUOTED = "# 老街改造\n\n惠及居民90.14万户。“坐在院子里，晒太阳真舒心，日子越过越好。”小区居民王树蓉说。\n"
REPORTED = "# 民生是大事\n\n惠及居民901400户，是一件实事。据{}王树蓉介绍，院子变了样。\n"
UNSURE = "# 家门口的食堂\n\n“饭菜热乎，走几步就到，真好。”居民刘大爷说。\n"


@pytest.fixture
def made(tmp_path):
    """Builds a site of these pages; gives the text of a page of it, without tags if asked."""

    def built(*pages):
        (tmp_path / "seeds").mkdir()
        (tmp_path / "gzsite.yml").write_text("title: {zh: 甲, en: A}\n", encoding="utf-8")
        for n, text in enumerate(pages, 1):
            (tmp_path / f"seeds/2025-06-{n:02}-01.md").write_text(text, encoding="utf-8")
        build(tmp_path, crew=ALONE)
        return tmp_path / "build"

    return built


def text(path):
    return path.joinpath("index.html").read_text(encoding="utf-8")


def main(path):
    return text(path).split("<main", 1)[1].split("</main>")[0]


def words(html):
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def article(site, headline):
    """The page of the article under a headline."""
    return next(
        path.parent for path in site.glob("articles/*/index.html") if f">{headline}</span></h1>" in text(path.parent)
    )


def test_a_person_has_a_line_with_what_they_are_and_a_page_with_their_words_and_where_they_stand(made):
    site = made(QUOTED)
    assert "王树蓉 1条引语 · 1篇文章 小区居民" in words(main(site / "people"))
    assert 'href="wang-shu-rong/"' in main(site / "people")
    page = main(site / "people/wang-shu-rong")
    assert "“坐在院子里，晒太阳真舒心，日子越过越好。” 原文件行号 3 老街改造" in words(page)
    assert 'href="../../pages/2025-06-01-01/printed/#L3"' in page
    assert f'href="../../articles/{article(site, "老街改造").name}/"' in page


def test_who_is_only_reported_in_one_article_is_a_line_that_leads_there(made):
    site = made(REPORTED.format("居民"))
    assert not (site / "people/wang-shu-rong").exists()
    assert f'href="../articles/{article(site, "民生是大事").name}/"' in main(site / "people")


def test_only_whole_names_are_listed(made):
    site = made(UNSURE)
    assert "刘大爷" in text(article(site, "家门口的食堂"))
    assert "刘大爷" not in text(site / "people")


def test_bearers_of_a_name_who_are_described_differently_are_not_said_to_be_one(made):
    site = made(QUOTED, REPORTED.format("县人民医院院长"))
    page = main(site / "people/wang-shu-rong")
    assert re.findall(r"<h2.*?><span.*?>(.*?)</span></h2>", page) == ["县人民医院院长", "小区居民"]
    assert "同名人物" in page
    assert "可能不是同一人" in page
    assert "县人民医院院长；小区居民" in main(site / "people")


def test_bearers_of_a_name_who_are_described_alike_are_brought_together_without_a_claim(made):
    site = made(QUOTED, REPORTED.format("小区居民"))
    page = main(site / "people/wang-shu-rong")
    assert page.count("<h2") == 1
    assert page.count('class="account"') == 2
    assert "仅按姓名归在一处" in page


def test_an_article_links_the_name_that_others_have_too_and_says_what_they_share(made):
    site = made(QUOTED, REPORTED.format("小区居民"))
    one = main(article(site, "老街改造"))
    assert 'href="../../people/wang-shu-rong/">另有1篇文章写到此名</a>' in one
    shared = words(one.split('class="kindred"')[1].split("</ul>")[0])
    assert "90.14万户" in shared
    assert "901400" not in shared
    assert "都写到王树蓉" in shared
    assert "901400户" in words(main(article(site, "民生是大事")).split('class="kindred"')[1].split("</ul>")[0])


def test_two_articles_that_quote_someone_say_that_both_quote(made):
    site = made(QUOTED, QUOTED.replace("老街改造", "新街也改造").replace("坐在院子里，", "坐在新院子里，"))
    assert "都引述王树蓉" in words(main(article(site, "老街改造")))


def test_english_pages_give_the_name_in_pinyin(made):
    site = made(QUOTED)
    assert "Wang Shurong 王树蓉 1 quotation · 1 article 小区居民" in words(main(site / "en/people"))
    assert "Wang Shurong" in main(site / "en/people/wang-shu-rong").split("<h1>")[1].split("</h1>")[0]
    assert "Wang Shurong" in main(site / "en/articles" / article(site, "老街改造").name)


def test_many_articles_of_one_name_are_cut_into_sheets(made):
    site = made(*(QUOTED.replace("改造", f"改造之{n}") for n in range(1, 32)))
    sheets = [site / "people/wang-shu-rong", site / "people/wang-shu-rong/page-2"]
    assert [main(sheet).count('class="account"') for sheet in sheets] == [30, 1]
    assert 'rel="next" href="page-2/"' in main(sheets[0])
    assert 'rel="prev" href="../"' in main(sheets[1])


def test_organisations_are_listed_with_their_articles_those_in_most_first(made):
    care = "# 义诊第{}回\n\n贵阳市第一人民医院的医生进村义诊，{}忙到天黑。\n"
    site = made(*(care.format(n, "遵义市实验小学也来了，" if n == 3 else "") for n in range(1, 9)))
    page = main(site / "organisations")
    first, second = re.findall(r"<li>\n<p class=\"who\">.*?</li>", page, re.DOTALL)
    assert "贵阳市第一人民医院 8篇文章" in words(first)
    assert first.count("/articles/") == 6
    assert "search/?q=%E8%B4%B5" in first
    assert "遵义市实验小学 1篇文章 义诊第3回" in words(second)
    assert 'href="../../organisations/"' in main(article(site, "义诊第3回"))


@pytest.mark.parametrize("index", ["reporters", "people", "organisations"])
def test_the_indexes_of_names_lead_to_each_other_also_when_there_is_nobody(made, index):
    site = made("# 山里\n\n雨停了，山里很静。\n")
    others = {"reporters", "people", "organisations"} - {index}
    assert {other for other in others if f'href="../{other}/"' in main(site / index)} == others
    assert "暂无" in main(site / index)
