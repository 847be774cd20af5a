"""LangChain with FAISS: langchain_faiss.py build|ask FOLDER MODEL JSON"""

import json
import sys

from langchain_community.vectorstores import FAISS
from langchain_huggingface import HuggingFaceEmbeddings
from questions import answer

mode, folder, model, given = sys.argv[1:]
embeddings = HuggingFaceEmbeddings(model_name=model, encode_kwargs={"normalize_embeddings": True})
if mode == "build":
    FAISS.from_texts(json.loads(given), embeddings).save_local(folder)
else:
    store = FAISS.load_local(folder, embeddings, allow_dangerous_deserialization=True)
    answer(lambda question: store.similarity_search(question, k=10)[0].page_content)
