"""Validates the packages whose paths are given. Formats that frictionless lacks a reader for are skipped."""

import sys

import frictionless

failed = False
for path in sys.argv[1:]:
    report = frictionless.validate(path)
    errors = report.flatten(["type", "message"])
    missing = [message for kind, message in errors if "install" in message or "No module" in message]
    if missing:
        print(f"skipped: {missing[0]}")
    elif report.valid:
        print(f"valid: {path}, {report.tasks[0].stats['rows']} rows")
    else:
        failed = True
        print(f"not valid: {path}: {errors[:5]}")
sys.exit(failed)
