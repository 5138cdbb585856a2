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


def test_a_key_that_stands_twice_is_told_with_both_lines():
    text = "a: {b: 1, c: 2,\n  b: 3}\nd:\n- e: 1\n  e: 1\na: 1\n"
    with pytest.raises(UserError) as caught:
        readyaml.parse(text, "a.yml")
    assert str(caught.value).splitlines() == [
        "a.yml:2: the key `b` stands in line 1 already: keep one of the two",
        "a.yml:5: the key `e` stands in line 4 already: keep one of the two",
        "a.yml:6: the key `a` stands in line 1 already: keep one of the two",
    ]


def test_what_is_merged_into_a_mapping_may_be_said_otherwise_there():
    text = "a: &a {x: 1, y: 2}\nb: &b {<<: *a, y: 3}\nc: {<<: *b, x: 4}\n"
    assert readyaml.parse(text, "a.yml")["c"] == {"x": 4, "y": 3}


def test_numbers_are_those_that_people_write():
    assert readyaml.parse("[7, 010, 1:30, -4, 0, 2.5, 1_0]", "a.yml") == [7, "010", "1:30", -4, 0, 2.5, "1_0"]


def test_as_words_numbers_and_days_are_texts():
    assert readyaml.words("[7, 010, 2.50, 2025-06-12, yes, ~]", "a.yml") == [
        *("7", "010", "2.50", "2025-06-12"),
        True,
        None,
    ]
