"""The least that can answer from the saved index: onnxruntime, tokenizers, faiss and numpy. floor.py GENERATION JSON"""

import sys

import faiss
import numpy as np
import onnxruntime
from rivals.questions import answer
from tokenizers import Tokenizer

generation = sys.argv[1]
tokenizer = Tokenizer.from_file(f"{generation}/encoder/tokenizer.json")
tokenizer.no_padding()
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = options.inter_op_num_threads = 1
options.log_severity_level = 3
session = onnxruntime.InferenceSession(f"{generation}/encoder/model.onnx", options, providers=["CPUExecutionProvider"])
index = faiss.read_index(f"{generation}/vectors.faiss")


def search(question: str) -> str:
    ids = np.array([tokenizer.encode(question).ids], dtype=np.int64)
    return str(index.search(session.run(None, {"input_ids": ids})[0], 10)[1][0][0])


answer(search)
