"""Pages of calls, applications, reviews and awards."""
