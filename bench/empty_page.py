"""An empty Gradio page: what importing gradio and serving anything costs. Prints its address."""

import os

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
import socket

import gradio
import uvicorn
from fastapi import FastAPI

with gradio.Blocks(analytics_enabled=False) as blocks:
    pass
listening = socket.socket()
listening.bind(("127.0.0.1", 0))
app = gradio.mount_gradio_app(FastAPI(), blocks, "/", ssr_mode=False)
print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listening])
