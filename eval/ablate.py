"""What each part brings: the same questions with one part switched off at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial

from rich.table import Table

from assistant.pipeline import Assistant
from assistant.retrieval.retriever import Weights
from assistant.settings import Settings
from eval.compare import Difference, differences, paired
from eval.runs import Run, cache, evaluate
from eval.seams import WithoutHistory, Wrap, direct, variant
from eval.shape import GoldQuestion

SHOWN = ("right", "first2000", "hit@1", "mrr@10", "ndcg@10", "declined", "wrongly_declined")
Build = Callable[[], Assistant]


@dataclass(frozen=True, slots=True)
class Part:
    """A part that can be switched off: its name, how the assistant without it is made, and what stands before that."""

    name: str
    without: Build
    wrap: Wrap = direct


def uncurated(settings: Settings) -> Settings:
    """The same corpus without curated lines, in an index of its own."""
    return replace(settings, curated=False, index=cache() / "uncurated")


def parts(assistant: Assistant, settings: Settings) -> Iterator[Part]:
    yield Part("curated lines", lambda: Assistant.open(uncurated(settings)))
    for field in fields(Weights):
        weights = replace(assistant.finder.retriever.weights, **{field.name: 0.0})
        yield Part(f"weight: {field.name}", partial(variant, assistant, weights=weights))
    yield Part("boosts by facet", partial(variant, assistant, boosts=False))
    yield Part("spelling repair", partial(variant, assistant, spelling=False))
    yield Part("follow-ups", lambda: assistant, WithoutHistory)


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
        run = evaluate(part.without(), gold, name=part.name, settings=settings, wrap=part.wrap)
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
