"""The table of units: normal form, size in the unit of its dimension, spellings in both languages."""

from decimal import Decimal
from typing import Final, NamedTuple

# unit | unit of its dimension | how many of those | spellings. Spellings of one or two letters are told apart by case
# (M molar, m metre); of longer ones any case will do. Latin spellings are written after folding: μ for µ.
_TABLE: Final = """
lb | g | 453.59237 | lb lbs pound pounds 磅
oz | g | 28.349523125 | oz ounce ounces 盎司
kg | g | 1000 | kg kgs kilogram kilograms kilogramme kilogrammes 千克 公斤 ㎏
g | g | 1 | g gm gms gram grams gramme grammes 克
mg | g | 1e-3 | mg Mg MG mgs milligram milligrams 毫克 ㎎
ug | g | 1e-6 | ug μg mcg microgram micrograms 微克 ㎍
ng | g | 1e-9 | ng nanogram nanograms 纳克
pg | g | 1e-12 | pg picogram picograms 皮克
fg | g | 1e-15 | fg
L | L | 1 | L l liter liters litre litres 升
dL | L | 0.1 | dL dl DL deciliter deciliters decilitre decilitres 分升
mL | L | 1e-3 | mL ml ML cc milliliter milliliters millilitre millilitres 毫升 ㎖
uL | L | 1e-6 | uL ul μL μl microliter microliters microlitre microlitres 微升
nL | L | 1e-9 | nL nl 纳升
fL | L | 1e-15 | fL fl 飞升
mm3 | L | 1e-6 | 立方毫米 cubic-millimeter cubic-millimeters cubic-millimetre cubic-millimetres
cm3 | L | 1e-3 | 立方厘米 cubic-centimeter cubic-centimeters cubic-centimetre cubic-centimetres
m3 | L | 1000 | 立方米 cubic-meter cubic-meters cubic-metre cubic-metres
mol | mol | 1 | mol mole moles 摩尔
mmol | mol | 1e-3 | mmol millimole millimoles 毫摩尔
umol | mol | 1e-6 | umol μmol micromole micromoles 微摩尔
nmol | mol | 1e-9 | nmol nanomole nanomoles 纳摩尔
pmol | mol | 1e-12 | pmol 皮摩尔
eq | eq | 1 | Eq
meq | eq | 1e-3 | mEq meq
osm | osm | 1 | Osm
mosm | osm | 1e-3 | mOsm mosm
IU | U | 1 | IU iu 国际单位
U | U | 1 | U u unit units 单位 活性单位
mU | U | 1e-3 | mU mIU
uU | U | 1e-6 | uU μU uIU μIU
kU | U | 1000 | kU kIU KU
MU | U | 1e6 | MU MIU
km | m | 1000 | km 公里 千米
m | m | 1 | m meter meters metre metres 米
inch | m | 0.0254 | inch inches 英寸
cm | m | 0.01 | cm centimeter centimeters centimetre centimetres 厘米 公分 ㎝
mm | m | 1e-3 | mm millimeter millimeters millimetre millimetres 毫米 ㎜
um | m | 1e-6 | um μm micron microns micrometer micrometers micrometre micrometres 微米
nm | m | 1e-9 | nm nanometer nanometers nanometre nanometres 纳米
m2 | m2 | 1 | ㎡ 平方米 square-meter square-meters square-metre square-metres
ha | m2 | 1e4 | hm2 hm² ha hectare hectares 公顷
cm2 | m2 | 1e-4 | 平方厘米 ㎠ square-centimeter square-centimeters square-centimetre square-centimetres
mm2 | m2 | 1e-6 | 平方毫米 square-millimeter square-millimeters square-millimetre square-millimetres
ms | s | 1e-3 | ms msec millisecond milliseconds 毫秒
s | s | 1 | s sec secs second seconds 秒 秒钟
min | s | 60 | min mins minute minutes 分钟
h | s | 3600 | h hr hrs hour hours 小时 钟头
d | s | 86400 | d day days 天 日 日龄 天龄
wk | s | 604800 | wk wks wks week weeks 周 星期 礼拜 周龄
mo | mo | 1 | mo mos month months 个月 月 月龄
decade | mo | 120 | decade decades
a | mo | 12 | y yr yrs year years 年 岁 周岁 周年
person-a | person-a | 1 | 人年
pack-a | pack-a | 1 | 包年 pack-years pack-year
Hz | Hz | 1 | Hz 赫兹
kHz | Hz | 1e3 | kHz KHz
MHz | Hz | 1e6 | MHz
GHz | Hz | 1e9 | GHz
Pa | Pa | 1 | Pa 帕
kPa | Pa | 1e3 | kPa KPa 千帕
MPa | Pa | 1e6 | MPa
mm[Hg] | Pa | 133.322 | mmHg 毫米汞柱 ㎜Hg
cm[H2O] | Pa | 98.0665 | cmH2O 厘米水柱
J | J | 1 | J 焦耳
kJ | J | 1e3 | kJ KJ 千焦
cal | J | 4.184 | cal
kcal | J | 4184 | kcal 千卡 大卡
Gy | Gy | 1 | Gy 戈瑞
cGy | Gy | 0.01 | cGy
mGy | Gy | 1e-3 | mGy
Sv | Sv | 1 | Sv
mSv | Sv | 1e-3 | mSv
Bq | Bq | 1 | Bq
kBq | Bq | 1e3 | kBq
MBq | Bq | 1e6 | MBq
GBq | Bq | 1e9 | GBq
mCi | Bq | 3.7e7 | mCi
uCi | Bq | 3.7e4 | uCi μCi
V | V | 1 | V 伏
mV | V | 1e-3 | mV
kV | V | 1e3 | kV
MV | V | 1e6 | MV
A | A | 1 | 安培
mA | A | 1e-3 | mA
W | W | 1 | W 瓦
mW | W | 1e-3 | mW
kW | W | 1e3 | kW
MW | W | 1e6 | MW
T | T | 1 | T
Da | Da | 1 | Da
kDa | Da | 1e3 | kDa KDa
bp | bp | 1 | bp
kb | bp | 1e3 | kb
Mb | bp | 1e6 | Mb
dB | dB | 1 | dB
N | N | 1 | N
ppm | ppm | 1 | ppm
% | % | 1 | % percent percentage 百分点 个百分点
‰ | % | 0.1 | ‰
Cel | Cel | 1 | ℃ °C 摄氏度
[degF] | [degF] | 1 | ℉ °F 华氏度
deg | deg | 1 | °
"""

# Whole units with one name.
SHORT_FORMS: Final = {
    "M": "mol/L",
    "mM": "mmol/L",
    "μM": "umol/L",
    "uM": "umol/L",
    "nM": "nmol/L",
    "pM": "pmol/L",
    "bpm": "/min",
    "rpm": "/min",
}
# 50 G/L, 4.2 T/L, 150 K/μL: powers of ten as letters, only per volume.
POWER_LETTERS: Final = {"G": 9, "T": 12, "K": 3, "k": 3}

# Counted things: UCUM writes them as annotations, which are 1.
COUNTED: Final = frozenset(
    "cell cells copy copies cfu pfu times time beats breaths platelets wbc wbcs rbc rbcs leukocytes leucocytes "
    "lymphocytes neutrophils erythrocytes events spots particles 个 次 拷贝 细胞 个细胞 个拷贝".split()
)

PERSON_TIME: Final = ("person-years", "patient-years", "person years", "patient years", "person-year", "patient-year")


class Measure(NamedTuple):
    """A unit of the table: how many of `base` it is."""

    base: str
    factor: Decimal


def _rows() -> list[tuple[str, str, Decimal, list[str]]]:
    rows = [line.split(" | ") for line in _TABLE.strip().split("\n")]
    return [(unit, base, Decimal(factor), spellings.split()) for unit, base, factor, spellings in rows]


MEASURES: Final = {unit: Measure(base, factor) for unit, base, factor, _ in _rows()}
SPELLINGS: Final = {spelling: unit for unit, _, _, spellings in _rows() for spelling in spellings} | dict.fromkeys(
    PERSON_TIME, "person-a"
)
ANY_CASE: Final = {spelling.lower(): unit for spelling, unit in SPELLINGS.items() if len(spelling) > 2}
TIMES: Final = frozenset(unit for unit, measure in MEASURES.items() if measure.base in ("s", "mo"))
