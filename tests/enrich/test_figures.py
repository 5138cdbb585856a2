import pytest

from gzdaily_site import shipped
from gzdaily_site.enrich import figures
from gzdaily_site.enrich.passages import passages


@pytest.fixture(scope="module")
def counter():
    return figures.Counter(figures.load(shipped.data("units.yml")))


@pytest.fixture
def counted(counter, article):
    return lambda text: counter.of(passages(article(text)))


@pytest.mark.parametrize(
    ("text", "value", "unit", "what"),
    [
        ("全省已有5601个城镇老旧小区纳入计划。", "5601", "个", "城镇老旧小区"),
        ("惠及居民90.14万户。", "901400", "户", "居民"),
        ("累计授信166.13亿元。", "16613000000", "元", "授信"),
        ("选派党建指导员1,487名。", "1487", "名", "党建指导员"),
        ("建成高标准农田3公顷。", "45", "亩", "农田"),
        ("装机达20兆瓦。", "20000", "千瓦", "装机"),
        ("产能提升35%。", "35", "%", "产能"),
        ("完成投资300余亿元。", "30000000000", "元", "投资"),
        ("已发现1000余颗脉冲星。", "1000", "颗", "脉冲星"),
    ],
)
def test_a_figure_is_worked_out_with_its_unit_and_what_it_counts(counted, text, value, unit, what):
    (figure,) = counted(text)
    assert (figure.value, figure.unit, figure.sentence) == (value, unit, text)
    assert figure.counted.endswith(what)


def test_a_rounded_figure_says_so(counted):
    assert [f.rounded for f in counted("服务700余件，办结12件。")] == [True, False]


@pytest.mark.parametrize(
    "text",
    [
        "2025年6月12日。",
        "他今年45岁。",
        "24小时值班。",
        "第3批项目开工。",
        "第20个民族团结月。",
        "5口之家。",
        "过了3个月。",
        "G75高速。",
        "2024级的学生。",
        "12345热线。",
        "第3版。",
    ],
)
def test_years_days_ages_and_names_are_no_figures(counted, text):
    assert counted(text) == ()


def test_a_figure_knows_its_sentence_and_its_characters(counted):
    (figure,) = counted("今天晴。来了20名客人。真好。")
    assert figure.sentence == "来了20名客人。"
    assert (figure.proof.part, figure.proof.start, figure.proof.end) == ("body.0", 6, 9)
    assert figure.lines == (10,)
