"""Text and profile in, report out."""

from assistant.reading.corpus import read_report

__all__ = ["read_report"]
