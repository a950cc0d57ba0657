"""What is read about questionnaires and answers."""
