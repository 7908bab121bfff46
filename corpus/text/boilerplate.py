"""What journal sites print around an article: their common phrases, as tables to be added to.

A line is judged whole or by its beginning, never by a word within it: a line that is not known is kept as text.
"""

import re
from typing import Final

# Whole lines, in small letters, without bullets and end marks.
_LINES: Final = frozenset(
    """article text|article menu|article metrics|article info|article information|about this article|
    view abstract|
    view full text|view pdf|full text|full text links|free full text|free article|download|download pdf|
    download citation|
    download citations|export citation|cite|cite this article|cite this|citation tools|permissions|request permissions|
    share|share this article|share on|email|e-mail|print|save|tweet|like|facebook|twitter|linkedin|wechat|weibo|
    statistics from altmetric.com|altmetric|metrics|rapid responses|responses|read the full text or download the pdf|
    log in|login|log in using your username and password|sign in|register|subscribe|subscribe now|menu|search|
    advanced search|home|skip to main content|skip to content|back to top|top|previous article|next article|
    previous|next|table of contents|contents|figures|tables|figures and tables|supplementary material|
    supplementary materials|supplementary information|related articles|related content|similar articles|cited by|
    recommended articles|see also|open access|you have access|buy this article|rights and permissions|
    creative commons license|pubmed|google scholar|crossref|web of science|author information|
    author affiliations|authors and affiliations|affiliations|authors|article notes|copyright and license information|
    disclaimer|publisher's note|advertisement|cookie settings|accept all cookies|privacy policy|terms of use|contact us|
    首页|下载|下载pdf|pdf下载|下载全文|全文下载|在线阅读|html全文|pdf全文|全文|查看全文|收藏|分享|分享到|引用|导出|
    导出引文|导出参考文献|打印|推荐|点赞|关注|登录|注册|登录/注册|搜索|高级检索|返回|返回顶部|返回首页|上一篇|下一篇|
    目录|期刊目录|图/表|图表|图片|表格|相关文章|相似文献|相关文献|引证文献|被引|访问统计|点击量|下载量|
    摘要点击|全文点击|作者信息|作者单位|文章信息|文章历史|版权信息|本文引用格式|引用本文|扫码阅读|微信扫一扫|
    手机阅读|知网节|cnki|万方数据|本刊简介|投稿须知|联系我们|关于我们|广告""".replace("\n", "").split("|")
) | {""}
# Beginnings of lines, in small letters. Mind the bar at the end of a row.
_BEGINNINGS: Final = tuple(
    phrase.strip()
    for phrase in """download pdf|if you wish to reuse any or all of this article|©|(c) 20|copyright ©|copyright 20|
    copyright (c)|all rights reserved|this is an open access article|this is an open-access article|
    this article is distributed under|this article is licensed under|published by |licence:|license:|
    conflict of interest statement|conflict of interest:|conflicts of interest:|conflict of interest none|
    competing interests|competing interest|declaration of competing interest|disclosure:|disclosures:|
    contributors:|author contributions|funding:|patient consent|provenance and peer review|ethics approval|
    data availability|acknowledgements:|acknowledgments:|received:|accepted:|accepted for publication|
    published online|first published|epub |we use cookies|this site uses cookies|to view the full text|
    you will be able to get a quick price|see editorial|comment in|comment on|erratum in|update in|
    收稿日期|修回日期|接受日期|录用日期|网络出版|出版日期|发布日期|基金项目|基金资助|资助项目|作者简介|作者贡献|利益冲突|
    本文编辑|责任编辑|编辑：|中图分类号|文献标识码|文献标志码|文章编号|版权所有|版权归|伦理批准|致谢|志谢""".replace(
        "\n", ""
    ).split("|")
)
# Words that begin sentences too. What follows shows that a site prints them: a date; the capital of a statement that
# the heading stands before ("Funding The authors have not …"); a name and its colon, or no sentence at all.
_ORDINARY_BEGINNING: Final = re.compile(
    r"(?i:received)\s+(?:on\s+)?(?:\d|(?i:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d)"
    r"|(?i:funding|contributors)\s+[A-Z]"
    r"|本刊(?:[^。，；]{0,20}[:：]|[^。，；]{0,30}$)"
)
# Headings of parts that hold no text of the report: everything to the next heading that is known goes with them.
_ZONES: Final = frozenset(
    """footnotes|references|reference|bibliography|literature cited|acknowledgements|acknowledgments|acknowledgement|
    supplementary data|supporting information|author contributions|data availability statement|
    funding information|funding sources|article history|notes|参考文献|致谢|志谢|利益冲突|利益冲突声明|作者贡献声明|
    附录|脚注|补充材料""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
_LINES_CLEAN: Final = frozenset(line.strip() for line in _LINES)
_BULLET: Final = re.compile(r"^(?:[•·●▪◦‣*–—-]\s*|\d{1,3}[.)]\s+)")
_COUNT: Final = re.compile(r"\s*[(（[]\s*\d{1,6}\s*[)）\]]$")
_BEGINNING_LENGTH_MAX: Final = 700  # a phrase at the head of a longer line is the head of a paragraph


def without_bullet(line: str) -> str:
    """The line without the bullet or the number of a list that it begins with."""
    return _BULLET.sub("", line, count=1).strip()


def is_boilerplate(line: str) -> bool:
    """Whether a line is one that sites print around articles."""
    written = without_bullet(line)
    core = written.lower()
    if _COUNT.sub("", core).rstrip(" .:：>»") in _LINES_CLEAN:
        return True
    begins = core.startswith(_BEGINNINGS) or _ORDINARY_BEGINNING.match(written) is not None
    return begins and len(core) <= _BEGINNING_LENGTH_MAX


def opens_boilerplate(line: str) -> bool:
    """Whether a line is the heading of a part without text of the report, such as `References` or `参考文献`."""
    return _COUNT.sub("", without_bullet(line).lower()).strip(" .:：【】[]") in _ZONES
