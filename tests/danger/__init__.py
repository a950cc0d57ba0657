"""What must not happen, tried on purpose."""
