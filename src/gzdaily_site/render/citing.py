"""How an article is cited: a sentence, and BibTeX, RIS and CSL for reference managers."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date

from gzdaily_site import model
from gzdaily_site.render import routes
from gzdaily_site.render.edition import Edition
from gzdaily_site.render.routes import Address
from gzdaily_site.render.views import Citation, Link

UNTITLED = "［无题］"
NAMED = 3  # authors; of more the rest are 等
# How the name of an office ends that signs as persons do: 贵州分社, 本报编辑部.
OFFICE = re.compile(
    r"(?:[分总支]社|通讯社|新华社|中新社|报社|记者站|编辑部|评论部|采访部|中心|办公室|委员会|工作室|(?:报道|采访|调研|课题|写作)组|[日晚早时]报)$"
)
CLAUSE = re.compile(r".{10,36}?(?=[，。！？；：,.!?;:])")  # of an opening, as a title; a date alone says too little
FILES = (
    ("cite.bib", "BibTeX"),
    ("cite.ris", "RIS"),
    ("cite.json", "CSL JSON"),
    ("index.md", "Markdown"),
    ("index.json", "JSON"),
)
# What BibTeX would read as a command; Chinese passes as it is.
_BIBTEX = str.maketrans({c: "\\" + c for c in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": r"\~{}", "^": r"\^{}"})


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to cite; what the page does not state is empty."""

    id: str
    title: str
    authors: tuple[str, ...]
    newspaper: str
    date: date | None
    page: str
    column: str
    url: str


def work(edition: Edition, it: model.Article) -> Work:
    facts = edition.shelves.pages[it.page].source.facts
    return Work(
        id=it.id,
        title=_title(edition, it),
        authors=_authors(edition, it),
        newspaper=facts.newspaper or edition.settings.newspaper[edition.settings.languages[0]],
        date=facts.date,
        page=facts.number or "",
        column=it.column_name,
        url=edition.routes.absolute(routes.article(it.id)),
    )


def is_office(author: str) -> bool:
    """Whether an author is no person."""
    return bool(OFFICE.search(author))


def _title(edition: Edition, it: model.Article) -> str:
    """The headline as printed; without one its first clause or two, marked as no title of its own."""
    if it.headline:
        return it.headline.text
    found = CLAUSE.match(edition.beginning(it, 40))
    said = found[0] if found else edition.beginning(it, 18)
    opened = said.rfind("“") if said.count("“") > said.count("”") else -1
    return UNTITLED + said[: max(opened, 0)] + said[opened + 1 :]


def _authors(edition: Edition, it: model.Article) -> tuple[str, ...]:
    """Who wrote it; where nobody is named, the agency whose dateline it has."""
    credits_ = edition.archive.credits_of.get(it.id, ())
    dateline = it.dateline.text.lstrip("（(据 ") if it.dateline else ""
    signed = {name for line in (it.byline, it.dateline) if line for name in line.names}
    names = [c.name for c in credits_ if c.role in ("reporter", "author") and c.name in signed]
    agencies = [c.name for c in credits_ if c.role == "agency" and dateline.startswith(c.name)]
    return tuple(dict.fromkeys(names or agencies))


def citation(edition: Edition, it: model.Article, at: Address) -> Citation:
    folder = routes.article(it.id)
    files = tuple(Link(edition.shared(routes.beside(folder, name), at), label) for name, label in FILES)
    return Citation(sentence(edition, work(edition, it)), files)


def sentence(edition: Edition, cited: Work) -> str:
    """After GB/T 7714: authors. Title[N]. Newspaper, date(page). With an address: Title[N/OL], and the address after.

    The day on which a reader looked it up, which the standard has behind the page, nobody knows here.
    """
    day = cited.date.isoformat() if cited.date else edition.texts.say("undated")
    others = ("等",) if len(cited.authors) > NAMED else ()
    who = ", ".join((*cited.authors[:NAMED], *others)) + ". " if cited.authors else ""
    where = f"{cited.newspaper}, " if cited.newspaper else ""
    page = f"({cited.page})" if cited.page else ""
    kind, at = ("N/OL", f" {cited.url}.") if cited.url else ("N", "")
    return f"{who}{cited.title}[{kind}]. {where}{day}{page}.{at}"


def bibtex(cited: Work) -> bytes:
    known = (
        ("title", cited.title),
        ("author", " and ".join(f"{{{name.translate(_BIBTEX)}}}" for name in cited.authors)),
        ("journal", cited.newspaper),
        ("date", cited.date.isoformat() if cited.date else ""),
        ("year", f"{cited.date:%Y}" if cited.date else ""),
        ("pages", cited.page),
        ("url", cited.url),
        ("langid", "chinese"),
    )
    plain = {"author", "url"}
    lines = "".join(
        f"  {key} = {{{text if key in plain else text.translate(_BIBTEX)}}},\n" for key, text in known if text
    )
    return f"@article{{gz-{cited.id},\n{lines}}}\n".encode()


def ris(cited: Work) -> bytes:
    known = [("TY", "NEWS"), ("TI", cited.title), *(("AU", name) for name in cited.authors), ("T2", cited.newspaper)]
    known += [("DA", f"{cited.date:%Y/%m/%d}" if cited.date else ""), ("PY", f"{cited.date:%Y}" if cited.date else "")]
    known += [("SP", cited.page), ("UR", cited.url), ("LA", "zh")]
    lines = "".join(f"{tag}  - {' '.join(text.split())}\r\n" for tag, text in known if text)
    return f"{lines}ER  - \r\n".encode()


def csl(cited: Work) -> bytes:
    item: dict[str, object] = {"id": cited.id, "type": "article-newspaper", "title": cited.title, "language": "zh-CN"}
    if cited.authors:
        item["author"] = [{"literal": name} for name in cited.authors]
    if cited.date:
        item["issued"] = {"date-parts": [[cited.date.year, cited.date.month, cited.date.day]]}
    known = (("container-title", cited.newspaper), ("page", cited.page), ("section", cited.column), ("URL", cited.url))
    item |= {key: text for key, text in known if text}
    return json.dumps([item], ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"
