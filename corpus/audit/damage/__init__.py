"""Marks that a text was damaged before it came here: every rule damage.*, one kind of damage a module.

Each rule reads one side by itself and errs on the side of silence: a reader who meets one false alarm stops reading the
next ten. A suggestion is given only where the repair is sure; the empty string says that the place should go.
docs/audit.md has the rules and how often they raise a false alarm.
"""
