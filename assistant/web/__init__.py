"""The web interface. Imported before gradio, so that its look-ups of outside hosts are off from the start."""

import os

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")

from assistant.web.lean import without_stubs

without_stubs()
