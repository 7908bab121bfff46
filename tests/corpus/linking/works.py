"""Works made up for the tests of links, each as an English record and a Chinese one."""

import hashlib

from corpus.model import Citation, Passage, Record, RecordText, Source, Title

ENGLISH = (
    "We gave eltrombopag to 47 adults with severe aplastic anaemia. The starting dose was 75 mg, raised to 150 mg in "
    "31 of them. After 26 weeks 22 patients (46.8%) had responded. The median platelet count rose from 9.5 to 63.2. "
    "Grade 3 hepatic events were seen in 4 patients. Nobody died of bleeding."
)
CHINESE = (
    "我们对47例重型再生障碍性贫血成人患者给予艾曲泊帕治疗。起始剂量为75 mg，其中31例增至150 mg。26周后22例(46.8%)有效。"
    "血小板计数中位数由9.5升至63.2。4例出现3级肝脏事件。无人死于出血。"
)
OTHER_CHINESE = (
    "本研究纳入118例肥胖儿童，随机分为两组。干预组每日步行6000步，共12周。体重指数由28.4降至26.1。"
    "对照组无明显变化(P=0.37)。随访9个月后差异消失。"
)
# Another paper on the same topic: the drug's doses are the same, and hardly anything else.
SAME_TOPIC_CHINESE = (
    "回顾性分析艾曲泊帕治疗的83例再生障碍性贫血患者。剂量为75 mg至150 mg。12周总有效率为55.4%。"
    "血小板计数由11.2升至40.7。2例因肝功能异常停药。中位随访19个月。"
)
ENGLISH_TITLE = "Eltrombopag in adults with severe aplastic anaemia"
CHINESE_TITLE = "艾曲泊帕治疗成人重型再生障碍性贫血的疗效"


def work(
    report_id: str, side: str, text: str, *, doi: str = "", pmid: str = "", title: str = "", also: str = ""
) -> Record:
    """A record in one language; `also` is a title in the other."""
    languages = {"en": "en", "zh": "zh-Hans"}
    passages = (Passage("TITLE", title),) if title else ()
    titles = (Title(languages["zh" if side == "en" else "en"], also),) if also else ()
    given = (RecordText(languages[side], (*passages, Passage("UNASSIGNED", text)), "author"),)
    sha256 = hashlib.sha256(repr((report_id, side, text, doi, pmid, title, also)).encode()).hexdigest()
    return Record(report_id, Citation(doi=doi, pmid=pmid, titles=titles), given, Source("test", "works.py", 1, sha256))
