"""Evidence: claims against the record."""

from westphalia.evidence.assess import assess, assess_all, test
from westphalia.evidence.finding import Finding

__all__ = ["Finding", "assess", "assess_all", "test"]
