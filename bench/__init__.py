"""What pages cost: statements, processor time, bytes and memory, measured against the goals of the house."""
