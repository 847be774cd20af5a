"""Every quote in a file is in the report; an answer that does not verify is not written."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from docx import Document
from starlette.testclient import TestClient

from assistant.pipeline import Assistant
from assistant.web.export.record import Record, UnverifiedQuote
from assistant.web.export.word import to_word

QUESTIONS = (
    "What does the report recommend about data sharing?", "Which recommendations come from the homelessness research?",
    "Which theme has the most recommendations?", "How was the system-level research done?", "What is the capital of Mongolia?", "List all recommendations",
)  # fmt: skip


def squeezed(text: str) -> str:
    return "".join(text.replace("**", "").replace("-", "").split())


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_quote_of_the_word_file_is_in_the_report(client: TestClient, assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    reply = client.post("/export/word", json={"turns": [question]})
    assert reply.status_code == 200
    document = Document(io.BytesIO(reply.content))
    quotes = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Quote"]
    assert len(quotes) >= len(answer.citations)
    text = squeezed(assistant.report.text)
    for quote in quotes:
        assert squeezed(quote) in text
    headings = [p.text for p in document.paragraphs if p.style is not None and (p.style.name or "").startswith("Heading")]
    assert headings[0] == question
    whole = "\n".join(p.text for p in document.paragraphs)
    for citation in answer.citations:
        assert f"[{citation.number}] {citation.section}" in whole
    assert ("Sources" in headings) == bool(answer.citations)
    assert assistant.index.manifest.fingerprint[:12] in whole
    assert len(document.tables) == sum(1 for block in answer.blocks if block.kind == "table")


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_quote_of_the_markdown_file_is_in_the_report(client: TestClient, assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    written = client.post("/export/markdown", json={"turns": [question]}).content.decode()
    assert written.startswith(f"# {question}")
    assert written.count("characters ") == len(answer.citations)
    for citation in answer.citations:
        assert f"[{citation.number}]" in written


def test_the_csv_file_holds_each_citation(client: TestClient, assistant: Assistant) -> None:
    reply = client.post("/export/csv", json={"turns": ["List all recommendations"]})
    rows = list(csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig"))))
    assert len(rows) == 46
    for row in rows:
        quote = assistant.report.text[int(float(row["start"])) : int(float(row["end"]))]
        assert squeezed(row["quote"].removeprefix("'")) == squeezed(quote)


def test_a_follow_up_is_exported_with_what_came_before(client: TestClient) -> None:
    written = client.post("/export/markdown", json={"turns": ["How was the system-level research done?", "and when?"]}).content.decode()
    assert "November 2020" in written
    assert client.post("/export/pdf", json={"turns": ["x"]}).status_code == 404
    assert client.post("/export/word", json={"turns": []}).status_code == 400


def test_an_answer_that_does_not_verify_is_not_written(assistant: Assistant) -> None:
    answer = assistant.ask(QUESTIONS[0])
    forged = replace(answer, citations=(replace(answer.citations[0], quote="Fund everything at once."),))
    moved = replace(answer, citations=(replace(answer.citations[0], start=answer.citations[0].start + 1),))
    for wrong in (forged, moved):
        with pytest.raises(UnverifiedQuote):
            Record.of(wrong, assistant.report, "0" * 16)


def test_a_question_with_letters_that_word_cannot_hold(assistant: Assistant) -> None:
    answer = assistant.ask("data sharing \x00\x0b\ufffe \U0001f68c")
    document = Document(io.BytesIO(to_word(Record.of(answer, assistant.report, "0" * 16))))
    assert document.paragraphs[0].text == "data sharing \ufffd\ufffd\ufffd \U0001f68c"
