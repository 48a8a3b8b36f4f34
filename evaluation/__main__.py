"""`python -m evaluation generate` draws certificates; `python -m evaluation score` reads them."""

import argparse
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(prog="evaluation")
    commands = parser.add_subparsers(dest="command", required=True)
    generate = commands.add_parser("generate", help="draw invented certificates and their truth")
    generate.add_argument("part", choices=["tune", "held_out"])
    generate.add_argument("folder", type=Path)
    generate.add_argument("--contents", type=int, default=4, help="certificates of each design")
    generate.add_argument("--pictures", type=int, default=1, help="spoiled pictures of each")
    generate.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.command == "generate":
        from evaluation.generate.write import write_part

        count = write_part(
            arguments.part,
            arguments.folder,
            arguments.contents,
            arguments.pictures,
            arguments.seed,
        )
        print(f"{count} certificates in {arguments.folder}")


if __name__ == "__main__":
    main()
