"""What is read from one phrase: value, unit, kind, comparator."""

import pytest

from corpus.model import Side
from corpus.quantities import Quantity, quantities


def written(quantity: Quantity) -> str:
    """A quantity in one line: comparator, value, upper end, spread, unit, kind, "!" if damaged, what is counted."""

    def plain(value: object) -> str:
        return f"{value:.6f}".rstrip("0").rstrip(".")

    end = "" if quantity.high is None else f"..{plain(quantity.high)}"
    spread = "" if quantity.spread is None else f"±{plain(quantity.spread)}"
    comparator = "" if quantity.comparator == "=" or spread else quantity.comparator
    parts = (f"{comparator}{plain(quantity.value)}{end}{spread}", quantity.unit, f"[{quantity.kind}]")
    return " ".join(filter(None, (*parts, "!" if quantity.damaged else "", quantity.counted)))


FACTS: tuple[tuple[Side, str, str], ...] = (
    # digits
    ("en", "a total of 1,045 patients", "1045 [count] patients"),
    ("en", "a total of 1\u2009045 patients", "1045 [count] patients"),
    ("en", "a total of 1 045 patients", "1045 [count] patients"),
    ("zh", "共1,045例", "1045 [count] 例"),
    ("zh", "最高值为1 151.15/cm3", "1151.15 /cm3 [cell count]"),
    ("zh", "迁移率为0.053 5 cm2", "0.0535 cm2 [measure]"),
    ("zh", "共１０４５例", "1045 [count] 例"),
    ("en", "a mean of 0.05", "0.05 [number]"),
    ("en", "a mean of .05", "0.05 [number]"),
    ("en", "a mean of 0·05", "0.05 [number]"),
    ("zh", "平均值为０．０５", "0.05 [number]"),
    ("en", "a change of -0.5 points", "-0.5 [count] points"),
    ("en", "a change of −0.5 points", "-0.5 [count] points"),
    ("en", "2½ tablets", "2.5 [count] tablets"),
    # words
    ("en", "Four patients died", "4 [count] patients"),
    ("en", "twenty-one children", "21 [count] children"),
    ("en", "one hundred and five days", "105 d [duration]"),
    ("en", "two hundred thousand people", "200000 [count] people"),
    ("en", "a dozen cases", "12 [count] cases"),
    ("en", "half a million people", "500000 [count] people"),
    ("en", "one and a half years", "1.5 a [duration]"),
    ("en", "half an hour", "0.5 h [duration]"),
    ("zh", "四例患者", "4 [count] 例"),
    ("zh", "一百零五天", "105 d [duration]"),
    ("zh", "两组", "2 [count] 组"),
    ("zh", "二十一名儿童", "21 [count] 名"),
    ("zh", "三百二十万人", "3200000 [count] 人"),
    ("zh", "十五岁", "15 a [age]"),
    ("zh", "三点五倍", "3.5 fold [fold]"),
    ("zh", "半年", "0.5 a [duration]"),
    ("zh", "一年半", "1.5 a [duration]"),
    ("zh", "两个半月", "2.5 mo [duration]"),
    # scales
    ("en", "1.2 million people", "1200000 [count] people"),
    ("en", "3 billion base pairs", "3000000000 [count] pairs"),
    ("zh", "1.2亿人", "120000000 [count] 人"),
    ("zh", "3.5万例", "35000 [count] 例"),
    ("zh", "3~5万例", "30000..50000 [count] 例"),
    ("zh", "100余例", ">100 [count] 例"),
    ("zh", "5千克", "5 kg [measure]"),
    # percent and fractions
    ("en", "28.6% of them", "28.6 % [percent]"),
    ("en", "28.6 percent of them", "28.6 % [percent]"),
    ("en", "28.6 per cent of them", "28.6 % [percent]"),
    ("zh", "占28.6％", "28.6 % [percent]"),
    ("zh", "百分之二十", "20 % [percent]"),
    ("zh", "百分之28.6", "28.6 % [percent]"),
    ("zh", "三成", "30 % [percent]"),
    ("en", "two-thirds of them", "0.666667 [fraction]"),
    ("en", "one third of them", "0.333333 [fraction]"),
    ("en", "a quarter of them", "0.25 [fraction]"),
    ("en", "half of them", "0.5 [fraction]"),
    ("en", "about 1/3 of them", "~0.333333 [fraction]"),
    ("zh", "三分之二", "0.666667 [fraction]"),
    ("zh", "约1/3", "~0.333333 [fraction]"),
    ("zh", "一半", "0.5 [fraction]"),
    ("zh", "半数患者", "0.5 [fraction]"),
    # ranges, spreads, comparators
    ("en", "3-5 days", "3..5 d [duration]"),
    ("en", "3–5 days", "3..5 d [duration]"),
    ("en", "3 to 5 days", "3..5 d [duration]"),
    ("en", "between 3 and 5 days", "3..5 d [duration]"),
    ("en", "500 mg to 1000 mg", "500..1000 mg [dose]"),
    ("zh", "3~5天", "3..5 d [duration]"),
    ("zh", "3～5天", "3..5 d [duration]"),
    ("zh", "3至5天", "3..5 d [duration]"),
    ("zh", "三至五天", "3..5 d [duration]"),
    ("zh", "18岁到65岁", "18..65 a [age]"),
    ("en", "65.2 ± 12.1 years", "65.2±12.1 a [duration]"),
    ("zh", "(65.2±12.1)岁", "65.2±12.1 a [age]"),
    ("en", "more than 50 mg", ">50 mg [dose]"),
    ("en", "at least 50 mg", "≥50 mg [dose]"),
    ("en", "no more than 50 mg", "≤50 mg [dose]"),
    ("en", "less than 50 mg", "<50 mg [dose]"),
    ("en", "approximately 50 mg", "~50 mg [dose]"),
    ("en", ">= 50 mg", "≥50 mg [dose]"),
    ("en", "18 years or older", "≥18 a [duration]"),
    ("zh", "超过50 mg", ">50 mg [dose]"),
    ("zh", "至少50 mg", "≥50 mg [dose]"),
    ("zh", "不超过50 mg", "≤50 mg [dose]"),
    ("zh", "小于50 mg", "<50 mg [dose]"),
    ("zh", "约50 mg", "~50 mg [dose]"),
    ("zh", "18岁以上", "≥18 a [age]"),
    ("zh", "3天左右", "~3 d [duration]"),
    ("en", "24.9 (± 10.0) days", "24.9±10 d [duration]"),
    ("en", "2- to 5-year-old children", "2..5 a [age]"),
    ("en", "a 6-to-14-day course", "6..14 d [duration]"),
    ("zh", "(200±50)×10⁹/L", "200000000000±50000000000 /L [cell count]"),
    ("en", "three times as high", "3 fold [fold]"),
    ("en", "the past two decades", "2 decade [duration]"),
    ("en", "10..20 mg", "10..20 mg [dose]"),
    ("zh", "2倍以上", "≥2 fold [fold]"),
    ("zh", "一个半月", "1.5 mo [duration]"),
    # powers of ten
    ("en", "> 50 × 10⁹/L", ">50000000000 /L [cell count]"),
    ("en", "50×10^9/L", "50000000000 /L [cell count]"),
    ("en", "50x10(9)/L", "50000000000 /L [cell count]"),
    ("en", "50 10^9/L", "50000000000 /L [cell count]"),
    ("en", "50e9/L", "50000000000 /L [cell count]"),
    ("en", "50E9/L", "50000000000 /L [cell count]"),
    ("en", "50 × 10*9/L", "50000000000 /L [cell count]"),
    ("en", "50 G/L", "50000000000 /L [cell count]"),
    ("en", "150 K/μL", "150000 /uL [cell count]"),
    ("en", "10⁶ copies/mL", "1000000 /mL [cell count] copies"),
    ("en", "2.5 × 10⁻³ M", "0.0025 mol/L [concentration]"),
    ("zh", "5万/μL", "50000 /uL [cell count]"),
    ("zh", "50×10⁹/Ｌ", "50000000000 /L [cell count]"),
    ("zh", "30-50×10⁹/L", "30000000000..50000000000 /L [cell count]"),
    ("en", "50 × 10/L", "50000000000 /L [cell count] !"),
    ("en", "50×109/L", "50000000000 /L [cell count] !"),
    ("en", "3109/L", "3000000000 /L [cell count] !"),
    ("en", "37109/L", "37000000000 /L [cell count] !"),
    ("en", "10(-5) M", "0.00001 mol/L [concentration]"),
    # doses
    ("en", "375 mg/m² weekly", "375 mg/m2 [dose]"),
    ("en", "375 mg/m2", "375 mg/m2 [dose]"),
    ("en", "10 mg kg⁻¹ d⁻¹", "10 mg/kg/d [dose]"),
    ("en", "10 mg·kg-1·d-1", "10 mg/kg/d [dose]"),
    ("en", "10 mg/(kg·d)", "10 mg/kg/d [dose]"),
    ("en", "10 mg per kilogram of body weight per day", "10 mg/kg/d [dose]"),
    ("en", "10 mg/d/kg", "10 mg/kg/d [dose]"),
    ("en", "5 mcg", "5 ug [dose]"),
    ("en", "5 µg", "5 ug [dose]"),
    ("en", "5 IU", "5 IU [dose]"),
    ("en", "750?mg/kg", "750 mg/kg [dose]"),
    ("zh", "5毫克", "5 mg [dose]"),
    ("zh", "5微克/千克", "5 ug/kg [dose]"),
    ("zh", "5 mg/kg体重", "5 mg/kg [dose]"),
    ("zh", "300万单位", "3000000 U [dose]"),
    ("zh", "5毫升", "5 mL [dose]"),
    ("en", "80 mg per square meter of body-surface area", "80 mg/m2 [dose]"),
    ("zh", "每平方米体表面积80 mg", "80 mg/m2 [dose]"),
    ("zh", "每天165 mg", "165 mg/d [dose]"),
    ("en", "100,000 per cubic millimeter", "100000 /mm3 [cell count]"),
    ("zh", "200个细胞/mm3", "200 /mm3 [cell count] 个细胞"),
    ("zh", "10 mg/kg·d", "10 mg/kg/d [dose]"),
    ("zh", "10 mg/(kg.d)", "10 mg/kg/d [dose]"),
    ("en", "60 mL/min/1.73 m²", "60 mL/min/1.73m2 [measure]"),
    ("en", "12 g/dL", "12 g/dL [concentration]"),
    ("en", "every 8 hours", "8 h [frequency]"),
    ("en", "q8h", "8 h [frequency]"),
    ("en", "twice a day", "2 /d [frequency] times"),
    ("en", "once daily", "1 /d [frequency] times"),
    ("en", "three times daily", "3 /d [frequency] times"),
    ("zh", "每8小时", "8 h [frequency]"),
    ("zh", "每日2次", "2 /d [frequency] 次"),
    ("zh", "一日三次", "3 /d [frequency] 次"),
    ("zh", "2次/d", "2 /d [frequency] 次"),
    # times, ages, dates
    ("en", "a 13-year-old boy", "13 a [age]"),
    ("en", "aged 18 to 65 years", "18..65 a [age]"),
    ("en", "at 10 years of age", "10 a [age]"),
    ("en", "a 3-week cycle", "3 wk [duration]"),
    ("en", "day 14", "14 d [ordinal]"),
    ("zh", "第14天", "14 d [ordinal]"),
    ("zh", "12周", "12 wk [duration]"),
    ("zh", "6个月", "6 mo [duration]"),
    ("zh", "24小时", "24 h [duration]"),
    ("zh", "30分钟", "30 min [duration]"),
    ("zh", "5月龄", "5 mo [age]"),
    ("en", "in 2019", "2019 [year]"),
    ("zh", "2019年", "2019 [year]"),
    ("zh", "二〇一九年", "2019 [year]"),
    ("en", "from 2018 to 2020", "2018..2020 [year]"),
    ("zh", "2018-2020年", "2018..2020 [year]"),
    ("en", "March 2019", "20190300 [date]"),
    ("en", "March 5, 2019", "20190305 [date]"),
    ("en", "5 March 2019", "20190305 [date]"),
    ("zh", "2019年3月", "20190300 [date]"),
    ("zh", "2019年3月5日", "20190305 [date]"),
    ("en", "between January 2005 and December 2009", "20050100..20091200 [date]"),
    ("zh", "2005年1月至2009年12月", "20050100..20091200 [date]"),
    ("zh", "2019年1~12月", "20190100..20191200 [date]"),
    ("en", "from January to December 2019", "20190100..20191200 [date]"),
    ("zh", "2012-01~2013-12", "20120100..20131200 [date]"),
    ("en", "2012-03-05", "20120305 [date]"),
    ("en", "in the 1970s", "1970 [decade]"),
    ("zh", "20世纪70年代", "1970 [decade]"),
    ("zh", "二十世纪七十年代", "1970 [decade]"),
    ("en", "the 19th century", "19 [century]"),
    ("zh", "19世纪", "19 [century]"),
    # statistics
    ("en", "P < 0.05", "<0.05 [p value]"),
    ("en", "p value of 0.03", "0.03 [p value]"),
    ("en", "a P value below .05", "<0.05 [p value]"),
    ("zh", "P均<0.05", "<0.05 [p value]"),
    ("zh", "Ｐ＝０．０３", "0.03 [p value]"),
    ("en", "hazard ratio, 0.61", "0.61 [ratio]"),
    ("en", "adjusted OR, 0.77", "0.77 [ratio]"),
    ("en", "HR = 0.61", "0.61 [ratio]"),
    ("zh", "OR=2.1", "2.1 [ratio]"),
    ("en", "a ratio of 1:2", "0.5 : [ratio]"),
    ("zh", "男女比为3∶1", "3 : [ratio]"),
    ("en", "a 3-fold rise", "3 fold [fold]"),
    ("en", "a threefold rise", "3 fold [fold]"),
    ("zh", "3倍", "3 fold [fold]"),
    # ordinals and grades
    ("en", "the first dose", "1 [ordinal]"),
    ("en", "the 21st dose", "21 [ordinal]"),
    ("en", "the twenty-first dose", "21 [ordinal]"),
    ("zh", "第一次", "1 [ordinal]"),
    ("zh", "第21次", "21 [ordinal]"),
    ("en", "grade 3-4 toxicity", "3..4 [grade]"),
    ("zh", "3~4级毒性", "3..4 [grade]"),
    ("en", "a phase II/III trial", "2..3 [grade]"),
    ("zh", "Ⅲ期", "3 [grade]"),
    ("en", "stage IIIB", "3 [grade]"),
    # other measures
    ("en", "38.5 °C", "38.5 Cel [temperature]"),
    ("zh", "38.5℃", "38.5 Cel [temperature]"),
    ("zh", "零下，-80℃", "-80 Cel [temperature]"),
    ("en", "3.2 cm", "3.2 cm [measure]"),
    ("zh", "3.2厘米", "3.2 cm [measure]"),
    ("en", "25 kg/m²", "25 kg/m2 [dose]"),
    ("en", "a dose of 2 Gy", "2 Gy [measure]"),
)


@pytest.mark.parametrize(("side", "text", "expected"), FACTS, ids=[f"{side}: {text}" for side, text, _ in FACTS])
def test_one_phrase(side: Side, text: str, expected: str) -> None:
    """The phrase holds exactly this quantity."""
    assert [written(quantity) for quantity in quantities(text, side)] == [expected]


SEVERAL: tuple[tuple[Side, str, tuple[str, ...]], ...] = (
    ("en", "maintained for 1045, 390 and 334 days", ("1045 d [duration]", "390 d [duration]", "334 d [duration]")),
    ("zh", "达1045、390和334天", ("1045 d [duration]", "390 d [duration]", "334 d [duration]")),
    ("en", "10, 20 and 30 mg", ("10 mg [dose]", "20 mg [dose]", "30 mg [dose]")),
    ("en", "on days 1, 8 and 15", ("1 d [ordinal]", "8 d [ordinal]", "15 d [ordinal]")),
    ("en", "120/80 mmHg", ("120 mm[Hg] [measure]", "80 mm[Hg] [measure]")),
    ("en", "5 × 4 × 3 cm", ("5 cm [measure]", "4 cm [measure]", "3 cm [measure]")),
    ("zh", "术后第3、7天", ("3 d [ordinal]", "7 d [ordinal]")),
    ("en", "grade 2 or 3", ("2 [grade]", "3 [grade]")),
    ("zh", "＞14 d(OR 95％ CI:1.83～76.52)", (">14 d [duration]", "95 % [confidence]", "1.83..76.52 [interval]")),
    ("zh", "获批.2001年5月10日", ("20010510 [date]",)),
    ("en", "in 9/12 patients", ("9 [number]", "12 [count] patients")),
    ("en", "0.61 (95% CI, 0.45-0.83)", ("0.61 [number]", "95 % [confidence]", "0.45..0.83 [interval]")),
    ("en", "0.61 (95% CI 0.45, 0.83)", ("0.61 [number]", "95 % [confidence]", "0.45..0.83 [interval]")),
    ("zh", "0.61(95%可信区间0.45~0.83)", ("0.61 [number]", "95 % [confidence]", "0.45..0.83 [interval]")),
    ("en", "85.3% (95% CI, 80.0 to 89.3)", ("85.3 % [percent]", "95 % [confidence]", "80..89.3 % [interval]")),
    ("en", "25 days (interquartile range, 22 to 28)", ("25 d [duration]", "22..28 d [interval]")),
    ("zh", "25日（四分位距，22～28）", ("25 d [duration]", "22..28 d [interval]")),
    ("zh", "40 mg每天1次", ("40 mg [dose]", "1 /d [frequency] 次")),
    ("zh", "共6, 528名受试者", ("6528 [count] 名",)),
    ("en", "decreased from 60 to 40", ("60 [number]", "40 [number]")),
    ("en", "30 patients (50%)", ("30 [count] patients", "50 % [percent]")),
    ("zh", "患者30例(50%)", ("30 [count] 例", "50 % [percent]")),
    ("en", "rose from 3109/L to 9109/L", ("3000000000 /L [cell count] !", "9000000000 /L [cell count] !")),
    ("zh", "口服,一日三次,每次10 mg", ("3 /d [frequency] 次", "10 mg [dose]")),
)


@pytest.mark.parametrize(("side", "text", "expected"), SEVERAL, ids=[text for _, text, _ in SEVERAL])
def test_several_quantities(side: Side, text: str, expected: tuple[str, ...]) -> None:
    """The text holds exactly these quantities."""
    assert tuple(written(quantity) for quantity in quantities(text, side)) == expected


NOTHING: tuple[tuple[Side, str], ...] = (
    ("en", "CD4, IL-6, PD-1 and COVID-19"),
    ("en", "AALL1331 and CP-466722"),
    ("en", "t(9;22)(q34;q11) and del(5q)"),
    ("en", "5-FU and 6-mercaptopurine"),
    ("zh", "6-巯基嘌呤"),
    ("en", "1,25-dihydroxyvitamin D"),
    ("zh", "数十例"),
    ("zh", "血清IL-6与CD4"),
    ("en", "as described before [12]"),
    ("en", "as described before [3-5]."),
    ("en", "as described before¹²"),
    ("en", "of the lymphoma.1 However"),
    ("en", "the general population (at risk).12,13"),
    ("zh", "这仍然是一个问题6, 10。"),
    ("en", "doi: 10.1002/cnr2.70152"),
    ("zh", "一般治疗与十二指肠溃疡"),
    ("zh", "二甲双胍、三尖瓣、四肢"),
    ("zh", "之一"),
    ("zh", "千万不要"),
    ("zh", "三氧化二砷"),
    ("zh", "十分重要"),
    ("en", "the half-life"),
    ("en", "one of the most common"),
    ("en", "may"),
    ("en", "version 1.2.3"),
    ("en", "at 08:30"),
)


@pytest.mark.parametrize(("side", "text"), NOTHING, ids=[text for _, text in NOTHING])
def test_names_are_no_quantities(side: Side, text: str) -> None:
    """Names, references and idioms hold no quantity."""
    assert quantities(text, side) == ()


def test_the_range_holds_comparator_and_unit() -> None:
    """A quantity's range goes from its comparator to its unit."""
    text = "counts of > 50 × 10⁹/L at 3 weeks"
    assert [text[found.start : found.end] for found in quantities(text, "en")] == ["> 50 × 10⁹/L", "3 weeks"]
