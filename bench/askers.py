"""Ten people who ask at once, against one Assistant."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from assistant.pipeline import Assistant
from bench.processes import percentile

ASKERS = 10
Row = tuple[str, str, str, str]


def askers(questions: list[str]) -> list[Row]:
    """Each asker asks every question, beginning at another one."""
    assistant = Assistant.open()
    assistant.ask(questions[0])

    def one(number: int) -> tuple[float, list[float]]:
        took = []
        began = time.perf_counter()
        for question in questions[number:] + questions[:number]:
            asked = time.perf_counter()
            assistant.ask(question)
            took.append((time.perf_counter() - asked) * 1000)
        return time.perf_counter() - began, took

    began = time.perf_counter()
    with ThreadPoolExecutor(ASKERS) as people:
        done = list(people.map(one, range(ASKERS)))
    seconds = time.perf_counter() - began
    each = [took for _, times in done for took in times]
    whole = [total for total, _ in done]
    fair = f"the slowest asker took {max(whole) / min(whole):.2f} × the time of the quickest"
    return [
        (f"{ASKERS} askers at once, answers a second", f"{len(each) / seconds:.0f}", fair, "no asker starved"),
        (f"{ASKERS} askers at once, ms", f"p50 {percentile(each, 0.5):.1f}, p95 {percentile(each, 0.95):.1f}", f"slowest answer {max(each):.0f}", ""),
    ]
