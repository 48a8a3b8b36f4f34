"""`python -m evaluation` draws or prints certificates, reads them, and fits on them."""

import argparse
import json
from dataclasses import asdict, replace
from pathlib import Path

from evaluation.generate.parts import PARTS, SETS


def main() -> None:
    parser = argparse.ArgumentParser(prog="evaluation")
    commands = parser.add_subparsers(dest="command", required=True)
    generate = commands.add_parser("generate", help="draw invented certificates and their truth")
    generate.add_argument("part", choices=PARTS)
    generate.add_argument("folder", type=Path)
    generate.add_argument("--contents", type=int, help="certificates of each design")
    generate.add_argument("--pictures", type=int, help="spoiled pictures of each")
    generate.add_argument("--pictured", type=int, help="how many of each design get pictures")
    generate.add_argument("--seed", type=int, default=1)
    printing = commands.add_parser("print", help="print certificates written as web pages")
    printing.add_argument("name", choices=SETS)
    printing.add_argument("folder", type=Path)
    printing.add_argument("--pictures", type=int, default=0, help="spoiled pictures of each")
    printing.add_argument("--seed", type=int, default=1)
    score = commands.add_parser("score", help="read a folder's certificates and compare")
    score.add_argument("folder", type=Path, help="PDFs and pictures, and a truth.json")
    score.add_argument(
        "--reader",
        action="append",
        help="module:function that reads; twice for a comparison (default: the embedded reader)",
    )
    score.add_argument("--processes", type=int, default=1)
    score.add_argument("--only", default="", help="only files whose name contains this")
    score.add_argument("--cells", type=Path, help="write every cell's outcome here, as JSON lines")
    fit = commands.add_parser("fit", help="fit what the reader weighs evidence with")
    fit.add_argument("what", choices=["line_roles", "confidence"])
    fit.add_argument("folders", type=Path, nargs="+", help="drawn certificates with their truth")
    arguments = parser.parse_args()
    if arguments.command == "generate":
        _generate(arguments)
    elif arguments.command == "print":
        _print(arguments)
    elif arguments.command == "fit":
        _fit(arguments)
    else:
        _score(arguments)


def _generate(arguments: argparse.Namespace) -> None:
    from evaluation.generate.source import amounts_of
    from evaluation.generate.write import SOURCE, write_part

    asked = {name: getattr(arguments, name) for name in ("contents", "pictures", "pictured")}
    amounts = replace(
        amounts_of(SOURCE / arguments.part),
        **{name: value for name, value in asked.items() if value is not None},
    )
    count = write_part(arguments.part, arguments.folder, amounts, arguments.seed)
    print(f"{count} certificates in {arguments.folder}")


def _print(arguments: argparse.Namespace) -> None:
    from evaluation.generate.printed import NoBrowserError, print_set

    try:
        count = print_set(arguments.name, arguments.folder, arguments.pictures, arguments.seed)
    except NoBrowserError as error:
        raise SystemExit(str(error)) from error
    print(f"{count} certificates in {arguments.folder}")


def _fit(arguments: argparse.Namespace) -> None:
    from evaluation.fit.confidences import choices_of_values
    from evaluation.fit.line_roles import choices_of
    from evaluation.fit.report import weights_and_report

    if arguments.what == "line_roles":
        print(weights_and_report(choices_of(arguments.folders), ridge=0.6, by_group=True))
    else:
        values = choices_of_values(arguments.folders)
        print(weights_and_report({"weights": values}, ridge=2, by_group=False))


def _score(arguments: argparse.Namespace) -> None:
    from certificate_reader.child.parent import EMBEDDED
    from evaluation.score.columns import load_columns
    from evaluation.score.folder import files_of
    from evaluation.score.run import evaluate
    from evaluation.score.tables import comparison, report

    columns = load_columns()
    files = [file for file in files_of(arguments.folder) if arguments.only in file.path.name]
    targets = arguments.reader or [EMBEDDED]
    evaluations = [evaluate(target, files, columns, arguments.processes) for target in targets]
    for evaluation in evaluations:
        print(report(evaluation, columns), end="\n\n")
    if len(evaluations) > 1:
        print(comparison(evaluations[0], evaluations[1], columns))
    if arguments.cells:
        lines = [
            json.dumps({"reader": evaluation.reader, **asdict(outcome)}, ensure_ascii=False)
            for evaluation in evaluations
            for outcome in evaluation.outcomes
        ]
        arguments.cells.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
