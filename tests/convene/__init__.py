"""Tables, seats, mandates, meetings and what is decided."""
