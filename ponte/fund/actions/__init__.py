"""What is done with calls, applications, reviews and decisions."""
