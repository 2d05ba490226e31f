"""Validates JSON documents against a JSON Schema (draft 2020-12).

Usage: json_schema.py SCHEMA DOCUMENT…
Prints one line for each mistake, `DOCUMENT: where: what`; exits with 1 when there is one.
"""
import json
import sys

import jsonschema


def main(schema_file, *documents):
    with open(schema_file, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    wrong = 0
    for name in documents:
        with open(name, encoding="utf-8") as file:
            document = json.load(file)
        for error in sorted(validator.iter_errors(document), key=lambda e: list(map(str, e.path))):
            where = "/".join(map(str, error.path))
            print(f"{name}: {where}: {error.message}")
            wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
