"""The search page in a real browser, each answer held against plain reading of the finished pages."""

import json
import re
from collections import defaultdict
from random import Random
from urllib.parse import quote

import corpus
import published
import pytest

pytestmark = pytest.mark.browser

QUERIES = 330
LONGEST = 24


@pytest.fixture(scope="module")
def there(town, serving):
    with serving(town / "build") as address:
        yield address


def ready(page):
    page.wait_for_selector('[data-search-state="done"], [data-search-state="failed"]', state="attached")
    assert page.get_attribute("#search", "data-search-state") == "done", page.inner_text("#search-status")


def total(page):
    ready(page)
    return int(page.get_attribute("[data-search-total]", "data-search-total"))


def visit(page, address, query):
    page.goto(f"{address}search/?q={quote(query)}")
    return total(page)


def ask(page, query):
    """Types a query and sends it."""
    page.fill("#search-text", query)
    page.press("#search-text", "Enter")
    page.wait_for_function("q => new URL(location.href).searchParams.get('q') === q", arg=query)
    return total(page)


def programmatic(page, text, filters=None):
    return page.evaluate("([text, filters]) => gzsite.search(text, filters)", [text, filters or {}])


def drawn(articles, number):
    """Texts of 1 to 24 characters that stand in an article, and some that may stand in none."""
    dice = Random(20250612)
    parts = [part for all_parts in articles.values() for part in all_parts]
    found = []
    while len(found) < number:
        part = dice.choice(parts)
        start = dice.randrange(len(part))
        text = part[start : start + dice.randrange(1, LONGEST + 1)]
        if len(found) % 10 == 9:  # characters that stand together nowhere, or only by chance
            text = "".join(dice.choice(dice.choice(parts)) for _ in range(dice.randrange(2, 5)))
        if not any(sign.isspace() or sign in '"-' for sign in text):  # those have a meaning in a query
            found.append(text)
    return found


def test_every_total_is_that_of_plain_reading(town, articles, there, window):
    window.goto(f"{there}search/")
    ready(window)
    for query in drawn(articles, QUERIES):
        assert ask(window, query) == len(published.holding(articles, query)), query
    assert window.complaints == []


def test_programs_get_the_very_articles(articles, there, window):
    window.goto(f"{there}search/")
    for query in [*drawn(articles, 40), "的", "山城报记者", "“", "。", "农业", "哈哈哈"]:
        answer = programmatic(window, query)
        wanted = published.holding(articles, query)
        assert set(answer["articles"]) == wanted, query
        assert answer["total"] == len(answer["articles"]) == len(wanted)


def test_programs_that_ask_for_a_frequent_word_do_not_load_every_text(articles, there, window):
    window.goto(f"{there}search/")
    ready(window)
    asked = []
    window.on("request", lambda request: asked.append(request.url.removeprefix(f"{there}search/")[:2]))
    answer = programmatic(window, "。")
    assert set(answer["articles"]) == published.holding(articles, "。")
    assert asked.count("i/") == 1
    assert "t/" not in asked


def test_a_long_text_is_told_from_one_that_differs_in_one_place(articles, there, window):
    window.goto(f"{there}search/")
    part = max((part for parts in articles.values() for part in parts), key=len)
    text = part[: min(len(part), 90)]
    for query in (text, text[:44] + "鼎" + text[45:], text[:44] + text[45:]):
        found = programmatic(window, f'"{query}"')
        assert set(found["articles"]) == published.holding(articles, query), query


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("１２３.５", "１２３．５"),
        ("123.5元", "１２３．５元"),
        ("robinson CRUSOE"[:8], "Robinson"),
        ("AI+农业", "AI＋农业"),
        ("二零二三", "二〇二三"),
        ("发展乡村", "發展鄉村"),
        ("發展鄉村", "發展鄉村"),
        ("風力發電機", "风力发电机"),
        ("赫章縣", "赫章县"),
        ("やま", "やま"),
        ("🐝", "🐝"),
        ("𠮷家", "𠮷家"),
        ("㎡", "㎡"),
        ("0851", "0851"),
        ("51-866", "51-866"),
    ],
)
def test_a_text_is_found_however_it_is_typed(articles, there, window, typed, printed):
    assert visit(window, there, typed) == len(published.holding(articles, printed)) > 0


def test_a_character_that_is_simplified_too_is_tried_when_nothing_is_found(articles, there, window):
    assert visit(window, there, "雨後") == len(published.holding(articles, "雨后")) > 0
    assert "雨后" in window.inner_text("#search-status")


def test_terms_join_quotes_keep_together_and_minus_excludes(articles, there, window):
    window.goto(f"{there}search/")
    holds = {word: published.holding(articles, word) for word in ("茶园", "桥工", "Robinson Crusoe", "的第 12 章")}
    assert ask(window, "茶园 桥工") == len(holds["茶园"] & holds["桥工"]) > 0
    assert ask(window, "茶园\u3000-桥工") == len(holds["茶园"] - holds["桥工"]) > 0
    assert ask(window, '"Robinson  Crusoe"') == len(holds["Robinson Crusoe"]) > 0
    assert ask(window, '茶园 -"的第 12 章"') == len(holds["茶园"] - holds["的第 12 章"]) > 0
    assert ask(window, "Crusoe Robinson") == len(holds["Robinson Crusoe"])
    assert ask(window, "-86621") == len(published.holding(articles, "-86621")) > 0


@pytest.mark.parametrize(
    "query",
    [
        "字" * 10_000,
        "🦜🦜🦜",
        "\u202e反着写\u200f",
        "<script>window.hacked = 1</script>",
        '"><img src=x onerror="window.hacked = 1">',
        "javascript:alert(1)",
        '"',
        "-",
        "%",
        "\\ud800 \\",
    ],
    ids=["long", "emoji", "rtl", "script", "attribute", "scheme", "quote", "minus", "percent", "backslash"],
)
def test_a_strange_query_is_text_and_answered(articles, there, window, query):
    window.goto(f"{there}search/")
    ready(window)
    assert ask(window, query) == len(published.holding(articles, query.strip())) or " " in query
    assert window.evaluate("window.hacked") is None
    assert window.locator("#search img, #search-results script").count() == 0
    assert window.complaints == []


def test_lone_surrogates_find_nothing_and_break_nothing(there, window):
    window.goto(f"{there}search/?q=%ED%A0%80")
    assert total(window) == 0
    assert window.evaluate("gzsite.search('\\ud800茶').then(found => found.total)") == 0
    assert window.complaints == []


def test_an_empty_query_asks_for_words(there, window):
    window.goto(f"{there}search/?q=")
    assert total(window) == 0
    assert "要查找" in window.inner_text("#search-status")
    assert window.locator("[data-article-id]").count() == 0


def test_filters_combine_count_and_stand_in_the_address(town, articles, there, window):
    window.goto(f"{there}search/?q={quote('茶园')}")
    everywhere = total(window)
    window.click("#search-narrow summary")
    window.wait_for_selector('[name="year"] option:nth-child(2)', state="attached")
    years = window.eval_on_selector_all(
        '[name="year"] option:not([value=""])', "all => all.map(o => [o.value, o.text])"
    )
    assert sum(int(text.rsplit("(", 1)[1].rstrip(")")) for _, text in years) == everywhere
    year, label = years[-1]
    window.select_option('[name="year"]', year)
    window.wait_for_url(f"**year={year}*")
    assert total(window) == int(label.rsplit("(", 1)[1].rstrip(")"))
    columns = window.eval_on_selector_all(
        '[name="column"] option:not([value=""])', "all => all.map(o => [o.value, o.text])"
    )
    window.select_option('[name="column"]', columns[0][0])
    window.wait_for_url("**column=*")
    both = total(window)
    assert 0 < both == int(columns[0][1].rsplit("(", 1)[1].rstrip(")"))
    window.reload()
    assert total(window) == both
    window.go_back()
    window.wait_for_selector('[name="column"] option:checked[value=""]', state="attached")  # the form follows
    assert total(window) == int(label.rsplit("(", 1)[1].rstrip(")"))
    answer = programmatic(window, "茶园", {"year": int(year), "column": columns[0][0]})
    assert answer["total"] == both


def test_a_region_holds_its_counties(articles, there, window):
    window.goto(f"{there}search/")
    counties = programmatic(window, "", {"region": "赫章县"})
    prefecture = programmatic(window, "", {"region": "毕节市"})
    assert counties["total"] > 0
    assert set(counties["articles"]) <= set(prefecture["articles"])
    assert programmatic(window, "", {"region": "没有的地方"})["total"] == 0


def test_every_choice_leaves_the_articles_that_the_data_files_give_it(town, articles, there, window):
    window.goto(f"{there}search/")
    lines = (town / "build" / "data" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    wanted = defaultdict(set)
    for one in records:
        wanted["year", one["date"][:4]].add(one["id"])
        for topic in one["topics"]:
            wanted["topic", topic["slug"]].add(one["id"])
        if one["column"]:
            wanted["column", one["column"].strip("■ ")].add(one["id"])
        if one["regions"]["main"]:
            code = one["regions"]["main"]["code"]
            for above in {code, code[:4] + "00", code[:2] + "0000"}:
                wanted["region", above].add(one["id"])
        for name in corpus.NAMES:
            if name in one["byline"]["names"]:
                wanted["reporter", name].add(one["id"])
    assert {kind for kind, _ in wanted} == {"year", "topic", "column", "region", "reporter"}
    for (kind, value), them in wanted.items():
        assert set(programmatic(window, "", {kind: value})["articles"]) == them, (kind, value)
        tea = published.holding(articles, "茶园") & them
        assert set(programmatic(window, "茶园", {kind: value})["articles"]) == tea, (kind, value)


def test_what_narrows_an_answer_is_in_sight_and_the_answer_says_so(articles, there, window):
    year = "2021"
    everywhere = published.holding(articles, "茶园")
    window.goto(f"{there}search/?q={quote('茶园')}&year={year}&column={quote('没有的栏目')}")
    assert total(window) == 0
    assert window.locator("#search-narrow[open] [name=year]").input_value() == year
    told = window.inner_text("#search-status")
    assert f"年份“{year}”" in told
    assert "没有的栏目" in told
    assert "没有文章含有“茶园”" in told
    window.click("#search-status a")
    window.wait_for_function("!location.search.includes('year')")
    assert total(window) == len(everywhere)
    assert str(len(everywhere)) in told


def test_years_that_are_not_chosen_keep_their_hits(there, window):
    number = visit(window, there, "风雨桥")
    counts = "all => all.map(r => Number(r.dataset.count))"
    everywhere = window.eval_on_selector_all("#search-years rect", counts)
    window.goto(f"{there}search/?q={quote('风雨桥')}&year=2021")
    assert 0 < total(window) < number
    assert window.eval_on_selector_all("#search-years rect", counts) == everywhere
    assert window.locator("#search-years rect:not(.other)").count() == 1


def test_the_other_language_is_asked_the_same(there, window):
    window.goto(f"{there}search/?q={quote('茶园')}&year=2021&sort=new")
    number = total(window)
    window.click("a.switch[hreflang=en]")
    window.wait_for_url("**/en/search/**")
    assert total(window) == number
    assert "Year “2021”" in window.inner_text("#search-status")
    assert window.is_checked("[name=sort]")


def test_english_readers_are_told_what_is_searched_and_offered_the_chinese(there, window):
    window.goto(f"{there}en/search/?q=Hezhang")
    assert total(window) == 0
    assert "Only the Chinese text is searched" in window.inner_text("#search-status")
    window.fill("#search-text", "")
    window.locator("#search-text").press_sequentially("hezh")
    window.wait_for_selector("#search-suggestions li[data-kind=place]")
    assert "赫章县 Hezhang County" in window.inner_text("#search-suggestions")
    window.press("#search-text", "ArrowDown")
    window.press("#search-text", "Enter")
    window.wait_for_url("**q=%E8%B5%AB%E7%AB%A0%E5%8E%BF*")
    assert total(window) > 0
    window.wait_for_selector(".hit .meta :text('Hezhang County')")


@pytest.mark.parametrize("language", ["", "en/"])
def test_no_phone_is_too_narrow_for_it(there, chromium, language):
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    for query in (quote("茶园"), quote("茶园") + "&view=lines", "x" * 300):
        page.goto(f"{there}{language}search/?q={query}")
        ready(page)
        page.click("#search-narrow summary")
        page.wait_for_selector("#search-narrow[open]")
        ready(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, query
    context.close()


def test_headlines_come_first_and_newest_first_on_request(town, articles, there, window):
    answer = programmatic_at(window, there, "茶园")
    heads = [any("茶园" in part for part in articles[name][:2]) for name in answer]
    assert True in heads
    assert False in heads
    assert heads == sorted(heads, reverse=True)
    window.goto(f"{there}search/?q={quote('茶园')}&sort=new")
    ready(window)
    days = window.locator(".hit .meta").all_inner_texts()
    assert len(days) == 10
    assert days == sorted(days, key=lambda text: text[text.index("20") : text.index("年")], reverse=True)


def programmatic_at(page, address, text):
    page.goto(f"{address}search/")
    return programmatic(page, text)["articles"]


def test_a_hit_shows_its_words_and_opens_at_them(there, window):
    visit(window, there, "风力发电机")
    first = window.locator("[data-article-id]").first
    assert "风力发电机" in first.locator("mark").all_inner_texts()
    window.press("#search-text", "ArrowDown")
    window.press(":focus", "ArrowDown")
    window.press(":focus", "ArrowUp")
    assert window.evaluate("document.activeElement.closest('[data-article-id]') !== null")
    with window.expect_navigation():
        window.press(":focus", "Enter")
    window.wait_for_selector("article.story mark.hl")
    marks = window.locator("mark.hl").all_inner_texts()
    assert set(marks) == {"风力发电机"}
    window.wait_for_function("""() => {
        const { top, bottom } = document.querySelector("mark.hl").getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
    }""")  # it is led there smoothly
    assert window.complaints == []


def test_a_slash_leads_to_the_field_from_any_page(there, window):
    window.goto(there)
    window.press("body", "/")
    assert window.evaluate("document.activeElement.type") == "search"
    window.keyboard.type("茶园")
    with window.expect_navigation():
        window.keyboard.press("Enter")
    assert total(window) > 0


def test_more_hits_come_until_all_are_shown(there, window):
    number = visit(window, there, "风力发电机")
    while window.locator("#search-more").is_visible():
        shown = window.locator("[data-article-id]").count()
        window.click("#search-more")
        window.wait_for_function("n => document.querySelectorAll('[data-article-id]').length > n", arg=shown)
        ready(window)
    assert window.locator("[data-article-id]").count() == number > 10


def test_a_concordance_has_a_line_a_hit_and_goes_out_as_csv(articles, there, window):
    window.goto(f"{there}search/?q={quote('☕')}&view=lines")
    number = total(window)
    hits = sum(part.count("☕") for parts in articles.values() for part in parts)
    if number <= 40:
        assert window.locator("tr[data-line-of]").count() == hits
    with window.expect_download() as coming:
        window.click("#search-csv")
    text = coming.value.path().read_text(encoding="utf-8-sig")
    assert len(text.strip().splitlines()) == hits + 1
    assert "招牌上画着,☕,和🐝" in text
    assert text.splitlines()[0] == "left,found,right,headline,date,printed,id,address"
    assert re.search(rf",20\d\d-\d\d-\d\d,.*,{there}articles/\w+/$", text.splitlines()[1])
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", window.locator("tr[data-line-of] .date").first.inner_text())


def test_hits_by_year_add_up(there, window):
    number = visit(window, there, "风雨桥")
    counts = window.eval_on_selector_all("#search-years rect", "all => all.map(r => Number(r.dataset.count))")
    assert sum(counts) == number
    assert len(counts) > 1


def test_suggestions_name_places_and_headlines(there, window):
    window.goto(f"{there}search/")
    ready(window)
    window.locator("#search-text").press_sequentially("赫章")
    window.wait_for_selector("#search-suggestions li")
    kinds = window.eval_on_selector_all("#search-suggestions li", "all => all.map(li => li.dataset.kind)")
    assert "place" in kinds
    assert "headline" in kinds
    window.press("#search-text", "ArrowDown")
    window.press("#search-text", "Enter")
    window.wait_for_url("**q=*")
    assert total(window) > 0


@pytest.mark.parametrize("lost", ["p/*", "t/*", "manifest.json", "w/g*", "w/[0-9a-f]*", "p/n*", "w/n*"])
def test_a_part_that_does_not_load_is_told_and_can_be_tried_again(articles, there, window, lost):
    query = "风力发电机" if lost.startswith("w") else "茶园"  # three characters and more are looked up by places
    lost = re.compile(f"/search/{lost.replace('*', '.*')}")
    window.route(lost, lambda route: route.abort())
    window.goto(f"{there}search/?q={quote(query)}")
    window.wait_for_selector('[data-search-state="failed"]')
    assert window.locator("[data-article-id]").count() == 0
    assert window.locator("[data-search-total]").count() == 0
    window.unroute(lost)
    window.click("#search-retry")
    assert total(window) == len(published.holding(articles, query))


def test_a_damaged_shard_is_a_failure_too(there, window):
    window.route("**/search/p/*", lambda route: route.fulfill(status=200, body=b"\x00\x01\x02"))
    window.goto(f"{there}search/?q={quote('茶园')}")
    window.wait_for_selector('[data-search-state="failed"]')
    assert window.locator("#search-retry").is_visible()


def test_it_works_under_a_strict_policy(town, there, window):
    def strict(route):
        answer = route.fetch()
        headers = answer.headers | {"content-security-policy": "default-src 'self'; base-uri 'none'; object-src 'none'"}
        route.fulfill(response=answer, headers=headers)

    window.route("**/*", strict)
    assert visit(window, there, "茶园") > 0
    assert window.complaints == []


def test_a_copy_opened_as_files_finds_the_same(town, articles, window):
    for query in ("茶园", "𠮷家", "赫章縣", "风力发电机 -桥工"):
        window.goto((town / "build/search/index.html").as_uri() + f"?q={quote(query)}")
        wanted = published.holding(articles, "赫章县" if query == "赫章縣" else query.split()[0])
        wanted -= published.holding(articles, "桥工") if "-" in query else set()
        assert total(window) == len(wanted) > 0
    href = window.locator("[data-article-id] a").first.evaluate("a => a.href")
    assert "/index.html?" in href


def test_without_javascript_the_indexes_and_a_search_engine_are_offered(there, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{there}search/")
    assert page.locator("main a[href*=regions]").is_visible()
    assert not page.locator("#search").is_visible()
    context.close()


def test_the_english_page_searches_the_same_articles(articles, there, window):
    window.goto(f"{there}en/search/?q={quote('茶园')}")
    assert total(window) == len(published.holding(articles, "茶园"))
    assert "/en/articles/" in window.locator("[data-article-id] a").first.evaluate("a => a.href")
    assert "articles with" in window.inner_text("#search-status")
