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
        rows = report.tasks[0].stats.get("rows") if report.tasks else None
        print(f"valid: {path}" + (f", {rows} rows" if rows else ""))
    else:
        failed = True
        print(f"not valid: {path}: {errors[:5]}")
sys.exit(failed)
