"""What the made-up news is put together from: sentences with gaps, and words for the gaps.

Written for this project. A gap `{word}` is filled from the list of that name, or by `newsmaker.Desk`.
"""

LEADS = (
    "{when}，记者走进{county}{town}{village}，{place}里一片{adjective}的景象，{who}{name}正忙着{deed}",
    "{when}，{county}召开{thing}推进会，提出到{year}年底实现{thing2}全面{verb}",
    "记者{when}从{county}{office}了解到，今年以来当地{deed}，{thing}同比增长{percent}",
    "“没想到，{thing}这么快就办成了。”{when}，{county}{town}{village}村民{name}指着自家{goods}说",
    "{when}，{city}{thing}现场交流活动在{county}{place}举行，{number}名{who}参加",
    "总投资{money}万元的{thing}项目{when}在{county}{town}开工，建成后可带动{number}户群众增收",
    "清晨六点，{county}{place}的灯已经亮了，{who}{name}换上工作服，开始新一天的{thing}",
    "{county}坚持把{thing}摆在重要位置，{deed}，推动{thing2}{adverb}{verb}",
    "今年{month}月，{name}把自家的{goods}送进了{place}，这在{town}还是头一回",
    "沿着{village}的水泥路往上走，{number}亩{goods}长势正好，{who}{name}介绍，这里去年还是荒坡",
)

SENTENCES = (
    "{county}{office}有关负责人{name}介绍，下一步将{deed}，让{thing}惠及更多群众",
    "目前，全县已有{number}个村（社区）开展{thing}，覆盖{number}户{number2}人",
    "在{place}，{who}{name}一边{deed}，一边向记者算起了账：一年下来，光{goods}一项就能收入{money}元",
    "“以前是{thing}等人，现在是人等{thing2}。”{name}说，“变化就在这两三年。”",
    "为{verb}{thing}，{county}先后出台{number}项措施，投入资金{money}万元，{deed}",
    "据统计，{when}，{city}{thing}完成{money}万元，占全年计划的{percent}，比上年同期提高{small}个百分点",
    "{town}党委书记{name}告诉记者，{village}有{number}亩{goods}，{number2}户农户签了订单",
    "{thing}怎么抓？{county}的办法是{deed}",
    "走进{place}，墙上的{goods}图表一目了然，{number}名{who}正在核对数据",
    "从{thing}到{thing2}，从{goods}到{goods2}，{town}的路子越走越{adjective}",
    "{company}负责人{name}说，公司去年落户{county}，如今{goods}日产量达{number}吨，产品销往{far}等地",
    "针对{thing}中的薄弱环节，{office}建立台账，逐项{verb}，已办结{number}件",
    "“{quote}”采访中，{who}{name}反复说着这句话",
    "{village}距县城{small}公里，过去{thing}跟不上，{goods}卖不出好价钱",
    "{year}年，{name}回到{town}，带着{small}名乡亲办起了{company}",
    "眼下正是{goods}上市的时节，{place}每天要发出{number}件包裹",
    "{city}还将{thing}与{thing2}结合起来，{deed}，形成{adjective}的工作格局",
    "{county}第{small}次{thing}联席会议明确，{office}牵头，{office2}配合，{month}月底前完成{verb}",
    "{name}今年{small}岁，当{who}已有{small2}年，{adverb}走遍了{town}的每一个寨子",
    "截至{month}月，{county}累计{verb}{thing}{number}处，受益群众{money}人次",
    "夜色降临，{place}里依然热闹，{who}们{deed}，笑声传出很远",
    "{thing}不是一阵风。{county}把{deed}写进了年度考核，每季度{verb}一次",
    "记者看到，{place}门口的公示栏上，{thing}的进度、资金、责任人写得清清楚楚",
    "专家{name}认为，{thing}的关键在{abstract}，难点在{abstract2}",
    "{far}客商{name}专程来到{town}，订下{number}吨{goods}",
    "一条{small}公里长的产业路通到{village}，{goods}从地头到{place}只要{small2}分钟",
    "{deed}的同时，{county}没有放松{thing2}，{office}每周到{town}督促一次",
    "如今，{village}人均可支配收入达{money}元，{name}家盖起了新房",
    "“账要算长远。”{name}翻开笔记本，上面记着{thing}的每一笔开支：{goods}{money}元，{goods2}{money2}元",
    "{city}{office}数据显示，{thing}满意度为{percent}，较去年上升{small}位",
    "在{town}，像{name}这样的{who}有{number}名，他们{adverb}奔走在{thing}一线",
    "雨后的{village}空气清新，{goods}基地里，{number}名群众正在采收",
)

CROSSHEADS = (
    "{verb}{thing} 让{goods}有出路",
    "一份{thing}的答卷",
    "{abstract}是根 {abstract2}是魂",
    "从{goods}到{goods2}",
    "{town}的新账本",
    "{thing}如何破题",
    "小{goods} 大文章",
)

HEADLINES = (
    "{county}：{verb}{thing} 惠及{number}户",
    "{town}{goods}俏销{far}",
    "{village}来了“{thing}队”",
    "{county}{deed}",
    "一个{who}的{small}年",
    "{place}里的{thing}",
    "{thing}见实效 {goods}变“金叶”",
    "{name}：{adverb}守好{thing}",
    "{county}{town}{number}亩{goods}迎丰收",
    "{city}{thing}{verb}进行时",
    "把{thing}办到{village}",
    "{abstract}从哪里来——看{county}怎样{deed}",
)

KICKERS = (
    "{city}{county}",
    "{county}{thing}一线见闻",
    "{verb}{thing}",
    "{county}{town}",
    "聚焦{thing}",
    "{year}年这样干",
)

WORDS_BY_NAME = """
when 近日 日前 连日来 上周 入冬以来 年初以来 春节前后 本月中旬 前不久 一大早 午后 周末

adjective 繁忙 红火 热闹 有序 宽敞 扎实 稳健 崭新 明亮 生动 清爽 兴旺

adverb 稳步 加快 持续 逐步 全面 主动 悄悄 一户一户 一年一年 踏踏实实

verb 推进 落实 提升 改造 巩固 拓展 规范 优化 摸排 建成 补齐 提质

abstract 人心 规矩 信任 机制 服务 土地 人才 账目 耐心 责任 市场 细节 眼光 协作

deed 把会开到田间地头 入户听取意见 组织技术人员驻点指导 修通最后一段路 建起共享仓库 公开每一笔支出
请能人回乡办厂 让专家和农户结对 逐户建立档案 推行上门代办 整合零散资金 办起夜间课堂 引进加工设备 清理闲置房屋
与高校共建试验点 实行包片负责 设立便民窗口 打通销售渠道 开展联合检查 试行积分兑换

place 服务大厅 村委会院坝 育苗棚 分拣车间 文化广场 卫生室 冷库 电商站 合作社仓库 教学楼 河堤 茶青市场 木工坊
检测室 展览馆 老街 调度中心 羊圈 果园 小学操场 风雨桥 工地 货场 图书室 晒场

who 护林员 网格员 农技员 驻村干部 教师 乡村医生 合作社社员 车间主任 河长 退伍军人 返乡青年 调解员 驾驶员 质检员
绣娘 电工 志愿者 水管员 护士 导游

goods 茶叶 辣椒 刺梨 蓝莓 天麻 竹荪 黄牛 香猪 稻花鱼 蜂蜜 银饰 蜡染 木耳 红薯粉 腊肉 折耳根 核桃 猕猴桃 土鸡
油菜 太子参 皂角米 石斛 板栗 葡萄 高粱 白酒 马铃薯 菜豆 竹编 苗绣 面条 电池 轮胎 化肥 铝材

office 农业农村局 教育局 卫生健康局 水务局 交通运输局 林业局 市场监管局 文化旅游局 民政局 统计局 自然资源局
工业信息化局 应急管理局 供销社 司法局 税务局

far 广东 上海 浙江 四川 重庆 湖南 福建 北京 江苏 山东 香港 越南

columns 山乡纪事 长街短巷 一线问答 数字背后 我在现场 灯下漫谈 匠人 新村记 读者来信 半月观察
"""

QUOTES = (
    "只要肯下力气，石头缝里也能长出庄稼。",
    "群众点头，才算数。",
    "先把路走通，再说走快。",
    "事情不大，件件要有回音。",
    "地是活的，人也要活。",
    "好东西不怕晚，怕的是没人记得。",
    "一张图画到底，一茬接着一茬干。",
    "他们信得过我，我就不能糊弄。",
)

FAMILY = (
    "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹苏潘葛范彭鲁韦马方俞任袁柳史唐罗毕郝安常"
    "于傅康伍余顾孟黄穆萧尹姚邵汪毛狄米贝戴宋庞熊舒屈项祝董梁杜阮蓝闵季贾路江童郭梅林钟徐邱骆高夏蔡田樊"
    "胡凌霍万柯管卢莫房丁邓洪包石崔龙"
)
GIVEN = (
    "文武明亮秀英国华建军志强丽娟芳敏静淑惠珠翠雅芝玉萍红娥玲芬燕彩春菊兰凤洁梅琳素云莲真环雪荣爱妹霞香"
    "月莺媛艳瑞凡佳嘉琼勤珍贞莉桂娣叶璧璐娅琦晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖露瑶怡婵雁蓓纨仪荷丹蓉眉君"
    "琴蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希宁欣飘育滢馥筠柔竹霭凝晓欢霄枫芸菲寒伊亚"
    "宜可姬舒影荔枝思丽"
)
HILLS = "上下大小新老高长平白黑红青石木水土金银龙凤马牛羊鸡虎松柏桐杉茶竹麻谷米油盐岩沙泥双三五八九东西南北"
SHAPES = "坪坝坡岭冲沟湾河溪塘井泉洞岩寨屯营堡铺场街桥渡口关垭坳箐林田园"
FIRMS = ("绿丰", "黔源", "山里人", "云上", "金穗", "天成", "新禾", "高原", "巧手", "清水江", "乌江", "远景")
TRADES = ("农业", "食品", "建材", "物流", "茶业", "旅游", "科技", "药业", "纺织", "能源")

WORDS = {name: tuple(words) for name, *words in map(str.split, WORDS_BY_NAME.strip().split("\n\n"))} | {"quote": QUOTES}
COLUMNS = WORDS["columns"]
