"""How reports are found: queries, plans, engines, generations."""
