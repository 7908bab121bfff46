"""Words at which a term does not begin or end: what holds sentences together, and what studies say of themselves.

Lists of our own, written by reading what abstracts yield. A word that may stand at one end only stands nowhere alone.
"""

from typing import Final

from corpus.words.stems import STOP_WORDS

_NEVER: Final = """
    alone enhance influencing attach about above according across additionally after again against all almost along
    already although always am amongst another any around associated away based became because become becomes before
    began below beside besides beyond both by called caused certain come compare compared comparing concerning
    conducted considered containing contained could currently despite detected determined did do does doing done down
    due during each either else enough especially etc even ever every evaluate evaluated evaluating examined except
    far few finally found followed further furthermore gave generally get give given gives go got greater had has have
    having he hence her here herein higher highest him his how however i identified if include included includes
    including increasingly indicate indicated indicates indicating instead into investigate investigated investigating
    involved involving itself just kept know knows larger largest later latter least let like likely little located
    lower lowest made mainly make makes many may maybe me mean meanwhile might more moreover most mostly much must my
    namely nearly need needed neither never nevertheless next nor now observe observed obtain obtained off often once
    one ones only onto or other others otherwise out over own partly per perform performed performing perhaps possible
    possibly present presented previous previously primarily provide provided provides providing quite rather reach
    reached recent recently received receive receiving related remain remained remains reported respective
    respectively resulted resulting same see seem seems seen several shall she should show showed showing shown shows
    significantly similar similarly since smaller so some still studied such suggest suggested suggesting suggestive
    suggests than them then there thereby therefore these they this those though through throughout thus to together
    too toward towards treated two under undergo undergoing undergone underwent unless until up upon us use used using
    usually various versus very via vs was well when where whereas whereby whether while whole whom whose why within
    without yet you your three four five six seven eight nine ten zero aim aimed aims explore explored exploring
    assess assessed assessing analyze analyzed analyse analysed analyzing demonstrate demonstrated demonstrates reveal
    revealed reveals enrolled enroll selected select divided assigned randomly collected measured calculated able
    available appropriate consistent remarkable remarkably corresponding better worse worst improve improves improved
    improving reduce reduces reducing reduced decreased decreasing increased increasing affect affects affected
    affecting promote promotes promoting inhibit inhibits inhibited prevent preventing develop develops developing
    developed occur occurs occurred occurring require requires required lead leads leading causes causing contribute
    contributes contributing play plays played exhibit exhibits exhibited express expressing achieve achieved achieves
    confirm confirmed confirms elucidate elucidated clarify characterize characterized particular particularly
    first-ever hr rr ci sd p vs. n among between half times different greatly established accounted accounting
    experience experienced following ranged ranging cannot becoming combined thereafter adverse-free article articles
    regulating blocking eliminating reflecting turning assuming adopting applying introducing detecting enhancing
    therein hereby
"""
_NOT_FIRST: Final = """
    group groups level levels number numbers amount range rate rates time years year months month days day weeks week
    hours hour cases patients study studies result results use average status years-old
"""
_NOT_LAST: Final = """
    overall low high short long small large new novel major minor potential common total median standard second first
    third significant important male female aged old main good great best self early late severe mild acute chronic
    serious primary secondary multiple single double positive negative normal abnormal active effective safe strong
    weak rapid national international clinical medical surgical human public general specific special local regional
    final initial independent key current critical relevant promising higher-than useful vital complete partial
    average different further additional simple complex large-scale long-term short-term high-risk low-risk follow
    adverse congenital potent elderly daily ongoing experimental functional chemical physical mental social cultural
    natural
"""
ENGLISH_NEVER: Final = STOP_WORDS | frozenset(_NEVER.split())
ENGLISH_NOT_FIRST: Final = frozenset(_NOT_FIRST.split())
ENGLISH_NOT_LAST: Final = frozenset(_NOT_LAST.split())
ENGLISH_INSIDE: Final = frozenset("of in for".split())

_HAN_NEVER: Final = """
    的 地 得 了 着 过 与 和 及 以及 或 或者 在 对 对于 为 是 由 由于 被 将 把 从 向 以 用 采用 使用 应用 利用 运用
    通过 经过 根据 随着 关于 包括 其中 并 并且 而 但 但是 有 具有 没有 到 于 因 因此 因为 如 例如 即 所 其 该 本 此 这
    这些 这种 那 那些 它 它们 我们 他们 各 每 均 都 也 可 能 可以 能够 可能 已 已经 曾 仍 仍然 还 称为 称作 名为 之
    之间 至 给 给予 予 比 则 使 令 让 就 又 且 若 如果 当 虽然 除了 之一 一种 两种 一个 两个 一些 一项 等 等等 这类
    进行 基于 实现 符合 针对 属于 作为 成为 患有 另 另外 受 此外 然而 同时 以来 目前 近年来 近年 近 迄今 尚 最 更 较
    很 十分 非常 显著 明显 分别 相应 所有 全部 多数 大多数 许多 很多 少数 几 其他 其它 任何 某些 不同 相同 类似 不仅
    而且 只 仅 仅仅 甚至 特别 尤其 是否 如何 什么 哪些 何 以上 以下 以内 以外 左右 上述 下列 如下 里 间 时 时候 之后
    之前 以后 以前 当中 其余 来 去 出 入 起 显示 表明 提示 发现 证实 证明 认为 指出 报道 探讨 接受 引起 导致 提高 达到
    获得 得到 存在 出现 需要 需 应 应该 应当 必须 成 做 作 行 经 带来 例 名 个 种 项 位 次 天 日 月 年 周 岁 小时 分钟
    条 份 百 千 万 两 第一 第二 第三 纳入 入组 入选 选取 分为 共 共有 建立 建议 考虑 施行 实施 开展 尽管 为了 及其
    从而 期间 见 含 本文 我院 该院 本院 全面 以便 越来越
"""
_HAN_NOT_FIRST: Final = """
    后 前 中 组 者 性 率 症 型 化 期间 发生 报告 降低 升高 减少 增加 下降 改善 患者 病人 病例 受试者 参与者 人群 总结
    观察 评估 评价 比较 分析 研究 治疗组 患 十 百 千 级 度 期
"""
_HAN_NOT_LAST: Final = """
    无 非 不 未 外 内 上 下 前 后 中 多 高 低 新 旧 大 小 总 部分 主要 二 三 一 四 五 六 七 八 九 十 抑制 促进 随机
    中位 平均 潜在 重要 常见 早期 晚期 急性 慢性 严重 轻度 重度 中度 长期 短期 原发性 继发性 相关 有效 良好 初步 具体
    独立 全 半 再 相对 绝对 较高 较低 更高 更低
"""
HAN_NEVER: Final = frozenset(_HAN_NEVER.split())
HAN_NOT_FIRST: Final = frozenset(_HAN_NOT_FIRST.split())
HAN_NOT_LAST: Final = frozenset(_HAN_NOT_LAST.split())
_HAN_INSIDE: Final = """
    的 了 着 与 和 及 以及 或 或者 在 对 对于 为 是 由 由于 被 将 把 从 向 以 随着 并 而 但 有 于 因 因此 如 即 所 其
    该 本 此 均 都 也 可 已 仍 还 是否 之 至 则 使 又 且 等 患者 显示 表明 提示 发现 具有 采用 通过 例 名 较
"""
HAN_INSIDE: Final = frozenset(_HAN_INSIDE.split())
