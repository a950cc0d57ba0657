"""A questionnaire as one typed document: its questions, how they depend on each other, and what answers make of it."""
