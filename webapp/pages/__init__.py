"""The pages: a request becomes a view, the view becomes HTML."""
