"""Numbers of the two sides: what is taken for the same, and what is found where they differ."""

import pytest

from tests.corpus.audit.number_reports import found

THE_SAME: tuple[tuple[str, str], ...] = (
    # scripts, scales, powers
    ("A total of 1,045 patients were seen.", "共１０４５例患者。"),
    ("About 120 million people live there.", "那里约有1.2亿人。"),
    ("It rose to 250,000 cases.", "增至25万例。"),
    ("Counts were 50 × 10⁹/L.", "计数为50×10^9/L。"),
    ("Counts were 50,000/μL.", "计数为5万/μL。"),
    ("Sales fell from 99.4 to 88.5 billion.", "销量从994降至885亿。"),
    ("Weights of 14 000-230 000 were used.", "采用14 000~230 000的分子量。"),
    # words
    ("Twenty-five patients were treated.", "25例患者接受治疗。"),
    ("Both groups improved, and one patient died.", "两组均好转，1例死亡。"),
    ("The first author wrote the draft.", "作者撰写了初稿。"),
    ("A three-factor model fits.", "三因素模型拟合良好。"),
    ("A short (sixmonth) course helps.", "短期（6个月）疗程有效。"),
    ("Half of them relapsed.", "50%复发。"),
    ("Half of them relapsed.", "一半患者复发。"),
    ("Two thirds survived.", "67%存活。"),
    ("About 1 in 20 was affected.", "约二十分之一受累。"),
    ("All patients responded.", "有效率为100%。"),
    ("Over the past decade it changed.", "过去10年间发生了变化。"),
    ("It was tenfold higher.", "高出10倍。"),
    ("The number has doubled and is counted annually.", "人数增加一倍，每年1次计数。"),
    ("It differed by an order of magnitude.", "相差10倍。"),
    # time
    ("He was followed up for 2 years.", "随访24个月。"),
    ("Treatment took 14 days.", "治疗2周。"),
    ("Treatment took 4 weeks.", "治疗1个月。"),
    ("At 26 weeks it was stable.", "6个月时稳定。"),
    ("Urine was collected for 24 hours.", "收集一天的尿液。"),
    ("They were aged 21 months.", "年龄1岁9个月。"),
    ("Children of 6 to 59 months were seen.", "6月龄至5岁儿童就诊。"),
    ("In the 1970s it was rare.", "20世纪70年代罕见。"),
    ("On 5 March 2019 it began.", "2019年3月5日开始。"),
    ("It lasted from March to May 2019.", "2019年3月至2019年5月。"),
    ("Children older than 8 years take one dose.", "≥9岁儿童接种1剂。"),
    ("Surveys took place at one-year intervals.", "一年一次进行调查。"),
    ("On the 14th day it fell.", "第14天下降。"),
    ("It was limited to the year 2000 onwards.", "限于2000年以后。"),
    ("Rates fell after 2000.4,5 However, they rose.", "2000年后下降4, 5，但又上升。"),
    # units
    ("The dose was 0.5 g.", "剂量为500 mg。"),
    ("The interval was 80.0 to 89.3.", "区间为80.0%～89.3%。"),
    ("Aspirin above 165 mg per day was excluded.", "每天服用阿司匹林超过165 mg者排除。"),
    ("It fell by 2 g or more per deciliter after 2 or more units.", "输注2单位以上后下降超过2 g/dL。"),
    ("Fever reached 101 °F.", "体温达38.3℃。"),
    ("She weighed 132 pounds.", "体重60公斤。"),
    # statistics
    ("The difference was significant (P = 0.000).", "差异有统计学意义（P<0.001）。"),
    ("The estimate was 2.1 (95% CI, 1.2 to 3.4).", "估计值为2.1（1.2～3.4）。"),
    # names, references, repetitions
    ("CD34 cells and COVID-19 were studied.", "研究了CD34细胞和2019冠状病毒病。"),
    ("It is common, 84 and behaviour matters.", "其常见84，行为有影响。"),
    ("Two or more drugs of 20 mg were given.", "给予2种或2种以上20 mg药物，每次20 mg。"),
    ("It is common in men.16 The rate is 5%.", "男性常见，率为5%，见文献16与16号表。"),
    ("A head dated to c.750 was found.", "发现公元750年的头像。"),
    ("A 2,000-year-old head was found.", "发现2000年前的头像。"),
    ("Water with oxygen-16 evaporates faster.", "氧-16的水（氧-16较轻）蒸发更快。"),
    ("He came at 10:30.", "他于10:30到达。"),
)

DIFFERENT: tuple[tuple[str, str, list[str]], ...] = (
    ("A dose of 40 mg was given.", "给予治疗。", ["missing high 40"]),
    ("A dose was given.", "给予40 mg治疗。", ["extra high 40"]),
    ("It was 35 % of all.", "占38%。", ["changed high 35 | 38"]),
    ("The mean was 3.5 points.", "平均为35分。", ["decimal high 3.5 | 35"]),
    ("A value of P<0.05 was significant.", "P<005有统计学意义。", ["decimal high 0.05 | 005"]),
    ("There were 120 patients.", "患者12例。", ["power high 120 | 12"]),
    ("About 1.2 million people live there.", "那里约有1.2亿人。", ["power high 1.2 million | 1.2亿"]),
    ("Counts were 50 × 10⁹/L.", "计数为50×10⁶/L。", ["power high 50 × 10⁹/L | 50×10⁶/L"]),
    ("The dose was 40 mg daily.", "每日剂量为40 g。", ["unit high 40 mg daily | 40 g"]),
    ("Treatment took 3 weeks.", "治疗3个月。", ["unit high 3 weeks | 3个月"]),
    ("It lasted 3-5 days.", "持续3～5周。", ["unit high 3-5 days | 3～5周"]),
    ("He came in 2015.", "2015个月时就诊。", ["unit high 2015 | 2015个月"]),
    ("They were seen in the 5th week.", "第5个月就诊。", ["unit high 5th week | 5个月"]),
    ("It was given at 5 mg/kg.", "剂量5 mg。", ["unit medium 5 mg/kg | 5 mg"]),
    ("Three grade 3 events occurred in March.", "4月发生三起3级事件。", ["changed low March | 4"]),
    ("The dose was 3 mg.", "剂量为5 mg。", ["changed medium 3 | 5"]),
    ("There were 7 groups.", "共8组。", ["changed low 7 | 8"]),
    ("The rate was 35% (95% CI, 12 to 40).", "率为35%（95% CI，12～43）。", ["changed high 40 | 43"]),
    # two numbers exchanged are no difference of what is said; one of two is
    ("Rates were 12% and 15%.", "率为15%和12%。", []),
    ("Rates were 12% and 15%.", "率为12%和16%。", ["changed high 15 | 16"]),
)


@pytest.mark.parametrize(("en", "zh"), THE_SAME)
def test_said_in_two_ways(en: str, zh: str) -> None:
    """Two languages print one number differently: nothing is found."""
    assert found(en, zh) == []


@pytest.mark.parametrize(("en", "zh", "expected"), DIFFERENT)
def test_said_differently(en: str, zh: str, expected: list[str]) -> None:
    """What differs is found once, with its place on one side and its counterpart on the other."""
    assert found(en, zh) == expected
