"""What is done with questionnaires and answers."""
