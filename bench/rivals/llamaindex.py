"""LlamaIndex with its own store, no language model: llamaindex.py build|ask FOLDER MODEL JSON"""

import json
import sys

from llama_index.core import Settings, StorageContext, VectorStoreIndex, load_index_from_storage
from llama_index.core.schema import TextNode
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from questions import answer

mode, folder, model, given = sys.argv[1:]
Settings.embed_model = HuggingFaceEmbedding(model_name=model)
Settings.llm = None
if mode == "build":
    VectorStoreIndex([TextNode(text=text) for text in json.loads(given)]).storage_context.persist(folder)
else:
    retriever = load_index_from_storage(StorageContext.from_defaults(persist_dir=folder)).as_retriever(similarity_top_k=10)
    answer(lambda question: retriever.retrieve(question)[0].get_content())
