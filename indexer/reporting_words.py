"""Words in which reports are written whatever they are about: to broaden a search by them finds anything.

Collected from the parts of a structured abstract (patients, methods, results, conclusions): who was looked at, what was
done in general, how much and how long, and the verbs and adjectives of reporting. What a Chinese running text says all
the time is told by the segmenter's own counts.
"""

from typing import Final

from corpus.words.asking_words import ASKING_TERMS
from corpus.words.segmentation import word_count
from corpus.words.stems import STOP_WORDS, stem
from corpus.words.tokens import is_han_token

_ENGLISH: Final = """
    patient case subject person individual man woman men women people adult male female aged year month week day hour
    time period group control study trial report series sample data result finding analysis method aim objective
    purpose background conclusion abstract article author literature review evidence example number percent percentage
    rate ratio level value amount mean average total range degree factor effect type form kind part role use change
    difference comparison relation relationship association correlation one two three four five six seven eight nine
    ten eleven twelve twenty hundred thousand first second third single several various multiple different similar
    same certain possible common important main major minor general present recent previous early late new old long
    short high low higher lower highest lowest large small great good significant normal severe mild moderate complete
    partial proper safe available further additional treat treatment therapy therapeutic clinical diagnosis administer
    receive respond response outcome dose dosage show find found observe describe discuss suggest indicate indication
    conclude demonstrate determine examine investigate evaluate consider compare perform obtain give given take taken
    make made occur cause lead include follow followed following increase decrease reduce rise fall measure associate
    relate characterize characteristic respectively significantly usually often therefore although whereas since then
    well still even only almost approximately later presence option remain remaining monitor hospital university
    department technique approach
"""
_CHINESE: Final = """
    患者 病人 病例 例 男性 女性 对照 对照组 观察 观察组 方法 目的 结果 结论 背景 资料 文献 报道 本文 摘要 研究 分析
    临床 治疗 疗效 诊断 剂量 给药 反应 随访 显著 明显 统计学 意义 差异 比较 平均 水平 升高 降低 增加 减少 改善 提高
    影响 情况 应用 采用 使用 出现 发生 发现 显示 提示 表明 认为 探讨 评价 评估 分别 其中 均 左右 以及 一例 两例
    三例 四例 首次 多次 单次
"""
_KNOWN: Final = frozenset((*map(stem, _ENGLISH.split()), *_CHINESE.split()))

# A word that the segmenter's dictionary counts more often (of 60 million words of running text) is in no one's subject:
# 他们 94 000, 进行 54 000, 系统 21 000; but 细胞 5 500, 血小板 200.
_RUNNING_TEXT: Final = 10_000


def is_reporting_word(word: str) -> bool:
    """Whether a word, of letters in lower case or of ideographs, says nothing of what a report is about."""
    if is_han_token(word[0]):
        return word in _KNOWN or word_count(word) > _RUNNING_TEXT
    return word in STOP_WORDS or stem(word) in _KNOWN or stem(word) in ASKING_TERMS
