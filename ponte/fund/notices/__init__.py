"""Letters about calls, applications and decisions."""
