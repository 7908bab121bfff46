"""How every registry is resolved: a literal dict from a name to "module:attribute", imported only when asked for."""

from importlib import import_module
from typing import Any


def resolve(place: str) -> Any:
    """What stands at "module:attribute"; raises ImportError where the module needs a library that is not installed."""
    module, attribute = place.split(":")
    return getattr(import_module(module), attribute)
