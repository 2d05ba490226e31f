#!/usr/bin/env python3
"""validate_results.py DOCS FOLDER: every JSON file of the folder is valid by the schema it names.

`entente.result/1` is DOCS/result.schema.json, and so on.
"""
import json
import pathlib
import sys

import jsonschema


def validator_of(docs, name):
    file = pathlib.Path(docs) / (name.removeprefix("entente.").partition("/")[0] + ".schema.json")
    schema = json.loads(file.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def main(docs, folder):
    validators = {}
    failed = False
    for file in sorted(pathlib.Path(folder).glob("*.json")):
        result = json.loads(file.read_text(encoding="utf-8"))
        name = result["schema"]
        if name not in validators:
            validators[name] = validator_of(docs, name)
        for error in validators[name].iter_errors(result):
            failed = True
            where = "/".join(str(step) for step in error.absolute_path)
            about = result.get("partnership") or result.get("name")
            print(f"{file.name}: {about}: {where}: {error.message}"[:600])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
