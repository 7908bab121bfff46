"""Synthetic reports: seeded, half Chinese, with a Zipf-distributed vocabulary.

    python benchmarks/synthetic.py --reports 100000 --seed 1 > reports.jsonl

Every tenth report carries both languages; of the others every second one is Chinese. English words are made of
syllables, Chinese words are drawn from jieba's own dictionary, so that segmentation has real work. The lines are
simple records that `duizhao ingest` reads.
"""

import argparse
import bisect
import itertools
import json
import random
import sys
from collections.abc import Iterator
from typing import Final

import jieba

VOCABULARY_SIZE: Final = 50_000
ZIPF_EXPONENT: Final = 1.0  # Zipf, Human Behavior and the Principle of Least Effort, 1949
PARALLEL_EVERY: Final = 10
SENTENCES: Final = (6, 12)
WORDS_A_SENTENCE: Final = {"en": (14, 26), "zh": (12, 24)}
SYLLABLES: Final = [a + b for a in "bcdfghklmnprstv" for b in ("a", "e", "i", "o", "u", "an", "er", "il", "os")]
ENDINGS: Final = ("", "s", "ic", "itis", "osis", "aemia", "ation", "ed", "al")


def english_words(rng: random.Random) -> list[str]:
    """Distinct pronounceable words."""
    words: dict[str, None] = {}
    while len(words) < VOCABULARY_SIZE:
        words["".join(rng.choices(SYLLABLES, k=rng.randint(1, 3))) + rng.choice(ENDINGS)] = None
    return list(words)


def chinese_words(rng: random.Random) -> list[str]:
    """Distinct words of jieba's dictionary, written in Han characters only."""
    with jieba.dt.get_dict_file() as dictionary:
        lines = dictionary.read().decode("utf-8").splitlines()
    words = sorted({word for word, *_ in map(str.split, lines) if all("\u4e00" <= c <= "\u9fff" for c in word)})
    return rng.sample(words, VOCABULARY_SIZE)


class Zipf:
    """Draws items so that the r-th is drawn with probability proportional to 1 / r."""

    def __init__(self, items: list[str], rng: random.Random) -> None:
        self.items = items
        self.rng = rng
        self.cumulative = list(itertools.accumulate(1 / rank**ZIPF_EXPONENT for rank in range(1, len(items) + 1)))

    def draw(self, count: int) -> list[str]:
        """`count` independent draws."""
        top = self.cumulative[-1]
        return [self.items[bisect.bisect_left(self.cumulative, self.rng.random() * top)] for _ in range(count)]


def sentence(words: Zipf, language: str, rng: random.Random) -> str:
    """One sentence; every third carries a number."""
    drawn = words.draw(rng.randint(*WORDS_A_SENTENCE[language]))
    if rng.random() < 1 / 3:
        drawn[len(drawn) // 2] = str(rng.randint(2, 2000))
    return f"{' '.join(drawn).capitalize()}." if language == "en" else "".join(drawn) + "。"


def reports(count: int, seed: int) -> Iterator[dict[str, object]]:
    """`count` simple records; equal arguments give equal records."""
    rng = random.Random(seed)
    words = {"en": Zipf(english_words(rng), rng), "zh": Zipf(chinese_words(rng), rng)}
    glue = {"en": " ", "zh": ""}
    for number in range(count):
        size = rng.randint(*SENTENCES)
        text = {lang: glue[lang].join(sentence(words[lang], lang, rng) for _ in range(size)) for lang in ("en", "zh")}
        title = {lang: glue[lang].join(words[lang].draw(8)) for lang in ("en", "zh")}
        record: dict[str, object] = {"id": f"synthetic-{number:07d}", "year": rng.randint(1990, 2026)}
        if number % PARALLEL_EVERY == 0:
            yield record | {"title": title, "text": text}
        else:
            language = "zh" if number % 2 else "en"
            yield record | {"lang": language, "title": title[language], "text": text[language]}


def main() -> None:
    """Write the records to standard output."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    for record in reports(args.reports, args.seed):
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
