"""Calls and awards as other systems read them, and as people print them."""
