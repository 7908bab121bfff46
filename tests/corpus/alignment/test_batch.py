"""Documents in two passes: what is learnt from them, whatever their order and the number of processes."""

import json
import random
from io import BytesIO

import pytest

from corpus.alignment.batch import Lesson, Sample, align_lines, learn
from corpus.alignment.documents import BadDocument, Line, numbered_lines, read_document
from corpus.knowledge import UNTAUGHT, Knowledge, TermPair

# Drugs of no dictionary, which the Chinese calls by a code: only the documents themselves can teach that.
INVENTED = {"brantol": "KX", "quiverase": "ZWP", "sontrel": "JYB", "maldoxin": "GQH", "perivane": "FUD"}


def documents(count: int) -> list[bytes]:
    """Lines of documents about two invented drugs each."""
    lines = []
    for number in range(count):
        (first, first_zh), (second, second_zh) = random.Random(number).sample(sorted(INVENTED.items()), 2)
        en = [f"Nobody on {first} fell ill again.", f"Those who took {second} did.", "More is not known."]
        zh = [f"服用{first_zh}者无人再患病。", f"服用{second_zh}者则再次患病。", "其余不详。"]
        lines.append(json.dumps({"id": str(number), "en": en, "zh": zh}, ensure_ascii=False).encode() + b"\n")
    return lines


def numbered(lines: list[bytes]) -> list[Line]:
    return list(enumerate(lines, 1))


def test_the_first_pass_learns_what_the_documents_translate() -> None:
    """Each invented drug goes with its code above all, under the number of what was known before."""
    known = Knowledge(4, pairs=(TermPair("spleen", "脾脏", 0.9, 8),))
    learnt = learn(numbered(documents(60)), known)
    assert learnt.number == 4
    assert learnt.translations["脾脏"]["spleen"] == 0.9
    for name, code in INVENTED.items():
        table = learnt.translations[code.lower()]
        assert max(table, key=table.__getitem__)[:5] == name[:5]


def test_no_documents_teach_nothing() -> None:
    """An empty file, blank lines and lines that hold no document."""
    assert learn([], UNTAUGHT) == UNTAUGHT
    assert learn(numbered([b"\n", b"{\n", b'{"id": 1}\n', b'{"id": "x", "en": [], "zh": []}\n']), UNTAUGHT) == UNTAUGHT


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_neither_order_nor_processes_change_anything(jobs: int) -> None:
    """What is learnt, and every line written, are the same for lines in another order and more processes."""
    lines = documents(80)
    learnt = learn(numbered(lines), UNTAUGHT)
    written = {done.line for done in align_lines(numbered(lines), learnt)}
    random.Random(3).shuffle(lines)
    assert learn(numbered(lines), UNTAUGHT, jobs=jobs) == learnt
    assert {done.line for done in align_lines(numbered(lines), learnt, jobs=jobs)} == written


def test_the_sample_is_the_documents_with_the_smallest_keys() -> None:
    """Just as many as it takes, in whatever order they come; while it is not full every document is wanted."""
    lessons = [Lesson(bytes([key]), [((f"w{key}",), (f"字{key}",))] * (1 + key % 3)) for key in range(50)]
    expected = [bead for lesson in lessons[:6] for bead in lesson.beads]  # 1 + 2 + 3 + 1 + 2 + 3
    for seed in range(20):
        random.Random(seed).shuffle(lessons)
        sample = Sample(10)
        assert sample.key_max == b""
        for lesson in lessons:
            sample.add(lesson)
        assert (sample.beads(), sample.key_max) == (expected, bytes([5]))


def test_a_document_that_is_not_wanted_is_no_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    """With room for few beads the workers skip documents, and what is learnt still depends on the documents alone."""
    monkeypatch.setattr("corpus.alignment.batch.SAMPLE_BEADS_MAX", 30)
    lines = documents(120)
    learnt = learn(numbered(lines), UNTAUGHT)
    assert learn(numbered(lines[::-1]), UNTAUGHT) == learnt
    assert learn(numbered(lines[::-1]), UNTAUGHT, jobs=2) == learnt


def test_a_line_is_never_held_beyond_the_limit() -> None:
    """Neither the long line nor the last one without its end disturbs the numbers of the others."""
    stream = BytesIO(b"a\n" + b"b" * 100 + b"\n\nc")
    assert list(numbered_lines(stream.readline, 10)) == [(1, b"a"), (2, None), (3, b""), (4, b"c")]


def test_a_line_of_nul_is_not_taken_for_a_long_one() -> None:
    """It is no document, and is said to be none; only a line that is too long is said to be too long."""
    for line, said in ((b"\x00", "not a document"), (None, "longer than record_bytes_max")):
        with pytest.raises(BadDocument, match=said):
            read_document(line)
