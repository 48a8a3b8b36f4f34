import { useEffect, useState } from "react";

import type { SheetEvents } from "@/api/types";
import { Progress } from "@/components/progress";
import { Spinner } from "@/components/spinner";
import { formatCount, formatDuration } from "@/lib/format";

/** The time now, in milliseconds, anew every second. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function timesOf(events: SheetEvents, now: number): string {
  const parts: string[] = [];
  if (events.submitted_at !== null)
    parts.push(`${formatDuration((now - Date.parse(events.submitted_at)) / 1000)} so far`);
  if (events.estimated_seconds_left !== null)
    parts.push(`about ${formatDuration(events.estimated_seconds_left)} left`);
  if (events.tasks_retrying > 0) parts.push(`${formatCount(events.tasks_retrying)} being tried again`);
  return parts.join(" · ");
}

/** How far the reading has come, by the server's word. Stands below the rows, so that it moves none. */
export function RunProgress({ events }: { events: SheetEvents }) {
  const now = useNow();
  const ended = events.tasks_completed + events.tasks_failed;
  const text = `${formatCount(ended)} of ${formatCount(events.tasks_total)} read`;
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line bg-accent-soft px-3 py-1.5">
      <Spinner className="text-accent" />
      <span role="status" className="font-medium tabular-nums">
        {text}
        {events.tasks_failed > 0 && `, ${formatCount(events.tasks_failed)} failed`}
      </span>
      <span className="text-xs text-quiet tabular-nums">{timesOf(events, now)}</span>
      <Progress
        value={events.tasks_total === 0 ? 0 : ended / events.tasks_total}
        label="Files read"
        className="min-w-24 flex-1"
      />
    </div>
  );
}
