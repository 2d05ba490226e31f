#!/usr/bin/env python3
"""validate_results.py SCHEMA FOLDER: every JSON file of the folder is valid by the schema."""
import json
import pathlib
import sys

import jsonschema


def main(schema_file, folder):
    schema = json.loads(pathlib.Path(schema_file).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    failed = False
    for file in sorted(pathlib.Path(folder).glob("*.json")):
        result = json.loads(file.read_text(encoding="utf-8"))
        for error in validator.iter_errors(result):
            failed = True
            where = "/".join(str(step) for step in error.absolute_path)
            print(f"{file.name}: {result.get('partnership')}: {where}: {error.message}"[:600])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
