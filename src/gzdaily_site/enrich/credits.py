"""Credits: who wrote an article and who took its pictures, as printed."""

from __future__ import annotations

from gzdaily_site.model import Article, Credit


def credits_of(article: Article) -> tuple[Credit, ...]:
    """Reporters of the byline and the dateline, then photographers; each once, in printed order."""
    lines = [line for line in (article.byline, article.dateline) if line]
    reporters = [Credit(name, "reporter") for line in lines for name in line.names]
    photographers = [Credit(name, "photographer") for block in article.body for name in block.names]
    return tuple(dict.fromkeys([*reporters, *photographers]))
