"""Files of simple records for tests of the intake and of the commands over it."""

import json
from pathlib import Path


def simple_record(number: int) -> dict[str, object]:
    """A bilingual record whose sentences differ from those of every other number."""
    en = f"Trial {number} enrolled {number + 20} patients. Platelets rose in {number + 11} of them. None bled."
    zh = f"试验{number}共纳入{number + 20}例患者。其中{number + 11}例血小板升高。无出血。"
    return {"id": f"r{number:05}", "text": {"en": en, "zh": zh}}


def write_records(path: Path, numbers: range) -> Path:
    """A JSON Lines file of the records of these numbers."""
    lines = [json.dumps(simple_record(number), ensure_ascii=False) for number in numbers]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path
