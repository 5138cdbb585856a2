"""gzsite: newspaper pages, as a layout model left them, turned into a static archive."""

__version__ = "0.1.0"
