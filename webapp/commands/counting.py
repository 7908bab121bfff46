"""Numbers of things in English."""


def counted(number: int, thing: str) -> str:
    """The number and the thing, in the plural unless it is one: `1 line`, `2 lines`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
