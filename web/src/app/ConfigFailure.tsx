import { ServerCrash } from "lucide-react";

import { Button } from "@/components/button";

/** The page cannot start: says which setting is wrong, for whoever runs it. */
export function ConfigFailure({ message }: { message: string }) {
  return (
    <main className="flex min-h-full flex-col items-center justify-center gap-3 p-6 text-center">
      <ServerCrash aria-hidden className="size-8 text-bad" strokeWidth={1.5} />
      <h1 className="text-base font-semibold">CPE Tracker can’t start</h1>
      <p className="max-w-md text-quiet">
        Its settings, <code className="font-mono text-ink">/config.json</code>, are not right: {message}
      </p>
      <Button onClick={() => window.location.reload()}>Try again</Button>
    </main>
  );
}
