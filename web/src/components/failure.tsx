import { RotateCw, TriangleAlert } from "lucide-react";

import { sentenceOf } from "@/api/problem";
import { clsx } from "clsx";

import { Button } from "./button";

type Props = { error: unknown; onRetry: () => void; title?: string; className?: string };

/** Something could not be fetched: the problem's sentence, and another try. */
export function Failure({ error, onRetry, title, className }: Props) {
  return (
    <div
      role="alert"
      className={clsx("flex flex-col items-center justify-center gap-2 p-6 text-center", className)}
    >
      <TriangleAlert aria-hidden className="size-6 text-bad" strokeWidth={1.5} />
      {title !== undefined && <p className="font-medium">{title}</p>}
      <p className="max-w-md text-quiet">{sentenceOf(error)}</p>
      <Button onClick={onRetry} className="mt-1">
        <RotateCw aria-hidden className="size-3.5" />
        Try again
      </Button>
    </div>
  );
}
