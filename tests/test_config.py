import pytest

from gzdaily_site import config
from gzdaily_site.errors import ConfigError, UserError


@pytest.fixture
def load(tmp_path):
    def loaded(text):
        (tmp_path / "gzsite.yml").write_text(text, encoding="utf-8")
        return config.load(tmp_path)

    return loaded


def problems(error):
    return str(error.value).splitlines()


def test_an_empty_file_means_the_defaults(load):
    settings = load("")
    assert (settings.seeds, settings.base_path, settings.base_url) == ("seeds", "/", "")
    assert settings.title == {"zh": "报纸档案", "en": "Newspaper Archive"}


def test_this_repository_is_a_site_folder(repository):
    assert config.load(repository).newspaper["zh"] == "贵州日报"


def test_one_text_serves_both_languages(load):
    assert load("title: 小报\n").title == {"zh": "小报", "en": "小报"}


def test_a_language_left_out_takes_the_other(load):
    assert load("title: {zh: 小报}\n").title["en"] == "小报"


def test_columns_keep_what_a_person_said(load):
    column = load("columns: {新论: {en: Comment, kind: commentary, slug: comment}}\n").columns["新论"]
    assert (column.en, column.kind, column.slug) == ("Comment", "commentary", "comment")


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("", "/"),
        ("/repo", "/repo/"),
        ("/repo/", "/repo/"),
        ("https://user.github.io", "/"),
        ("https://user.github.io/repo/", "/repo/"),
    ],
)
def test_the_base_path_is_that_of_the_address(load, url, path):
    assert load(f'base_url: "{url}"\n').base_path == path


@pytest.mark.parametrize(
    "url", ["repo", "ftp://host/", "https://", "https://host/?q=1", "https://host/#x", "http://[", "//x"]
)
def test_an_address_that_is_none_is_told(load, url):
    with pytest.raises(ConfigError, match="is no address"):
        load(f'base_url: "{url}"\n')


def test_an_unknown_key_is_told_with_its_line_and_the_nearest_known_one(load):
    with pytest.raises(ConfigError) as error:
        load("title: a\ntitel: b\n")
    assert problems(error)[0].endswith("gzsite.yml:2: unknown key `titel`: did you mean `title`?")


def test_an_unknown_key_like_no_other_gets_the_whole_list(load):
    with pytest.raises(ConfigError, match="known keys are title, "):
        load("zzz: 1\n")


def test_every_problem_is_told_at_once(load):
    with pytest.raises(ConfigError) as error:
        load("title: 3\nseeds: [a]\ncolumns:\n  甲: {kind: poem}\n  乙: 7\nbase_url: x\nzzz: 1\n")
    assert len(problems(error)) == 6


def test_columns_must_be_a_mapping(load):
    with pytest.raises(ConfigError, match="`columns` is"):
        load("columns: [a]\n")


def test_a_list_is_no_settings_file(load):
    with pytest.raises(UserError, match="is not a list of keys and values"):
        load("- a\n")


def test_a_missing_folder_and_a_missing_file_are_told(tmp_path):
    with pytest.raises(UserError, match=r"no such folder.*gzsite init"):
        config.load(tmp_path / "none")
    with pytest.raises(UserError, match=r"gzsite\.yml: not found.*gzsite init"):
        config.load(tmp_path)


def test_volumes_are_addresses_with_or_without_titles(load):
    text = "volumes:\n- ../1951\n- {url: https://user.github.io/1952/, title: 1952}\n- https://example.org\n"
    found = load(text).volumes
    assert [volume.url for volume in found] == ["../1951/", "https://user.github.io/1952/", "https://example.org/"]
    assert [volume.title["zh"] for volume in found] == ["1951", "1952", "example.org"]


def test_a_volume_has_a_title_in_each_language(load):
    found = load("volumes: [{url: /1952/, title: {zh: 1952年, en: 1952}}]\n").volumes
    assert dict(found[0].title) == {"zh": "1952年", "en": "1952"}


@pytest.mark.parametrize("base", ["/1951/", "https://user.github.io/1951/"])
def test_the_same_list_may_stand_in_all_volumes(load, base):
    settings = load(f"base_url: {base}\nvolumes: [../1950/, ../1951/]\n")
    assert [volume.url for volume in settings.others] == ["../1950/"]


@pytest.mark.parametrize(
    ("volumes", "told"),
    [
        ("1951", "write a list of addresses"),
        ("[1951]", "write its address, or `url` and `title`"),
        ("[{title: x}]", "write its address, or `url` and `title`"),
        ("[{url: ../a/, name: x}]", "write its address, or `url` and `title`"),
        ("[1951/]", "is no address"),
        ("['http://[']", "is no address"),
        ("[ftp://host/]", "is no address"),
        ("['../1951/?q=1']", "is no address"),
        ("[../1951, ../1951/]", "named twice"),
        ("[../a/1951/, ../b/1951/]", "two volumes are called '1951'"),
        ("[{url: ../a/, title: [x]}]", "write a text"),
        ("[{url: ../a/, title: x}]", "a volume is called 'x', as this site is"),
    ],
)
def test_volumes_that_are_none_are_told_with_their_line(load, volumes, told):
    with pytest.raises(ConfigError) as error:
        load(f"title: x\nvolumes: {volumes}\n")
    assert all(line.split(":")[1] == "2" and told in line for line in problems(error)), problems(error)


def test_an_address_that_is_none_is_told_also_where_volumes_are(load):
    with pytest.raises(ConfigError, match="`base_url` is no address"):
        load("title: x\nbase_url: 'http://['\nvolumes: [../1951/]\n")


def test_a_text_with_a_zero_byte_is_told(load):
    with pytest.raises(ConfigError, match=r"`seeds` is 'a.x00b': write a text"):
        load('seeds: "a\\0b"\n')
