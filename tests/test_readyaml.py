import pytest

from gzdaily_site import readyaml
from gzdaily_site.errors import UserError


def test_broken_yaml_is_told_with_its_line():
    with pytest.raises(UserError, match=r"^a\.yml:2: not valid YAML"):
        readyaml.parse("a: 1\nb: ]\n", "a.yml")


def test_control_characters_are_told():
    with pytest.raises(UserError, match=r"^a\.yml: not valid YAML"):
        readyaml.parse("a: \x00", "a.yml")


def test_a_day_that_is_not_is_told():
    with pytest.raises(UserError, match=r"out of range for month.*: write a date as 2025-06-12"):
        readyaml.parse("date: 2025-02-30", "a.yml")


def test_a_value_that_cannot_be_made_of_its_words_is_told():
    with pytest.raises(UserError, match=r"^a\.yml: holds a value that cannot be read"):
        readyaml.parse("title: !!timestamp x", "a.yml")


def test_tags_that_would_run_code_are_refused():
    with pytest.raises(UserError, match="not valid YAML"):
        readyaml.parse("!!python/object/apply:os.system [true]", "a.yml")


def test_an_alias_bomb_is_refused_unexpanded():
    rows = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    with pytest.raises(UserError, match="aliases"):
        readyaml.parse("\n".join(rows), "a.yml")


def test_a_bomb_of_few_aliases_is_told_with_the_line_where_it_grows():
    rows = ["regions:", "- &a0 [x, x, x, x, x, x, x, x]"]
    rows += [f"- &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    with pytest.raises(UserError, match=r"^a\.yml:[5-9]: far too many YAML aliases: write the values out"):
        readyaml.parse("\n".join(rows), "a.yml")


def test_aliases_as_a_person_uses_them_are_fine():
    rows = ["base: &base {a: 1}"] + [f"row{n}: *base" for n in range(60)]
    assert readyaml.parse("\n".join(rows), "a.yml")["row59"] == {"a": 1}


def test_many_stars_in_a_text_are_no_bomb():
    assert readyaml.parse("a: " + repr("* & " * 200), "a.yml") == {"a": "* & " * 200}


def test_a_byte_order_mark_is_no_trouble(tmp_path):
    (tmp_path / "a.yml").write_text("a: 1\n", encoding="utf-8-sig")
    assert readyaml.read(tmp_path / "a.yml", "a.yml") == {"a": 1}


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(UserError, match=r"^a\.yml: cannot be read"):
        readyaml.read(tmp_path / "a.yml", "a.yml")


def test_another_encoding_is_told(tmp_path):
    (tmp_path / "a.yml").write_bytes("题: 报\n".encode("gb18030"))
    with pytest.raises(UserError, match=r"^a\.yml: is not UTF-8: save it as UTF-8"):
        readyaml.read(tmp_path / "a.yml", "a.yml")


def test_keys_and_entries_know_their_lines():
    assert readyaml.key_lines("a: 1\n\nb: 2\n") == {"a": 1, "b": 3}
    assert readyaml.entry_lines("a:\n- x\n\n- y\n", "a") == [2, 4]


@pytest.mark.parametrize("text", ["", "- x\n", "a: 1\n"])
def test_where_there_are_none_there_are_no_lines(text):
    assert readyaml.entry_lines(text, "b") == []
    assert readyaml.key_lines("- x\n") == {}
