"""Ten people who ask at once, against one Assistant."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median

from assistant.pipeline import Assistant
from bench.processes import percentile, spread
from bench.table import Row

ASKERS, ROUNDS = 10, 3
Took = list[list[float]]  # milliseconds of each answer, a list an asker


def askers(questions: list[str]) -> list[Row]:
    """Each asks every question, beginning at another one; one asker alone takes turns with the ten."""
    assistant = Assistant.open()
    alone, together = [], []
    for number in range(ROUNDS + 1):
        pair = _asked(assistant, questions, 1), _asked(assistant, questions, ASKERS)
        if number:
            alone.append(pair[0])
            together.append(pair[1])
    rates = [rate for rate, _ in together]
    fairness = max(max(sum(one) for one in took) / min(sum(one) for one in took) for _, took in together)
    each = [[ms for one in took for ms in one] for _, took in together]
    p95 = [percentile(ms, 0.95) for ms in each]
    single, p50 = median(rate for rate, _ in alone), [percentile(ms, 0.5) for ms in each]
    return [
        Row(f"{ASKERS} askers at once, answers a second", spread(rates, ".0f"), f"{median(rates) / single:.2f} × one asker ({single:.0f})"),
        Row(f"{ASKERS} askers at once, p95, ms", spread(p95, ".0f"), f"p50 {spread(p50, '.0f')}, slowest {max(map(max, each)):.0f}"),
        Row(f"{ASKERS} askers, slowest against quickest", f"{fairness:.2f} ×", "the time that the same questions took", "no asker starved", fairness < 2),
    ]


def _asked(assistant: Assistant, questions: list[str], people: int) -> tuple[float, Took]:
    """Answers a second, and what each answer took."""

    def one(number: int) -> list[float]:
        took = []
        for question in questions[number:] + questions[:number]:
            asked = time.perf_counter()
            assistant.ask(question)
            took.append((time.perf_counter() - asked) * 1000)
        return took

    began = time.perf_counter()
    with ThreadPoolExecutor(people) as threads:
        done = list(threads.map(one, range(people)))
    return people * len(questions) / (time.perf_counter() - began), done
