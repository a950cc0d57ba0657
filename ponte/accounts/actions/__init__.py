"""What can be done to accounts, roles and the office."""
