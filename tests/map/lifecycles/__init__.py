"""The lives of the map."""
