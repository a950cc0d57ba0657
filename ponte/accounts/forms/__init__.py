"""What people type into the pages of accounts and the office."""
