"""Prints the OpenAPI document, from which the front end's types are generated: ``python -m burnish.web.schema``."""

import json
import sys

from burnish.web.app import create_api
from burnish.web.openapi import document


def main() -> None:
    """Writes the document to the standard output."""
    json.dump(document(create_api()), sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
