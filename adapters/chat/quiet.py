"""A logger for other people's libraries that says nothing: they would write bodies and words into the log."""

import logging

SILENT = logging.getLogger("handrail.silent")
SILENT.disabled = True
SILENT.setLevel(logging.CRITICAL + 10)
