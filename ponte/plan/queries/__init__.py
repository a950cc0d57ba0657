"""What the pages of engagements read."""
