"""Calls for money and help, applications, reviews, decisions and awards."""
