"""One file a screen: the values that HTML and JSON both show."""
