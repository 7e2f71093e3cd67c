"""Tests of the value languages."""
