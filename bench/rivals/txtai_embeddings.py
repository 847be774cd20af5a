"""txtai: txtai_embeddings.py build|ask FOLDER MODEL JSON"""

import json
import sys

from questions import answer
from txtai.embeddings import Embeddings

mode, folder, model, given = sys.argv[1:]
if mode == "build":
    embeddings = Embeddings(path=model, content=True)
    embeddings.index(json.loads(given))
    embeddings.save(folder)
else:
    embeddings = Embeddings()
    embeddings.load(folder)
    answer(lambda question: str(embeddings.search(question, 10)[0]["text"]))
