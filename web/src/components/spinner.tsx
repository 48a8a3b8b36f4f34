import { LoaderCircle } from "lucide-react";

import { clsx } from "clsx";

/** Turns while something is under way. Say beside it what. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden className={clsx("size-4 animate-spin", className)} />;
}
