"""Names in bylines, datelines and picture credits."""

from __future__ import annotations

import re

from gzdaily_site.separate.plain import plain

# What stands before names: the paper, an agency, the kind of writer. Forms of the trade, not names of persons.
OFFICE = re.compile(
    r"(?:见习|首席|特约|驻站|实习)?(?:记者|通讯员|实习生|评论员|摄影|摄|文/图|文／图|图/文|整理|采写|撰文|供稿|报道|综合|作者|参与|采访)[：:]?"
)
HOUSE = re.compile(r"(?:本报|新华社|[\u4e00-\u9fff]{2,8}(?:日报|晚报|早报|时报|都市报|新闻|客户端|融媒体|全媒体|网))+")
# Where and when a text was sent: 本报北京、东京7月19日电 is a row of places, whatever stands between them.
SENT = re.compile(r"(?:(?<![^（(【\[\s])|(?=本报))(?:(?!记者|通讯员|实习生)[^（）()【】])*?\d{1,2}日[电讯]")
# What a credit or byline says in the place of a name: a kind of picture, where it comes from, an office.
NO_NAME = re.compile(
    r".*(?:图片|照片|图像|影像|视觉|资料|档案|供图|制图|截图|发图|分社|总社|图片社|编辑部|报社|通讯社)|(?:受访|采访|被访|拍摄)(?:者|对象|单位)|网络|网友|[为系].*"
)
NAME = re.compile(r"[\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]{1,8})*|[A-Z][A-Za-z.]+(?: [A-Z][A-Za-z.]+)*")
WORD = re.compile(r"[^\s,，、;；/／（）()【】]+")
LIST = re.compile(r"[、，,；;]")
HAN_ONLY = re.compile(r"[\u4e00-\u9fff·\s]+")
REPORTS = re.compile(
    r"^[■●]?\s*(?:本报)?(?:特派|见习|实习)?记者\s*([\u4e00-\u9fff]{2,4})\s*[／/]\s*[\u4e00-\u9fff]{0,8}(?:报道|报导|专访|综合|摄影|讯|电)$"
)
WRITES = re.compile(r"(?:文|图|摄影|撰文|采访|摄)\s*[／/:：|｜]\s*([\u4e00-\u9fff]{2,4})(?=[\s、，]|$)")
ALL_WRITE = re.compile(rf"^(?:{WRITES.pattern}[\s、，]*){{1,4}}$")
LONGEST_NAME = 4  # characters of a Chinese name
WRITER = re.compile(r"(?:记者|通讯员|实习生|评论员)")

# Family names of one character, the commonest first (some 98 % of people in China bear one of them).
FAMILY = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭"
    "陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易"
    "乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧"
    "管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵"
    "苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮"
    "粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈"
    "伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由"
)


def names(text: str) -> tuple[str, ...]:
    """Each name once, as printed; a run of ten or more characters without a break is left whole, unread."""
    said = OFFICE.sub(_blank, HOUSE.sub(_blank, SENT.sub(_blank, plain(text))))
    names_ = [w for w in WORD.finditer(said) if NAME.fullmatch(w.group()) and not NO_NAME.fullmatch(w.group())]
    found = (text[w.start() : w.end()] for w in names_)
    return tuple(dict.fromkeys(found))


def listed(text: str) -> tuple[str, ...]:
    """Names as a person lists them: 张三、李四, or with commas; blanks part Chinese names, and stand inside others."""
    said = (name.strip() for name in LIST.split(text))
    return tuple(n for it in said for n in (it.split() if HAN_ONLY.fullmatch(it) else [it]) if n)


def slashed(text: str) -> tuple[str, ...]:
    """The names of a byline set with a slash: 记者王小明／台北报道, 文／李大山 图／周小雨; empty for anything else."""
    said = plain(text)
    found = REPORTS.match(said)
    spans = [found.span(1)] if found else [w.span(1) for w in WRITES.finditer(said)] if ALL_WRITE.match(said) else []
    return tuple(dict.fromkeys(text[a:b] for a, b in spans))


def bare_names(text: str) -> tuple[str, ...]:
    """The names of a line that holds one to four names, or papers beside them, and nothing else; empty otherwise."""
    words = text.split()
    fit = 0 < len(words) <= 4 and all(NAME.fullmatch(w) and len(w) <= 4 and "的" not in w for w in words)
    return tuple(w for w in words if len(words) == 1 or not HOUSE.fullmatch(plain(w))) if fit else ()


def bracketed_name(text: str) -> tuple[str, ...]:
    """The one name in brackets that a text is, such as （崔妍）; empty for anything else in brackets."""
    name = text[1:-1].replace(" ", "")
    fits = text[:1] in "（(" and text[-1:] in "）)" and len(name) <= LONGEST_NAME
    return (name,) if fits and plain(name[:1]) in FAMILY and bare_names(name) else ()


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())
