"""Queries that took stock grammars seconds, or that they never answered: the limits of the language stop each."""

HOSTILE = [
    "*", "*itis", "~3", "~9", "[a TO z]", "ti:[a TO z]", "platelet~9", "/(a+)+b/", "(((a+)+)+)+$", "a* " * 32,
    "(" * 1_000, "(" * 500 + ")" * 500, "a AND " * 150, "NOT " * 250, "NOT(" * 200, '"' * 999, "[" * 1_000, "{" * 1_000,
    "{en:" * 200, "x " * 500, "é" * 1_000, "血" * 1_000, "a" * 1_000, "a" * 10_000, "term " * 10_000, "\ud800" * 1_000,
    "thrombocyt*" * 90, "a?" * 500, "a*b" * 300, "qty:" * 250, "qty:" + "9" * 900 + "mg", "qty:1e" + "9" * 300 + "mg",
    "year:" + "9" * 900,
    "a NEAR/50 " * 90, "exp A" * 200, "Aa " * 330, "a.ti" * 250, "a.ti,ab,kw,rn" * 70, "a:ti," * 190,
    "or/1-999," * 100, "MeSH descriptor: [" * 50, "'a b" * 240, "#1" * 500, "doi:10.1/" + "(" * 900, "10.1/x" * 160,
    "http://" * 140, "A/" * 500, "\u202e" * 1_000, "AB TI SU " * 100, '"2019"[dp] : ' * 70, "?" * 1_000,
]  # fmt: skip
