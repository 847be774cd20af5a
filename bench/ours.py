"""The whole pipeline in one process, on the exported model or on sentence-transformers: ours.py onnx|torch JSON"""

import sys
from dataclasses import replace

from assistant.indexing.embedder import TorchEncoder
from assistant.indexing.index import open_index
from assistant.pipeline import Assistant
from assistant.settings import Settings
from bench.rivals.questions import answer

index = open_index(Settings())
if sys.argv[1] == "torch":
    index = replace(index, encoder=TorchEncoder(Settings().model))
assistant = Assistant(index)
answer(lambda question: assistant.ask(question).status)
