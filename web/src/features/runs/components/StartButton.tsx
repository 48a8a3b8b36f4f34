import { Play } from "lucide-react";
import { useId } from "react";

import { sentenceOf } from "@/api/problem";
import type { StartedRun } from "@/api/types";
import { Button } from "@/components/button";
import { Spinner } from "@/components/spinner";
import { say } from "@/components/toast-store";
import { Tooltip } from "@/components/tooltip";
import { plural } from "@/lib/format";

import { useStartRun } from "../api/use-start-run";

/** `blocked` says why there is nothing to start; null when there is. */
type Props = { jobId: string; blocked: string | null };

function tellWhatWasLeftOut({ missing, rejected }: StartedRun): void {
  if (missing.length > 0) {
    say(
      `${plural(missing.length, "file")} never arrived and can't be read. Add them again: ${missing.slice(0, 3).join(", ")}${missing.length > 3 ? " …" : ""}`,
      { tone: "bad" },
    );
  }
  const first = rejected[0];
  if (first)
    say(`${plural(rejected.length, "file was", "files were")} rejected: ${first.path}: ${first.detail}`, {
      tone: "bad",
    });
}

/** The page's primary action. It stays focusable when it can't be used, and says why. */
export function StartButton({ jobId, blocked }: Props) {
  const start = useStartRun(jobId);
  const reasonId = useId();
  const off = blocked !== null || start.isPending;

  const run = () => {
    if (off) return;
    start.mutate(undefined, {
      onSuccess: tellWhatWasLeftOut,
      onError: (error) => say(sentenceOf(error), { tone: "bad", action: { label: "Try again", run } }),
    });
  };

  return (
    <>
      <Tooltip label={blocked ?? "Read the added files into the sheet"}>
        <Button
          look="primary"
          aria-disabled={off}
          aria-describedby={blocked === null ? undefined : reasonId}
          onClick={run}
        >
          {start.isPending ? <Spinner /> : <Play aria-hidden className="size-4" />}
          Start
        </Button>
      </Tooltip>
      <span id={reasonId} hidden>
        {blocked}
      </span>
    </>
  );
}
