"""What people do to engagements."""
