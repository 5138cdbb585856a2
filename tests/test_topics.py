"""`gzsite topics` as people run it."""

TAXONOMY = "topics:\n- {slug: bridges, zh: 桥梁, en: Bridges, words: {新桥: 3, 桥头: 1}, columns: [山里话]}\n"


def test_the_taxonomy_is_listed_with_a_site_s_own_topics(gzsite, site):
    (site / "gzsite.yml").write_text("title: a\ntopics: own.yml\n", encoding="utf-8")
    (site / "own.yml").write_text(TAXONOMY, encoding="utf-8")
    done = gzsite("topics", cwd=site)
    assert done.returncode == 0, done.stderr
    assert "bridges" in done.stdout
    assert "party-building" in done.stdout


def test_each_article_says_which_words_spoke_and_where(gzsite, site):
    (site / "gzsite.yml").write_text("title: a\ntopics: own.yml\n", encoding="utf-8")
    (site / "own.yml").write_text(TAXONOMY, encoding="utf-8")
    done = gzsite("topics", "--explain", "seeds/one.md", cwd=site)
    assert done.returncode == 0, done.stderr
    assert "《新桥通了》" in done.stdout
    line = next(line for line in done.stdout.splitlines() if "新桥" in line and "+" in line)
    assert "headline" in line
    assert "lead" in line


def test_an_article_that_fits_nothing_says_so(gzsite, site):
    (site / "seeds" / "one.md").write_text("# 晴\n\n风来了,花开了,人散了。\n", encoding="utf-8")
    done = gzsite("topics", "--explain", "seeds/one.md", cwd=site)
    assert "not given: fewer than" in done.stdout
    assert "no topic: none has" in done.stdout


def test_every_mistake_in_a_taxonomy_is_told_at_once(gzsite, site):
    (site / "gzsite.yml").write_text("title: a\ntopics: own.yml\n", encoding="utf-8")
    (site / "own.yml").write_text("topics:\n- {slug: a b, zh: 甲}\n- {slug: tea, zh: 5}\n", encoding="utf-8")
    done = gzsite("topics", cwd=site)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "own.yml:2" in done.stderr
    assert "own.yml:3" in done.stderr


def test_a_page_that_is_not_there_is_told(gzsite, site):
    done = gzsite("topics", "--explain", "seeds/none.md", cwd=site)
    assert done.returncode == 2
    assert "seeds/none.md" in done.stderr


def test_a_file_that_lies_beside_a_page_is_told(gzsite, site):
    beside = site / "seeds/one.corrections.yml"
    beside.write_text("corrections:\n- retitle: 新桥通了\n  headline: 桥通了\n", encoding="utf-8")
    done = gzsite("topics", "--explain", "seeds/one.corrections.yml", cwd=site)
    assert done.returncode == 2
    assert "seeds/one.corrections.yml: is no page file: name the page file itself" in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
