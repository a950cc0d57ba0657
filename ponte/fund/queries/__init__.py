"""What pages read of calls, applications, reviews and awards."""
