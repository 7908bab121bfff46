"""The API, version 1: a request becomes a view, the view becomes JSON."""
