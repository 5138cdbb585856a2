"""Newspaper pages of our own words, drawn by a seed: enough articles to search in, with every kind of character."""

from random import Random

PLACES = ["赫章县", "湄潭县", "凯里市", "江口县", "兴义市", "盘州市", "荔波县", "仁怀市", "修文县", "普定县"]
WHO = ["护林员", "村支书", "茶农", "绣娘", "桥工", "教师", "村医", "渡口老人", "放蜂人", "列车长", "石匠", "邮递员"]
NAMES = ["罗青山", "田小满", "吴桂花", "龙云海", "潘秀水", "石敢当", "杨知秋", "陆大有", "岑立春", "韦百川"]
THINGS = ["水渠", "茶园", "风雨桥", "卫生室", "图书角", "蜂箱", "梯田", "渡船", "晒谷场", "风力发电机", "银饰", "稻鱼"]
DEEDS = ["修好了", "种下了", "守着", "数了又数", "画进了本子", "搬到了山上", "写在墙上", "卖到了外省", "记在心里"]
TIMES = ["清早", "傍晚", "雨后", "开春以来", "去年冬天", "二〇二三年三月", "赶场那天", "秋收时节", "一夜之间", "午后"]
ODD = (
    "价格是１２３．５元，比去年涨了 4.5%",
    "他给孩子念 Robinson Crusoe 的第 12 章",
    "墙上写着“AI＋农业”和 COVID-19 的通知",
    "老碑上刻着“發展鄉村”四个字",
    "店名叫カフェ・やま，招牌上画着☕和🐝",
    "古地名“𠮷家坳”用了一个少见的字",
    "说明书写着 <b>&amp;</b> 和 50℃、3㎡",
    "电话 0851-86621234，邮箱 post@example.org",
    "他说：“路通了——心也就通了……”",
    "零下三度，零星小雪，〇号线停运",
)
HEADS = (
    "{place}：{thing}这样{deed}",
    "{who}{name}的{thing}",
    "{thing}边的一天",
    "{time}，{place}{deed}{thing}",
    "“{thing}”记",
)
BODIES = (
    "{time}，{place}的{who}{name}把{thing}{deed}。",
    "{name}说，{thing}{deed}，{place}的人都看在眼里。",
    "“{thing}{deed}，比什么都强。”{who}{name}说完，又去忙了。",
    "从{place}到外面，{n}公里山路，{time}总有人走。",
    "今年{place}新添{thing}{n}处，{who}{n}名。",
    "{odd}。",
)
COLUMNS = ("山里来信", "渡口", "一线日记")


def pages(articles, seed=7):
    """`{path: text}` of newspaper pages with so many articles in all, six a page, two pages a month from 2019."""
    made, number = {}, 0
    while number < articles:
        page = len(made)
        year, month, sheet = 2019 + page // 24, page // 2 % 12 + 1, page % 2 + 1
        rows = [article(Random(f"{seed}:{n}"), n) for n in range(number, min(articles, number + 6))]
        number += len(rows)
        facts = f"---\nnewspaper: 山城报\ndate: {year}-{month:02}-01\npage_number: {sheet}\n---\n\n"
        made[f"{year}/{page:03}.md"] = facts + "\n\n".join(rows) + "\n"
    return made


def article(dice, number):
    """One article as a page file has it."""

    def fill(form):
        given = {"place": PLACES, "who": WHO, "name": NAMES, "thing": THINGS, "deed": DEEDS, "time": TIMES, "odd": ODD}
        return form.format(n=dice.randrange(2, 900), **{key: dice.choice(words) for key, words in given.items()})

    column = [f"### ■ {dice.choice(COLUMNS)}"] if dice.random() < 0.3 else []
    head = [f"## {fill(dice.choice(HEADS))}（{number}）", f"山城报记者 {dice.choice(NAMES)}"]
    body = [
        "".join(fill(dice.choice(BODIES)) for _ in range(dice.randrange(2, 6))) for _ in range(dice.randrange(2, 7))
    ]
    return "\n\n".join([*column, *head, *body])


def write(folder, articles, seed=7):
    """A site folder with such pages."""
    (folder / "seeds").mkdir(parents=True)
    (folder / "gzsite.yml").write_text("title: 山城报档案\nnewspaper: 山城报\n", encoding="utf-8")
    for path, text in pages(articles, seed).items():
        file = folder / "seeds" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder
