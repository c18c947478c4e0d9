"""Westphalia: the international system as a program.

It reads texts on world politics, keeps a dated record of who did what to whom, and answers from that record.

    import westphalia as wp

    document = wp.read("article.md")
    record = wp.Record.default()
    briefing = wp.brief(document, record)
    briefing.save("brief.html")

The names below are the public face; everything is imported on first use, so that `import westphalia` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from westphalia.briefing.brief import Briefing, brief
    from westphalia.dynamics.backtest import Backtest, backtest
    from westphalia.dynamics.forecast import Forecast, forecast
    from westphalia.dynamics.questions.ask import QuestionForecast, question
    from westphalia.dynamics.questions.score import ForecastScore, score
    from westphalia.dynamics.simulation.answer import Scenario
    from westphalia.dynamics.simulation.overview import Mechanisms, mechanisms
    from westphalia.dynamics.simulation.scenario import scenario
    from westphalia.errors import (
        CallError,
        CorruptRecord,
        DataError,
        OutsideCoverage,
        UnknownAction,
        UnknownActor,
        UnreadableText,
        WestphaliaError,
    )
    from westphalia.evidence.assess import assess, test
    from westphalia.evidence.finding import Finding
    from westphalia.many import ManyRead, batch_schema, read_batches, read_many
    from westphalia.measures.alignment import Alignment, alignment
    from westphalia.measures.relations import Relations, relations
    from westphalia.ontology.types import (
        Actor,
        ActorKind,
        Agreement,
        Claim,
        ClaimKind,
        Document,
        Event,
        Mention,
        Quad,
        Span,
        Status,
        Verdict,
        Voice,
    )
    from westphalia.reading import read, read_text
    from westphalia.reading.model.coding import Coded, code_pairs
    from westphalia.record import Record

_HOMES = {
    "briefing.brief": ("Briefing", "brief"),
    "dynamics.backtest": ("Backtest", "backtest"),
    "dynamics.forecast": ("Forecast", "forecast"),
    "dynamics.questions.ask": ("QuestionForecast", "question"),
    "dynamics.questions.score": ("ForecastScore", "score"),
    "dynamics.simulation.answer": ("Scenario",),
    "dynamics.simulation.overview": ("Mechanisms", "mechanisms"),
    "dynamics.simulation.scenario": ("scenario",),
    "errors": (
        "CallError",
        "CorruptRecord",
        "DataError",
        "OutsideCoverage",
        "UnknownAction",
        "UnknownActor",
        "UnreadableText",
        "WestphaliaError",
    ),
    "evidence.assess": ("assess", "test"),
    "evidence.finding": ("Finding",),
    "many": ("ManyRead", "batch_schema", "read_batches", "read_many"),
    "measures.alignment": ("Alignment", "alignment"),
    "measures.relations": ("Relations", "relations"),
    "ontology.types": (
        "Actor",
        "ActorKind",
        "Agreement",
        "Claim",
        "ClaimKind",
        "Document",
        "Event",
        "Mention",
        "Quad",
        "Span",
        "Status",
        "Verdict",
        "Voice",
    ),
    "reading": ("read", "read_text"),
    "reading.model.coding": ("Coded", "code_pairs"),
    "record": ("Record",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Actor",
    "ActorKind",
    "Agreement",
    "Alignment",
    "Backtest",
    "Briefing",
    "CallError",
    "Claim",
    "ClaimKind",
    "Coded",
    "CorruptRecord",
    "DataError",
    "Document",
    "Event",
    "Finding",
    "Forecast",
    "ForecastScore",
    "ManyRead",
    "Mechanisms",
    "Mention",
    "OutsideCoverage",
    "Quad",
    "QuestionForecast",
    "Record",
    "Relations",
    "Scenario",
    "Span",
    "Status",
    "UnknownAction",
    "UnknownActor",
    "UnreadableText",
    "Verdict",
    "Voice",
    "WestphaliaError",
    "alignment",
    "assess",
    "backtest",
    "batch_schema",
    "brief",
    "code_pairs",
    "forecast",
    "mechanisms",
    "question",
    "read",
    "read_batches",
    "read_many",
    "read_text",
    "relations",
    "scenario",
    "score",
    "test",
]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name in _HOME_OF:
        value = getattr(import_module(f"westphalia.{_HOME_OF[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'westphalia' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
