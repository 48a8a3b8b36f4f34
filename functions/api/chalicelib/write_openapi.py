"""Write the API's description where it is committed: `python -m chalicelib.write_openapi FILE`."""

import sys
from pathlib import Path

from app import api

from chalicelib.openapi import openapi_text

if __name__ == "__main__":
    Path(sys.argv[1]).write_text(openapi_text(api.endpoints))
