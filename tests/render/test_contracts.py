"""Templates and contexts, catalogues and messages: each held against the other."""

from dataclasses import fields
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2 import meta, nodes

from gzdaily_site import render, shipped
from gzdaily_site.render.contexts import TEMPLATES
from gzdaily_site.render.filling import GLOBALS, environment
from gzdaily_site.render.slugs import slug, slugs
from gzdaily_site.render.texts import texts
from gzdaily_site.render.typography import clean, shorten


@pytest.mark.parametrize("context", TEMPLATES, ids=lambda context: context.__name__)
def test_a_template_reads_exactly_the_fields_of_its_context(context, tmp_path):
    made = environment(tmp_path, texts("en"))
    read = set()
    for name in (TEMPLATES[context], "layout.html"):
        tree = made.parse(made.loader.get_source(made, name)[0])
        imported = {word for line in tree.find_all(nodes.FromImport) for word in line.names}
        read |= meta.find_undeclared_variables(tree) - imported
    assert read - GLOBALS == {part.name for part in fields(context)}


def said():
    found = set()
    for path in shipped.folder("templates").rglob("*.html"):
        with path.open("rb") as file:
            found |= {m for _, m, _, _ in extract("jinja2.ext:babel_extract", file, options={"trim_blocks": "true"})}
    for path in Path(render.__file__).parent.glob("*.py"):
        with path.open("rb") as file:
            found |= {m for _, m, _, _ in extract("python", file, {"say": None, "mark": None, "count": (1, 2)})}
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_catalogue_says_every_message_and_no_other(language):
    with shipped.locale(language).open("rb") as file:
        catalogue = [message for message in read_po(file, locale=language) if message.id]
    assert {message.id for message in catalogue} == said()
    assert all(all(m.string) if isinstance(m.string, tuple) else m.string for m in catalogue)


def test_numbers_follow_their_plural():
    assert texts("en").count("%(num)s article", "%(num)s articles", 1) == "1 article"
    assert texts("en").count("%(num)s article", "%(num)s articles", 1200) == "1,200 articles"
    assert texts("zh").count("%(num)s article", "%(num)s articles", 2) == "2篇文章"


def test_slugs_are_never_empty_and_never_alike():
    made = slugs(["李山", "里山", "★", ""], {})
    assert len(set(made.values())) == 4
    assert all(made.values())
    assert slug("山里话") == "shan-li-hua"


def test_text_is_made_fit_for_html():
    assert clean("a\x00b\ud800\ufffe\n") == "a\ufffdb\ufffd\ufffd\n"
    assert shorten("一二三四五，六", 6) == "一二三四五……"
