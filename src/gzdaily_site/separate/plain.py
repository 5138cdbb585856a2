"""Traditional characters of the trade and wide figures read as plain ones: 記者 as 记者, ３版 as 3版."""

import re
from functools import lru_cache

# The characters that the rules of form and of names use, and the traditional form of each that has another.
_PAIRS = (
    "報报 訊讯 記记 電电 華华 圖图 為为 攝摄 責责 編编 輯辑 轉转 緊紧 見见 習习 線线 熱热 廣广 話话 對对 "
    "導导 讀读 國国 內内 統统 連连 發发 題题 評评 論论 員员 實实 設设 計计 審审 組组 終终 製制 視视 覺觉 "
    "檢检 資资 來来 據据 樣样 農农 曆历 歷历 陰阴 陽阳 專专 駐驻 約约 採采 寫写 繪绘 郵邮 閱阅 訂订 掃扫 "
    "碼码 價价 詳详 關关 鏡镜 風风 間间 臺台 體体 數数 聞闻 網网 時时 紀纪 萬万 週周 陳陈 劉刘 張张 楊杨 "
    "趙赵 吳吴 孫孙 馬马 許许 鄧邓 馮冯 韓韩 鄭郑 羅罗 謝谢 蘇苏 盧卢 蔣蒋 葉叶 魯鲁 錢钱 龍龙 賀贺 譚谭 "
    "鍾钟 顧顾 龔龚 嚴严 範范 陸陆 齊齐 嶽岳 顏颜 賈贾 鄒邹 聶聂 湯汤 溫温 觀观 號号 頁页 門门 點点 簡简 "
    "條条 綜综 際际 經经 濟济 藝艺 術术 樂乐 衛卫 滿满 雲云 單单 區区 歐欧 聲声 談谈 鐘钟 雜杂 壇坛 係系 "
)
_WIDE = {chr(0xFF00 + k): chr(0x20 + k) for k in (*range(0x10, 0x1A), *range(0x21, 0x3B), *range(0x41, 0x5B))}
_PLAIN = {pair[0]: pair[1] for pair in _PAIRS.split()} | _WIDE
_TABLE = str.maketrans(_PLAIN)
_OTHER = re.compile(f"[{re.escape(''.join(_PLAIN))}]")  # to look for it takes a fifth of the time of translating


@lru_cache(maxsize=64)  # several rules ask for the same line in turn
def plain(text: str) -> str:
    """The text for matching: as long as it was, and never shown."""
    return text.translate(_TABLE) if _OTHER.search(text) else text
