"""The evaluators' workbench: `python -m eval --help`."""
