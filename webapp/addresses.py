"""Report ids as one segment of a URL's path, and back.

Every byte of the id's UTF-8 outside `A-Z a-z 0-9 _ : - .` is written `~HH`; an id of nothing but dots is written out
whole, because `.` and `..` mean folders in a path.
"""

from typing import Final
from urllib.parse import urlencode

_PLAIN: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_:-.")


def encode_id(report_id: str) -> str:
    """The id as one path segment of plain ASCII."""
    plain = _PLAIN if report_id.strip(".") else frozenset[int]()
    return "".join(chr(byte) if byte in plain else f"~{byte:02X}" for byte in report_id.encode("utf-8", "replace"))


def decode_id(segment: str) -> str:
    """The id that a path segment names; raises ValueError where `~` is not followed by two hex digits, or the bytes
    are not UTF-8."""
    head, *coded = segment.split("~")
    parts = [head.encode("utf-8")]
    for part in coded:
        if len(part) < 2 or not all(digit in "0123456789abcdefABCDEF" for digit in part[:2]):
            raise ValueError(f"~ without two hex digits in {segment!r}")
        parts += [bytes.fromhex(part[:2]), part[2:].encode("utf-8")]
    return b"".join(parts).decode("utf-8")


def report_path(report_id: str, arguments: tuple[tuple[str, str], ...] = (), fragment: str = "") -> str:
    """The path of a report's page, with arguments and a fragment."""
    return with_arguments(f"/reports/{encode_id(report_id)}", arguments, fragment)


def with_arguments(path: str, arguments: tuple[tuple[str, str], ...], fragment: str = "") -> str:
    """The path with its query string, percent-encoded, and a fragment where there is one."""
    query = f"?{urlencode(arguments)}" if arguments else ""
    return f"{path}{query}{'#' if fragment else ''}{fragment}"
