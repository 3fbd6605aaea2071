"""What was reported about political unrest, as typed records."""

__version__ = "0.1.0"
