"""Start the web interface: `python app.py`, then open the address it prints."""

from assistant.web.start import main

if __name__ == "__main__":
    raise SystemExit(main())
