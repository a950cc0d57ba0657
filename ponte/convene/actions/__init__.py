"""What people do to tables, seats and mandates."""
