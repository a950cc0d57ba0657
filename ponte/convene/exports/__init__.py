"""What leaves the house: calendars, texts for messaging apps."""
