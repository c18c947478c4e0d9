"""The record: documents, events and agreements at rest, with what they cover.

What can go wrong, how it shows, and what is kept:

    a line that cannot be read       counted by reason in the report     the line, in the table quarantine
    the same file or event again     counted as already held             the record as it was
    one event number, two contents   counted by reason in the report     the first; the other in quarantine
    a writer killed or interrupted   nothing                             the record as it was; the next writer cleans up
    two writers at once              CallError naming the first          the record as it was
    a part missing or cut            CorruptRecord when opened           the other parts, untouched
    a changed byte                   CorruptRecord at the first answer   (above 32 MiB: when `Record.verify` is called)
    a benchmark subset, numbers      DataError                           the record as it was
    the same days from two sources   CallError                           the record as it was
"""

from westphalia.record.answers import Answer, Report
from westphalia.record.coverage import Coverage, Window
from westphalia.record.record import Record

__all__ = ["Answer", "Coverage", "Record", "Report", "Window"]
