"""Encodings: what a page file may be written in, and what is told of one that is no text."""

from pathlib import Path

import pytest

from gzdaily_site.charset import decode
from gzdaily_site.errors import UserError

SIMPLE = "## 河湾村通了公路\n\n清早，第一辆班车开过新桥，村民站在桥头看。\n\n3 月里，茶山上一片绿。\n"
TRADITIONAL = "## 河灣村通了公路\n\n清早，第一輛班車開過新橋，村民站在橋頭看。\n"
LATIN = "# New Bridge Opens\n\nThe first bus crossed the bridge early on Thursday.\n"


@pytest.mark.parametrize("text", [SIMPLE, TRADITIONAL, LATIN, SIMPLE.replace("\n", "\r"), "字", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"])
def test_encodings_that_say_what_they_are(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("text", [SIMPLE, TRADITIONAL, LATIN])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("encoding", ["big5", "gb18030"])
def test_traditional_pages(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding), "a.txt") == TRADITIONAL


@pytest.mark.parametrize("text", ["字\x00字\x00", "A quiet day.\x00\n", "ab\x00c"])
def test_a_nul_here_and_there_does_not_make_it_utf16(text: str) -> None:
    assert decode(text.encode(), "a.txt") == text


def test_rare_characters_of_gb18030() -> None:
    assert decode("𠀀字é，\ue000".encode("gb18030"), "a.txt") == "𠀀字é，\ue000"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "seeds/a.txt: is a PNG picture, not a text"),
        (b"%PDF-1.7\n", "seeds/a.txt: is a PDF, not a text"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "seeds/a.txt: is a JPEG picture"),
        (SIMPLE.encode() + b"\xed\xa0\x80" + "字。\n".encode(), "seeds/a.txt:6: is UTF-8 but for some bytes (byte "),
        (SIMPLE.encode()[:-8] + b"\n", "seeds/a.txt:5: is UTF-8 but for some bytes"),
        (SIMPLE.encode("gb18030") + b"\xff\n", "seeds/a.txt:6: is neither UTF-8 nor GB18030 (byte "),
        ("字\ud800字".encode("utf-16", "surrogatepass"), "seeds/a.txt:1: begins as UTF-16 does, and is not"),
        ("一二".encode("utf-16")[:-1], "begins as UTF-16 does, and is not"),
        ("字".encode("utf-8-sig") + b"\xff", "begins as UTF-8 does, and is not"),
    ],
)
def test_what_is_no_text_is_told_with_its_place(content: bytes, said: str) -> None:
    with pytest.raises(UserError) as caught:
        decode(content, "seeds/a.txt")
    assert said in str(caught.value)


def test_the_repositorys_own_page_reads_alike_in_every_encoding() -> None:
    page = Path(__file__).parents[1] / "seeds/000_06d2137520128874.txt"
    text = page.read_bytes().decode("utf-8")
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"):
        assert decode(text.encode(encoding), "a.txt") == text, encoding
