"""The record: documents, events and agreements at rest, with what they cover."""

from westphalia.record.answers import Answer, Report
from westphalia.record.coverage import Coverage, Window
from westphalia.record.record import Record

__all__ = ["Answer", "Coverage", "Record", "Report", "Window"]
