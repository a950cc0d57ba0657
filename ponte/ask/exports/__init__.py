"""What is given out: XLSForms, tables and documents."""
