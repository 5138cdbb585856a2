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


@pytest.mark.parametrize(
    ("text", "value", "unit", "printed", "rounded"),
    [
        ("全村种茶五千亩。", "5000", "亩", "五千亩", False),
        ("三万多人参加了培训。", "30000", "人", "三万多人", True),
        ("惠及两千余户。", "2000", "户", "两千余户", True),
        ("收了一千二百斤李子。", "600", "公斤", "一千二百斤", False),
        ("栽下二十三万五千六百株茶苗。", "235600", "株", "二十三万五千六百株", False),
        ("投资三十余万元修路。", "300000", "元", "三十余万元", True),
        ("百余户村民搬进新居。", "100", "户", "百余户", True),
        ("十多万名游客来过。", "100000", "名", "十多万名", True),
        ("安装路灯一百零五盏。", "105", "盏", "一百零五盏", False),
        ("投入两亿零五十万元。", "200500000", "元", "两亿零五十万元", False),
        ("装机两万千瓦。", "20000", "千瓦", "两万千瓦", False),
        ("覆盖率达到百分之九十五点二。", "95.2", "%", "百分之九十五点二", False),
        ("占百分之五。", "5", "%", "百分之五", False),
    ],
)
def test_a_figure_written_in_characters_is_one_too(counted, text, value, unit, printed, rounded):
    (figure,) = counted(text)
    assert (figure.value, figure.unit, figure.printed, figure.rounded) == (value, unit, printed, rounded)


def test_a_figure_in_characters_says_what_it_counts(counted):
    assert [f.counted for f in counted("建成一百零五所幼儿园，惠及居民两千余户。")] == ["幼儿园", "居民"]


@pytest.mark.parametrize(
    "text",
    [
        "共建一带一路。",
        "服务三农，走进三农。",
        "两个覆盖见成效。",
        "千家万户的期盼。",
        "一方面要修路，另一方面要种树。",
        "西江千户苗寨很热闹。",
        "成千上万人来看花。",
        "数十万人涌上街头。",
        "三五百人在桥头。",
        "七八十户人家。",
        "千千万万个家庭。",
        "一个也不能少，三个人一条心。",
        "二〇二五年。",
        "第二十名。",
        "统一百户的门牌。",
        "五十岁的人。",
        "二十四小时值班。",
        "十八个月以后。",
        "党的二十大报告，十四五规划，二十四节气。",
        "万众一心，百年大计，百折不挠，百花齐放，千方百计。",
        "一心一意，三番五次，四面八方，五湖四海，九牛一毛，十全十美。",
        "十二部门联合发文。",
        "三分之一的人。",
        "上百人，几十户，上千亩。",
        "百分之百满意。",
        "百里挑一，百家争鸣，万家灯火，千头万绪。",
        "两百五。",
        "三百人民币。",
        "第一百次。",
        "零点一个。",
        "一百多年前，三十多个月。",
        "一百一个。",
        "万亩茶园，百里画廊，千亩坝区。",
        "一村一品，一户一策，一事一议。",
        "十里八乡的人。",
        "党的第十三次、十四次、十五次全国代表大会。",
        "国民经济和社会发展十五个五年规划。",
    ],
)
def test_characters_that_are_no_quantity_are_no_figure(counted, text):
    assert [f.printed for f in counted(text)] == []


@pytest.mark.parametrize(
    ("text", "value", "unit", "printed", "rounded"),
    [
        ("大桥建设历时3年多。", "3", "年", "3年多", True),
        ("培训为期两周。", "14", "天", "两周", False),
        ("办理时间缩短至20分钟。", "20", "分钟", "20分钟", False),
        ("审批时限由原来压缩到3个工作日。", "3", "个工作日", "3个工作日", False),
        ("清淤历时三个多月。", "3", "个月", "三个多月", True),
        ("全程用时约1.5小时。", "1.5", "小时", "1.5小时", False),
        ("隧道施工历时一千二百天。", "1200", "天", "一千二百天", False),
    ],
)
def test_how_long_something_took_is_a_figure(counted, text, value, unit, printed, rounded):
    found = [(f.value, f.unit, f.printed, f.rounded) for f in counted(text)]
    assert found == [(value, unit, printed, rounded)]


@pytest.mark.parametrize(
    "text", ["近3年来。", "他等了3天。", "用时1小时20分。", "为期半年。", "3年前，5天后，20分钟。"]
)
def test_a_time_that_nothing_is_said_to_have_taken_is_no_figure(counted, text):
    assert [f.printed for f in counted(text)] == []


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
    assert figure.proof == "body.0:6-9"
    assert figure.lines == (10,)


@pytest.mark.parametrize(
    "text", ["他们勇救2人。", "成本比传统产品下降15%。", "他驱车60公里。", "成本较传统做法低15%。"]
)
def test_a_verb_and_what_something_is_held_against_are_not_what_is_counted(counted, text):
    assert [figure.counted for figure in counted(text)] == [""]


def test_a_share_is_not_what_something_is_held_against(counted):
    assert counted("工业占比重60%。")[0].counted
