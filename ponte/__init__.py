"""Ponte: find, convene, fund and thank diaspora organisations."""
