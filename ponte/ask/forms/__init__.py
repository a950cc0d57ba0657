"""What people give, read and cleaned. Nothing here saves."""
