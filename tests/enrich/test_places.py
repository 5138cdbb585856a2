import pytest

from gzdaily_site.enrich.regions import places
from gzdaily_site.model import BodyBlock, Piece

# fmt: off
# A name a line would be a long page.
COUNTIES = [
    "南明区", "云岩区", "花溪区", "乌当区", "白云区", "观山湖区", "开阳县", "息烽县",
    "修文县", "清镇市", "钟山区", "六枝特区", "水城区", "盘州市", "红花岗区", "汇川区",
    "播州区", "桐梓县", "绥阳县", "正安县", "道真仡佬族苗族自治县", "务川仡佬族苗族自治县",
    "凤冈县", "湄潭县", "余庆县", "习水县", "赤水市", "仁怀市", "西秀区", "平坝区",
    "普定县", "镇宁布依族苗族自治县", "关岭布依族苗族自治县", "紫云苗族布依族自治县", "七星关区",
    "大方县", "金沙县", "织金县", "纳雍县", "威宁彝族回族苗族自治县", "赫章县", "黔西市",
    "碧江区", "万山区", "江口县", "玉屏侗族自治县", "石阡县", "思南县",
    "印江土家族苗族自治县", "德江县", "沿河土家族自治县", "松桃苗族自治县", "兴义市", "兴仁市",
    "普安县", "晴隆县", "贞丰县", "望谟县", "册亨县", "安龙县", "凯里市", "黄平县",
    "施秉县", "三穗县", "镇远县", "岑巩县", "天柱县", "锦屏县", "剑河县", "台江县",
    "黎平县", "榕江县", "从江县", "雷山县", "麻江县", "丹寨县", "都匀市", "福泉市",
    "荔波县", "贵定县", "瓮安县", "独山县", "平塘县", "罗甸县", "长顺县", "龙里县",
    "惠水县", "三都水族自治县",
]
PREFECTURES = [
    "贵阳市", "六盘水市", "遵义市", "安顺市", "毕节市", "铜仁市", "黔西南布依族苗族自治州",
    "黔东南苗族侗族自治州", "黔南布依族苗族自治州",
]
# fmt: on


@pytest.fixture
def read(article, spotter):
    """The names of the divisions an article mentions, and the article's places."""

    def read(*paragraphs, **heads):
        found = places(article(*paragraphs, **heads), spotter)
        regions = spotter.gazetteer.regions
        return [regions[m.code].name for m in found.mentioned], found

    return read


@pytest.fixture
def named(read):
    return lambda *paragraphs, **heads: read(*paragraphs, **heads)[0]


@pytest.fixture
def main(read, divisions):
    return lambda *paragraphs, **heads: divisions.regions[read(*paragraphs, **heads)[1].main].name


@pytest.mark.parametrize("name", [*PREFECTURES, *COUNTIES])
def test_every_full_name_is_found_in_a_sentence(named, name):
    assert named(f"近日,记者在{name}采访时看到,当地农民正忙着插秧。") == [name]


def test_97_divisions_lie_below_the_province(divisions):
    assert {*PREFECTURES, *COUNTIES} == {r.name for r in divisions.regions.values()} - {"贵州省"}


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("三都自治县", "三都水族自治县"),
        ("威宁县", "威宁彝族回族苗族自治县"),
        ("黔南州", "黔南布依族苗族自治州"),
        ("黔东南", "黔东南苗族侗族自治州"),
        ("水城县", "水城区"),
        ("盘县", "盘州市"),
        ("遵义县", "播州区"),
        ("铜仁地区", "铜仁市"),
        ("万山特区", "万山区"),
        ("小河区", "花溪区"),
        ("黔西县", "黔西市"),
        ("云岩", "云岩区"),
    ],
)
def test_other_and_former_names_are_found(named, word, name):
    assert named(f"当年他在{word}教书。") == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "她从江苏来,在贵州住了十年。",
        "从江西到云南,路程很远。",
        "沿河两岸种满了柳树。",
        "赤水河是一条美酒河。",
        "蓝天白云下,孩子们在奔跑。",
        "白云深处有人家。",
        "船队驶出长江口。",
        "出手大方的客人越来越多。",
        "大方向已经明确。",
        "古镇远近闻名。",
        "公开阳光的程序让人放心。",
        "真正安全的家园。",
        "山水城市各有风姿。",
        "平安顺利过大年。",
        "村民赵长顺、张兴仁都来了。",
        "广州市白云区的企业前来考察。",
        "优惠水电价格。",
        "遵义会议精神代代相传。",
        "六盘山上高峰。",
    ],
)
def test_everyday_words_are_no_places(named, sentence):
    assert named(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "她从江苏来到黔东南州。",
        "铜仁市沿河两岸风光好。",
        "遵义市境内的赤水河。",
        "贵阳市上空,白云下面有风筝。",
        "毕节市的大方向。",
    ],
)
def test_they_are_no_places_beside_their_prefecture_either(named, sentence):
    assert len(named(sentence)) == 1


def test_qianxinan_is_not_qianxi(named):
    assert named("黔西南的山地旅游") == ["黔西南布依族苗族自治州"]
    assert named("黔西的化屋村") == ["黔西市"]


def test_an_ambiguous_short_name_needs_a_witness(named):
    assert named("沿河职校开学了。") == []
    assert named("沿河职校开学了。", "铜仁市派出教师。") == ["沿河土家族自治县", "铜仁市"]
    assert named("沿河自治县派出教师。", "从东莞到沿河。") == ["沿河土家族自治县"]


def test_a_county_beyond_doubt_vouches_for_the_next_in_a_list(named):
    assert named("商队到过都匀、福泉和瓮安。") == ["都匀市", "福泉市", "瓮安县"]
    assert named("都匀的茶好,福泉清冽。") == ["都匀市"]


def test_a_person_is_no_county_even_beside_the_prefecture(named):
    assert named("黔南州的种植大户赵长顺说。") == ["黔南布依族苗族自治州"]


def test_a_county_implies_nothing_about_its_prefecture(named):
    assert named("赫章县的核桃熟了。") == ["赫章县"]
    assert named("黔西南州普安县的茶香。") == ["黔西南布依族苗族自治州", "普安县"]


def test_people_and_picture_credits_name_no_places(named, article, spotter):
    credit = BodyBlock("credit", "凯里 摄", (Piece(20, 0, 4, "凯里 摄"),), names=("凯里",))
    made = article("茶山如画。", byline=("记者 安顺", "安顺"), dateline=("本报讯(记者 都匀)", "都匀"), blocks=(credit,))
    assert places(made, spotter).mentioned == ()


def test_a_mention_proves_itself_by_lines_and_words(read):
    (mention,) = read("铜仁市的天气。", "晴。", "铜仁的铜仁市", headline="铜仁晴好")[1].mentioned
    assert mention.lines == (3, 10, 14)
    assert mention.words == ("铜仁", "铜仁市")


def test_a_name_cut_by_two_columns_stands_on_both_lines(article, spotter):
    text = "来自遵义市的客商与铜仁市的农户"
    joined = BodyBlock("paragraph", text, (Piece(58, 0, 10, text[:10]), Piece(60, 0, 5, text[10:])))
    zunyi, tongren = places(article(joined), spotter).mentioned
    assert zunyi.lines == (58,)
    assert tongren.lines == (58, 60)


def test_lines_hold_where_a_joint_has_a_space(article, spotter):
    text = "如何改? 看凯里"
    made = article(BodyBlock("crosshead", text, (Piece(13, 0, 4, "如何改?"), Piece(14, 0, 3, "看凯里"))))
    assert places(made, spotter).mentioned[0].lines == (14,)


def test_the_county_of_the_kicker_is_what_it_is_about(main):
    assert main("香葱运往贵阳、遵义等地。", "赫章县还将扩大规模。", kicker="毕节市赫章县") == "赫章县"


def test_a_prefecture_with_many_counties_is_what_it_is_about(main):
    assert main("铜仁市出台办法。", "碧江区、石阡县先行,铜仁市督办。", headline="铜仁服务企业") == "铜仁市"


def test_two_counties_alike_make_it_their_prefecture(main):
    assert main("石阡县与德江县携手。") == "铜仁市"


def test_of_two_alike_the_one_the_article_opens_with_is_meant(main):
    assert main("龙里县依托贵阳近邻优势，承接企业落户。") == "龙里县"
    assert main("息烽县迎来开学第一课，修文县的学生也来参观。") == "息烽县"
    assert main("从贵阳市出发，半小时就到龙里县。") == "龙里县"
    assert main("龙里县与贵阳市共建园区。") == "贵州省"


def test_prefectures_alike_make_it_the_province(main):
    assert main("贵阳市云岩区改造小区,铜仁市石阡县、毕节市赫章县也在改。") == "贵州省"


def test_a_head_about_the_province_outweighs_an_example(main):
    assert main("走进贵阳市云岩区。", "全省都在改。", headline="我省改造老旧小区") == "贵州省"


def test_without_a_place_it_is_about_no_region_that_words_could_prove(read):
    assert not read("民生无小事。", kind="commentary")[1].main
    assert not read("省财政厅来到杭州。", "文成县在浙江。")[1].main


def test_the_whole_province_is_that_which_was_named_last(read, main):
    assert not read("浙江今年栽树。", "全省的树都活了。")[1].main
    assert not read("“我省的树都活了。”他在杭州说。")[1].main
    assert main("浙江来人学习。", "凯里市的树活了,全省的树都活了。", "全省还要栽树。", headline="我省栽树") == "贵州省"
    assert main("全省的树都活了。", "重庆和北京也来学习,全省还要栽树。") == "贵州省"


def test_the_city_of_a_dateline_counts_little(main):
    made = ("黎平县举办侗族大歌节。",)
    assert main(*made, dateline=("本报贵阳讯(记者 王某)", "王某")) == "黎平县"


def test_the_paper_is_not_the_province(read, spotter, article):
    assert places(article("据贵州日报报道,凯里市下雨。"), spotter).main == "522601"


@pytest.mark.parametrize("text", ["学校书记马洪江来了。", "传承人范随州来了。", "云梦至青石高速公路（六安高速）通车。"])
def test_a_given_name_and_the_short_name_of_a_road_are_no_places(read, text):
    assert not read(text)[1].elsewhere
