"""A small archive of our own words, for the tests of rendering."""

from datetime import date
from pathlib import PurePosixPath

from gzdaily_site.config import ColumnSettings, Settings
from gzdaily_site.model import (
    Archive,
    Article,
    ArticleId,
    BodyBlock,
    Byline,
    Credit,
    Field,
    Furniture,
    Gap,
    Join,
    Ledger,
    Mend,
    Mention,
    Move,
    PageFacts,
    PageId,
    PageReading,
    Piece,
    Places,
    Region,
    RunnerUp,
    Signal,
    SourcePage,
    Topic,
    TopicScore,
)


def piece(line, text):
    return Piece(line, 0, len(text), text)


def words(line, text):
    return Field(text, (piece(line, text),))


def paragraph(*legs, joins=(), mends=(), kind="paragraph", gap=""):
    return BodyBlock(kind, gap.join(t for _, t in legs), tuple(piece(*leg) for leg in legs), joins, mends)


def article(name, line, **parts):
    given = dict.fromkeys(("column", "kicker", "headline", "deck", "byline", "dateline")) | {"body": ()}
    return Article(ArticleId(name), PageId("a/1"), parts.pop("kind", "news"), **(given | parts))


JOIN = Join(9, 0.97, (Signal("open_end", 1.0), Signal("distance", -0.5, "2")))
BRIDGE = article(
    "bridge",
    5,
    kicker=words(4, "青石镇修路记"),
    headline=words(5, "新桥通了 <山里> & 山外"),
    byline=Byline("本报记者 李山", ("李山",), (piece(6, "本报记者 李山"),)),
    dateline=Byline("本报讯（记者 李山）", ("李山",), (piece(7, "本报讯（记者 李山）"),)),
    body=(
        paragraph((7, "清早，第一辆班车开过新桥。")),
        paragraph((8, "路怎么修？"), (9, "大家一起修"), kind="crosshead", gap=" "),
        paragraph((9, "村民把石头搬到"), (20, "河边，垒成桥墩。\x00"), joins=(JOIN,)),
        paragraph((22, "桥长三十米，造福百姓信。"), mends=(Mend(9, "姓信", "姓们", "字形相近"),)),
        paragraph((23, "图为新桥。"), kind="caption"),
        paragraph((24, "王河 摄"), kind="credit"),
    ),
    moves=(
        Move((20,), ArticleId("essay"), 0.86, (Signal("rare_words", 2.0, "桥墩"),), RunnerUp(ArticleId("essay"), 0.1)),
    ),
    gaps=(Gap(22, None, "cut_sentence"),),
)
ESSAY = article(
    "essay",
    11,
    kind="commentary",
    column=words(11, "■ 山里话"),
    body=(paragraph((12, "修路如做人，一步一个脚印。")),),
    gaps=(Gap(None, 12, "missing_headline"),),
)
REGIONS = (
    Region("1", "云岭省", "云岭", "yunling", "Yunling", "province", None, "yunling"),
    Region("11", "青石市", "青石", "qingshi", "Qingshi", "prefecture", "1", "qingshi"),
    Region("111", "白水县", "白水", "baishui", "Baishui", "county", "11", "baishui"),
)


LINES = tuple(
    "### ■ 山里话" if n == 11 else "## 新桥通了 <山里> & 山外" if n == 5 else f"第{n}行" for n in range(1, 41)
)


def archive(day=None):
    facts = PageFacts(date=day, number="5" if day else None)
    source = SourcePage(PageId("a/1"), PurePosixPath("a/1.md"), "0", facts, LINES)
    banner = Furniture("banner", piece(1, "■ 大山来信"))
    page = PageReading(source, (ESSAY, BRIDGE), (banner,), Ledger(1234, 1229, 5, 0, 0))
    return Archive(
        (page,),
        {region.code: region for region in REGIONS},
        {"roads": Topic("roads", "道路", "Roads", {})},
        {
            BRIDGE.id: Places("111", (Mention("11", (7,), ("青石",)), Mention("111", (7,), ("白水",)))),
            ESSAY.id: Places("1", ()),
        },
        {BRIDGE.id: (TopicScore("roads", 0.9, ("桥",)),)},
        {BRIDGE.id: ("桥", "路")},
        {BRIDGE.id: (Credit("李山", "reporter"), Credit("王河", "photographer"))},
    )


def settings(site, base_url=""):
    both = {"zh": "云岭报", "en": "Yunling News"}
    columns = {"山里话": ColumnSettings(en="Hill Talk")}
    return Settings(site, both, both, both, base_url=base_url, columns=columns)


A_DAY = date(2025, 6, 12)
