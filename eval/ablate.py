"""What each part brings: the same questions with one part switched off at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace

from rich.table import Table

from assistant.pipeline import Assistant
from assistant.retrieval.retriever import Weights
from assistant.settings import Settings
from eval.compare import Difference, differences, paired
from eval.gold import GoldQuestion
from eval.runs import RUNS, Asks, Run, evaluate
from eval.seams import WithoutHistory, variant

SHOWN = ("right", "first2000", "hit@1", "mrr@10", "ndcg@10", "declined", "wrongly_declined")
CACHE = RUNS / ".cache"  # what is slow to make again and belongs to no run
Build = Callable[[], tuple[Assistant, Asks]]


@dataclass(frozen=True, slots=True)
class Part:
    """A part that can be switched off: its name, and how the assistant without it is made."""

    name: str
    without: Build


def uncurated(settings: Settings) -> Settings:
    """The same corpus without curated lines, in an index of its own."""
    return replace(settings, curated=False, index=CACHE / "uncurated")


def parts(assistant: Assistant, settings: Settings) -> Iterator[Part]:
    def other(changed: Asks) -> Build:
        return lambda: (assistant, changed)

    def plain() -> tuple[Assistant, Asks]:
        opened = Assistant.open(uncurated(settings))
        return opened, opened

    yield Part("curated lines", plain)
    for field in fields(Weights):
        yield Part(f"weight: {field.name}", other(variant(assistant, weights=replace(assistant.finder.retriever.weights, **{field.name: 0.0}))))
    yield Part("boosts by facet", other(variant(assistant, boosts=False)))
    yield Part("spelling repair", other(variant(assistant, spelling=False)))
    yield Part("follow-ups", other(WithoutHistory(assistant)))


def ablate(
    assistant: Assistant, gold: Sequence[GoldQuestion], settings: Settings, *, only: str = "", started: Callable[[str], None] = lambda name: None
) -> Iterator[tuple[str, Run, list[Difference]]]:
    """(part, run without it, differences from the whole); first ("nothing", the whole, [])."""
    started("nothing")
    whole = evaluate(assistant, gold, name="whole", settings=settings)
    yield "nothing", whole, []
    for part in parts(assistant, settings):
        if only not in part.name:
            continue
        started(part.name)
        opened, asks = part.without()
        run = evaluate(opened, gold, name=part.name, settings=settings, asks=asks)
        yield part.name, run, differences(paired(whole, run)[0])


def table_of(results: Sequence[tuple[str, Run, list[Difference]]]) -> Table:
    table = Table(title=f"Switched off in turn · {len(results[0][1].rows)} questions", title_justify="left")
    table.add_column("without", no_wrap=True)
    whole = results[0][1].figures["all"]["all"]
    shown = [key for key in SHOWN if key in whole]
    for key in shown:
        table.add_column(key, justify="right", no_wrap=True)
    table.add_row("nothing", *(f"[bold]{100 * whole[key]['value']:.1f}[/bold]" for key in shown))
    for name, _, changes in results[1:]:
        by_key = {d.measure.key: d for d in changes}
        table.add_row(name, *(_change(by_key[key]) if key in by_key else "–" for key in shown))
    return table


def _change(d: Difference) -> str:
    if abs(d.change.value) < 1e-9:
        return "[dim]0[/dim]"
    words = f"{100 * d.change.value:+.1f}"
    return f"[bold]{words}*[/bold]" if d.p is not None and d.p < 0.05 else words
