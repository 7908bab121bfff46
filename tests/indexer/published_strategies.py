"""Strategies as methods sections of reviews print them: read as the system reads them, or refused with the reason.

All were made up for these tests, in the manner of published ones.
"""

from typing import NamedTuple


class Published(NamedTuple):
    """A strategy; what its last line comes to, or the line, code and place of its refusal."""

    name: str
    text: str
    canonical: str = ""
    line: int = 0
    code: str = ""
    place: str = ""


PUBLISHED = [
    Published(
        "itp rituximab",
        """\
1. "Purpura, Thrombocytopenic, Idiopathic"[Mesh]
2. immune thrombocytop*[tiab] OR idiopathic thrombocytop*[tiab] OR ITP[tiab]
3. #1 OR #2
4. "Rituximab"[Mesh] OR rituximab[tiab] OR mabthera[tiab]
5. #3 AND #4
6. #5 AND ("2010/01/01"[Date - Publication] : "2023/12/31"[Date - Publication])
""",
        canonical='(mesh:"Purpura, Thrombocytopenic, Idiopathic" OR tiab:"immune thrombocytop*" OR '
        'tiab:"idiopathic thrombocytop*" OR tiab:ITP) AND (mesh:"Rituximab" OR tiab:rituximab OR '
        "tiab:mabthera) AND year:2010..2023",
    ),
    Published(
        "itp splenectomy, one line",
        """\
(("Purpura, Thrombocytopenic, Idiopathic"[MeSH Terms] OR "immune thrombocytopenia"[Title/Abstract]
    OR "ITP"[Title/Abstract])
  AND ("Splenectomy"[MeSH Terms] OR splenectom*[Title/Abstract])) AND English[lang]
""",
        canonical='(mesh:"Purpura, Thrombocytopenic, Idiopathic" OR tiab:"immune thrombocytopenia" OR tiab:"ITP") AND '
        '(mesh:"Splenectomy" OR tiab:splenectom*) AND lang:en',
    ),
    Published(
        "left to right",
        """\
immune thrombocytopenia[tiab] OR ITP[tiab] AND splenectomy[tiab] NOT children[tiab]
""",
        '(tiab:"immune thrombocytopenia" OR tiab:ITP) AND tiab:splenectomy AND NOT tiab:children',
    ),
    Published(
        "mds lenalidomide",
        """\
#1 Myelodysplastic Syndromes[mh] OR myelodysplas*[tiab] OR MDS[tiab]
#2 lenalidomide[tiab] OR Revlimid[tiab] OR "CC-5013"[tiab]
#3 "5q-"[tiab] OR del(5q)[tiab] OR "5q deletion"[tiab]
#4 #1 AND #2 AND #3
#5 #4 NOT (review[pt] OR comment[pt] OR editorial[pt])
""",
        canonical='(mesh:"Myelodysplastic Syndromes" OR tiab:myelodysplas* OR tiab:MDS) AND (tiab:lenalidomide OR '
        'tiab:Revlimid OR tiab:"CC-5013") AND (tiab:"5q-" OR tiab:del(5q) OR tiab:"5q deletion") AND '
        "NOT (type:review OR type:comment OR type:editorial)",
    ),
    Published(
        "aml elderly venetoclax",
        """\
# Acute myeloid leukaemia in the elderly
1) "Leukemia, Myeloid, Acute"[Mesh] OR "acute myeloid leukemia"[tiab] OR "acute myeloid leukaemia"[tiab] OR AML[tiab]
2) aged[mh] OR elderly[tiab] OR "older adults"[tiab] OR unfit[tiab]
3) venetoclax[tiab] OR "ABT-199"[tiab] OR azacitidine[tiab] OR decitabine[tiab]

// design
4) randomized controlled trial[pt] OR controlled clinical trial[pt] OR randomi*[tiab] OR placebo[tiab]
5) 1 AND 2 AND 3 AND 4
""",
        canonical='(mesh:"Leukemia, Myeloid, Acute" OR tiab:"acute myeloid leukemia" OR '
        'tiab:"acute myeloid leukaemia" OR tiab:AML) AND (mesh:aged OR tiab:elderly OR '
        'tiab:"older adults" OR tiab:unfit) AND (tiab:venetoclax OR tiab:"ABT-199" OR tiab:azacitidine OR '
        'tiab:decitabine) AND (type:"randomized controlled trial" OR type:"controlled clinical trial" OR '
        "tiab:randomi* OR tiab:placebo)",
    ),
    Published(
        "btk inhibitors, Cochrane filter",
        """\
1. ibrutinib[tiab] OR acalabrutinib[tiab] OR zanubrutinib[tiab] OR rilzabrutinib[tiab] OR "BTK inhibitor*"[tiab]
2. randomized controlled trial[pt]
3. controlled clinical trial[pt]
4. randomized[tiab]
5. placebo[tiab]
6. clinical trials as topic[mesh:noexp]
7. randomly[tiab]
8. trial[ti]
9. #2 OR #3 OR #4 OR #5 OR #6 OR #7 OR #8
10. animals[mh] NOT humans[mh]
11. #9 NOT #10
12. #1 AND #11
""",
        canonical="(tiab:ibrutinib OR tiab:acalabrutinib OR tiab:zanubrutinib OR tiab:rilzabrutinib OR "
        'tiab:"BTK inhibitor*") AND (type:"randomized controlled trial" OR '
        'type:"controlled clinical trial" OR tiab:randomized OR tiab:placebo OR '
        'mesh:"clinical trials as topic" OR tiab:randomly OR title:trial) AND NOT (mesh:animals AND '
        "NOT mesh:humans)",
    ),
    Published(
        "drug therapy as a subheading",
        """\
1. thrombocytopenia[mh]
2. drug therapy[sh]
3. #1 AND #2
""",
        line=2,
        code="unsupported-field",
        place="[sh]",
    ),
    Published(
        "thrombopoietin receptor agonists",
        """\
1. eltrombopag[tiab] OR romiplostim[tiab] OR avatrombopag[tiab] OR hetrombopag[tiab] OR "TPO-RA"[tiab]
   OR "TPO-RAs"[tiab]
2. "Receptors, Thrombopoietin/agonists"[Mesh]
3. "thrombopoietin receptor"[tiab:~2]
4. (#1 OR #2 OR #3) AND adult*[tiab]
5. #4 AND 2008:2024[dp]
""",
        canonical='(tiab:eltrombopag OR tiab:romiplostim OR tiab:avatrombopag OR tiab:hetrombopag OR tiab:"TPO-RA" OR '
        'tiab:"TPO-RAs" OR mesh:"Receptors, Thrombopoietin/agonists" OR '
        'tiab:"thrombopoietin" NEAR/2 tiab:"receptor") AND tiab:adult* AND year:2008..2024',
    ),
    Published(
        "ovid medline, itp",
        """\
1. Purpura, Thrombocytopenic, Idiopathic/ (6123)
2. (immune adj3 thrombocytop?enia).ti,ab. (4021)
3. (autoimmune adj2 thrombocytopenia).mp. (1933)
4. or/1-3 (9001)
5. Splenectomy/ (20511)
6. splenectom*.ti,ab. (25133)
7. 5 or 6 (31021)
8. 4 and 7 (1200)
""",
        canonical='(mesh:"Purpura, Thrombocytopenic, Idiopathic" OR tiab:immune NEAR/2 tiab:thrombocytop?enia OR '
        'text:autoimmune NEAR/1 text:thrombocytopenia) AND (mesh:"Splenectomy" OR tiab:splenectom*)',
    ),
    Published(
        "ovid with explosion",
        """\
1  exp Myelodysplastic Syndromes/
2  myelodysplas*.tw.
3  1 or 2
""",
        line=1,
        code="mesh-explosion",
        place="exp Myelodysplastic Syndromes/",
    ),
    Published(
        "ovid limit",
        """\
1. lenalidomide.ti,ab.
2. limit 1 to english language
""",
        line=2,
        code="other-system",
        place="limit 1 to english language",
    ),
    Published(
        "ovid, mixed",
        """\
1. lenalidomide.ti. or thalidomide.ti. and myeloma.ti.
""",
        line=1,
        code="mixed-operators",
        place="and",
    ),
    Published(
        "embase",
        """\
#1 'immune thrombocytopenia'/exp OR 'immune thrombocytopenia':ti,ab
#2 rituximab:ti,ab
#3 #1 AND #2
""",
        line=1,
        code="other-system",
        place="'immune thrombocytopenia'/exp",
    ),
    Published(
        "scopus",
        """\
TITLE-ABS-KEY ( "immune thrombocytopenia" AND rituximab ) AND PUBYEAR > 2009
""",
        line=1,
        code="other-system",
        place="TITLE-ABS-KEY (",
    ),
    Published(
        "web of science",
        """\
#1 TS=(myelodysplas* OR MDS)
#2 TS=lenalidomide
#3 #1 AND #2
""",
        line=1,
        code="other-system",
        place="TS=",
    ),
    Published(
        "cochrane library",
        """\
#1 MeSH descriptor: [Thrombocytopenia] explode all trees
#2 (low NEAR/2 platelet*):ti,ab
#3 #1 OR #2
""",
        line=1,
        code="other-system",
        place="MeSH descriptor: [Thrombocytopenia] explode all trees",
    ),
    Published(
        "history newest first",
        """\
#4 #2 AND #3
#3 cytomegalovirus[tiab] OR CMV[tiab]
#2 #1 OR "platelet transfusion"[tiab]
#1 thrombocytopenia[tiab] OR "low platelet*"[tiab]
""",
        canonical='(tiab:thrombocytopenia OR tiab:"low platelet*" OR tiab:"platelet transfusion") AND '
        "(tiab:cytomegalovirus OR tiab:CMV)",
    ),
    Published(
        "both languages",
        """\
1. 免疫性血小板减少症[tiab] OR "原发免疫性血小板减少症"[tiab] OR ITP[tiab]
2. 脾切除[tiab] OR splenectomy[tiab]
3. #1 AND #2
4. {en:splenectomy zh:脾切除} OR {en:"complete response" zh:完全缓解}
5. #3 AND #4
""",
        canonical='(tiab:免疫性血小板减少症 OR tiab:"原发免疫性血小板减少症" OR tiab:ITP) '
        "AND (tiab:脾切除 OR tiab:splenectomy) AND "
        '({en:splenectomy zh:脾切除} OR {en:"complete response" zh:完全缓解})',
    ),
    Published(
        "case reports",
        """\
1. (leukemia[tiab] OR leukaemia[tiab] OR lymphoma[tiab]) AND (thrombocytopenia[tiab] OR purpura[tiab])
2. case reports[pt] OR "case report"[ti] OR "case series"[ti]
3. 1 AND 2
4. #3 NOT (animals[mh] NOT humans[mh])
5. #4 AND (english[la] OR chinese[la])
""",
        canonical="(tiab:leukemia OR tiab:leukaemia OR tiab:lymphoma) AND (tiab:thrombocytopenia OR tiab:purpura) AND "
        '(type:"case reports" OR title:"case report" OR title:"case series") AND NOT (mesh:animals AND '
        "NOT mesh:humans) AND (lang:en OR lang:zh)",
    ),
    Published(
        "observational, prognosis",
        """\
1. "Leukemia, Myeloid, Acute"[majr]
2. (prognos*[tiab] OR predict*[tiab] OR survival[tiab] OR mortality[mh])
3. cohort studies[mh] OR incidence[mh] OR follow up studies[mh]
4. #1 AND (#2 OR #3)
""",
        canonical='mesh:"Leukemia, Myeloid, Acute" AND (tiab:prognos* OR tiab:predict* OR tiab:survival OR '
        'mesh:mortality OR mesh:"cohort studies" OR mesh:incidence OR mesh:"follow up studies")',
    ),
    Published(
        "dates within a year",
        """\
1. immune thrombocytopenia[tiab]
2. #1 AND 2019/03/15:2021/06/30[dp]
""",
        line=2,
        code="bad-year",
        place="2019/03/15:2021/06/30",
    ),
    Published(
        "last five years",
        """\
1. ITP[tiab] AND "last 5 years"[PDat]
""",
        line=1,
        code="bad-year",
        place='"last 5 years"',
    ),
    Published(
        "substances",
        """\
1. "lenalidomide"[Supplementary Concept] OR lenalidomide[tiab]
2. "Myelodysplastic Syndromes"[Mesh]
3. #1 AND #2
""",
        line=1,
        code="unsupported-field",
        place="[Supplementary Concept]",
    ),
    Published(
        "pubmed filters",
        """\
1. romiplostim[tiab] AND humans[Filter]
""",
        line=1,
        code="unsupported-field",
        place="[Filter]",
    ),
    Published(
        "free full text",
        """\
1. romiplostim[tiab]
2. #1 AND systematic[sb]
3. #1 AND english[Filter]
4. #2 OR #3
""",
        '(tiab:romiplostim AND type:"Systematic Review") OR (tiab:romiplostim AND lang:en)',
    ),
    Published(
        "wide search for a protocol",
        """\
1. thrombocytopenia
2. bleeding OR haemorrhage OR hemorrhage
3. corticosteroid* OR prednisone OR dexamethasone OR prednisolone
4. IVIG OR immunoglobulin*
5. #3 OR #4
6. #1 AND #2 AND #5
""",
        canonical="thrombocytopenia AND (bleeding OR haemorrhage OR hemorrhage) AND (corticosteroid* OR prednisone OR "
        "dexamethasone OR prednisolone OR IVIG OR immunoglobulin*)",
    ),
    Published(
        "ebsco",
        """\
S1 (MH "Thrombocytopenia+")
""",
        line=1,
        code="other-system",
        place="MH ",
    ),
]
