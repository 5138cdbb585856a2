import pytest

from gzdaily_site import shipped
from gzdaily_site.enrich import taxonomy
from gzdaily_site.errors import ConfigError


@pytest.fixture
def load_with(tmp_path):
    def load(text):
        path = tmp_path / "own.yml"
        path.write_text(text, encoding="utf-8")
        return taxonomy.load(shipped.data("topics.yml"), path)

    return load


def test_the_taxonomy_has_some_two_dozen_topics_with_both_names(topics):
    assert 20 <= len(topics) <= 28
    assert all(t.zh and t.en and t.words for t in topics.values())


def test_a_site_adds_words_to_a_topic(load_with, topics):
    own = load_with("topics:\n- {slug: sports, words: {独竹漂: 3}, columns: [赛场]}\n")["sports"]
    assert own.words["独竹漂"] == 3
    assert own.words["足球"] == topics["sports"].words["足球"]
    assert own.columns == ("赛场",)


def test_a_site_adds_a_topic(load_with):
    assert list(load_with("topics:\n- {slug: tea, zh: 茶, en: Tea, words: {茶: 1}}\n"))[-1] == "tea"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("topics:\n- {slug: sports, words: {足球: 0}}\n", "own.yml:2: `words` is {'足球': 0}: write keywords"),
        ("topics:\n- {slug: sports, word: {}}\n", "own.yml:2: unknown key `word`: did you mean `words`?"),
        ("topics:\n- {slug: tea}\n", "own.yml:2: lacks `zh`, `en`, `words`"),
        ("topics:\n- {zh: 茶}\n", "own.yml:2: lacks `slug`"),
        ("topics:\n- {slug: Tea Time}\n", "own.yml:2: slug `Tea Time` is no address"),
        ("topics:\n- {slug: tea, zh: 茶, en: Tea, words: {茶: 1}}\n- {slug: tea}\n", "own.yml:3: slug `tea` stands at"),
        ("topics: 5\n", "own.yml:1: has no list `topics`"),
        ("topics: [\n", "not valid YAML"),
    ],
)
def test_a_mistake_is_told_with_line_and_remedy(load_with, text, said):
    with pytest.raises(ConfigError) as caught:
        load_with(text)
    assert said in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
