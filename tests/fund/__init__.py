"""Tests of calls, applications, reviews, decisions and awards."""
