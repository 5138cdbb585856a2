"""What is worked out once is what would be worked out anew: what stands around pages, how names are spelled."""

from dataclasses import asdict

import newspaper
import pytest

from gzdaily_site.render.edition import Edition
from gzdaily_site.render.framing import _chrome, chrome
from gzdaily_site.render.keys import Keys
from gzdaily_site.render.pictures import Gallery
from gzdaily_site.render.routes import article, routes
from gzdaily_site.render.scans import Scans
from gzdaily_site.render.shelves import Shelves
from gzdaily_site.render.site import article_forme, figure_formes, list_formes, page_formes
from gzdaily_site.render.slugs import remembered, slugs
from gzdaily_site.render.texts import texts


@pytest.mark.parametrize("base_url", ["", "https://example.org/repo/"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_sees_the_site_as_its_chrome_says(tmp_path, base_url, language):
    archive, settings = newspaper.archive(newspaper.A_DAY), newspaper.settings(tmp_path, base_url)
    edition = Edition(archive, settings, Shelves(archive, settings), routes(settings), texts(language))
    scans, gallery, keys = Scans(archive, settings), Gallery(settings), Keys(edition)
    leaves = [it for page in archive.pages for it in page_formes(edition, page, scans, gallery, keys)]
    leaves += [article_forme(edition, it, gallery, keys) for it in edition.shelves.articles.values()]
    pages = [it.at for it in (*leaves, *figure_formes(edition, keys), *list_formes(edition, keys))]
    for at in pages:
        assert asdict(chrome(edition, at)) == asdict(_chrome(edition, at)), at
    assert chrome(edition, article("bridge")) is chrome(edition, article("essay"))


def test_names_are_spelled_as_before_and_new_ones_are_kept(tmp_path):
    names = ["李山", "里山", "★", "王小明"]
    with remembered(tmp_path) as spelled:
        first = slugs(names[:3], {}, spelled)
    with remembered(tmp_path) as spelled:
        assert set(spelled) == set(names[:3])
        assert slugs(names, {}, spelled) == slugs(names, {})
    with remembered(tmp_path) as spelled:
        assert set(spelled) == set(names)
    assert first == slugs(names[:3], {})
