"""Work that would keep a page waiting."""
