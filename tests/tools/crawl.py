"""Follows every link of a served site and tells which lead nowhere."""

from html.parser import HTMLParser
from urllib.error import HTTPError
from urllib.parse import unquote, urldefrag, urljoin
from urllib.request import urlopen

LINKS = {"a": "href", "link": "href", "img": "src", "script": "src"}
MOST = 5000  # pages; a site that has more is not what the tests build


class Page(HTMLParser):
    """The links and ids of one page."""

    def __init__(self, text):
        super().__init__()
        self.links, self.ids, self.texts = [], set(), {}
        self.inside = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        words = dict(attrs)
        if words.get("id"):
            self.ids.add(words["id"])
        if words.get(LINKS.get(tag, "")):
            self.links.append(words[LINKS[tag]])
        if tag == "a" and words.get("href"):
            self.inside = words["href"]

    def handle_endtag(self, tag):
        if tag == "a":
            self.inside = None

    def handle_data(self, data):
        if self.inside:
            self.texts[self.inside] = self.texts.get(self.inside, "") + data


def get(url):
    """Status, type and content of an address."""
    try:
        with urlopen(url) as answer:  # noqa: S310 - the test's own server
            return answer.status, answer.headers.get_content_type(), answer.read()
    except HTTPError as e:
        with e:
            return e.code, e.headers.get_content_type(), e.read()


def links(url):
    """Where the links of a page lead, with their words."""
    page = Page(get(url)[2].decode())
    return {urljoin(url, link): text for link, text in page.texts.items()}


def crawl(root, stands_for="", first=""):
    """The pages of the site at `root` reached from `first`, and the dead links as (from, to).

    `stands_for` is the public address that the site gives itself.
    """
    start = root + first
    pages, dead, todo = {}, [], [(start, start)]
    wanted = {start}
    while todo and len(pages) < MOST:
        source, url = todo.pop(0)
        status, kind, content = get(url)
        if status != 200:
            dead.append((source, url))
            continue
        pages[url] = Page(content.decode() if kind == "text/html" else "")
        for link in pages[url].links:
            goal = urldefrag(_here(urljoin(url, link), root, stands_for)).url
            if goal.startswith(root) and goal not in wanted:
                wanted.add(goal)
                todo.append((url, goal))
    return pages, [*dead, *_dead_fragments(pages)]


def _here(url, root, stands_for):
    return root + url.removeprefix(stands_for) if stands_for and url.startswith(stands_for) else url


def _dead_fragments(pages):
    for url, page in pages.items():
        for link in page.links:
            goal, fragment = urldefrag(urljoin(url, link))
            if fragment and goal in pages and unquote(fragment) not in pages[goal].ids:
                yield url, link
