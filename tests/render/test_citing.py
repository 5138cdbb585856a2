"""How an article is cited: the sentence, the files for reference managers, what machines are told."""

import json
import re
from dataclasses import replace

import newspaper
import pytest

from gzdaily_site.model import Byline, Credit
from gzdaily_site.render.citing import is_office

BASE = "https://example.org/repo/"
UNTITLED = replace(
    newspaper.ESSAY, body=(newspaper.paragraph((12, "入冬以后，“修路如做人一步一个脚印，急不得。”他说。")),)
)


def cited(files, article="bridge"):
    return re.search(r'id="citation"[^>]*>(.*?)</p>', files[f"articles/{article}/index.html"])[1]


def signed(printed, *names):
    """The files of a site whose bridge is signed with these names."""
    text = f"本报记者 {' '.join(names)}"
    bridge = replace(newspaper.BRIDGE, byline=Byline(text, names, (newspaper.piece(6, text),)))
    return printed(bridge=bridge, credits_=tuple(Credit(name, "reporter") for name in names))


def test_a_citation_with_an_address_says_that_it_is_online(printed):
    said = f"李山. 新桥通了 &lt;山里&gt; &amp; 山外[N/OL]. 云岭报, 2025-06-12(5). {BASE}articles/bridge/."
    assert cited(printed()) == said
    assert cited(printed(base_url="")).endswith("山外[N]. 云岭报, 2025-06-12(5).")


def test_three_authors_are_named_and_the_others_are_others(printed):
    four = ("李山", "王河", "赵原", "周林")
    files = signed(printed, *four)
    assert cited(files).startswith("李山, 王河, 赵原, 等. ")
    assert cited(signed(printed, *four[:3])).startswith("李山, 王河, 赵原. ")
    assert len(json.loads(files["articles/bridge/cite.json"])[0]["author"]) == 4


def test_an_office_that_signs_is_no_person(printed):
    files = signed(printed, "云岭分社", "李山")
    (said,) = re.findall(r'"author": ?(\[.*?\])', files["articles/bridge/index.html"])
    assert json.loads(said) == [
        {"@type": "Organization", "name": "云岭分社"},
        {"@type": "Person", "name": "李山"},
    ]


def test_who_is_only_thanked_below_the_text_is_no_author(printed):
    files = printed(credits_=(Credit("李山", "reporter"), Credit("王河", "reporter")))
    assert cited(files).startswith("李山. ")


@pytest.mark.parametrize(
    ("author", "office"),
    [("贵州分社", True), ("本报编辑部", True), ("新华社", True), ("李建社", False), ("王中", False)],
)
def test_an_office_is_told_by_how_its_name_ends(author, office):
    assert is_office(author) is office


def test_an_agency_answers_for_what_it_sent_and_nobody_signed(printed):
    line, agency = (newspaper.piece(7, "电"),), (Credit("新华社", "agency"),)
    sent = replace(newspaper.BRIDGE, byline=None, dateline=Byline("新华社青石6月12日电", (), line))
    assert cited(printed(bridge=sent, credits_=agency)).startswith("新华社. 新桥通了")
    own = replace(sent, dateline=Byline("本报青石6月12日电", (), line))
    assert cited(printed(bridge=own, credits_=agency)).startswith("新桥通了")  # only its picture came from there


def test_what_has_no_headline_is_cited_by_its_first_clause_and_its_column_stays_apart(printed):
    files = printed(essay=UNTITLED)
    title = "［无题］入冬以后，修路如做人一步一个脚印"
    (item,) = json.loads(files["articles/essay/cite.json"])
    assert (item["title"], item["section"]) == (title, "山里话")
    assert f"TI  - {title}\r\n" in files["articles/essay/cite.ris"]
    assert f'"headline": "{title}"' in files["articles/essay/index.html"].replace('":"', '": "')
    assert cited(files, "essay").startswith(f"{title}[N/OL]. ")
