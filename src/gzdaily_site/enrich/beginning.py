"""The first words of an article, for those who list it and need not look at the rest."""

from __future__ import annotations

from gzdaily_site.model import BEGINNING, Article
from gzdaily_site.printed import in_letters


def beginning(article: Article) -> str:
    """Of all paragraphs as one text, each blank a single one; more of it than is shown, so that who cuts it knows.

    A text in letters is shown twice as far.
    """
    flat = " ".join("".join(block.text for block in article.body if block.kind == "paragraph").split())
    return flat[: (2 * BEGINNING if in_letters(flat) else BEGINNING) + 2]
