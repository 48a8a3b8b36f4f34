"""The page: JavaScript of the first page against its budget; the grid of 50,000 x 15 cells against
a bare TanStack Virtual list of the same run. Needs Node, and a Chromium (CHROMIUM=/path)."""

import subprocess
import sys
from pathlib import Path

WEB = Path(__file__).resolve().parent.parent / "web"


def main() -> int:
    for script in ("build", "check-size", "bench"):
        ended = subprocess.run(["npm", "run", "--silent", script], cwd=WEB, check=False)  # noqa: S607
        if ended.returncode:
            return ended.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
