"""What convene reads."""
