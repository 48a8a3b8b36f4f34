import { useCallback, useSyncExternalStore } from "react";

const changed = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  changed.add(listener);
  window.addEventListener("popstate", listener);
  return () => {
    changed.delete(listener);
    window.removeEventListener("popstate", listener);
  };
}

const read = () => new URLSearchParams(window.location.search).get("job_id");

/** Names the selected sheet in the address. `replace` leaves no entry to go back to. */
export type SelectSheet = (jobId: string | null, how?: "push" | "replace") => void;

/** The sheet that `?job_id=` selects, and how to select another; back and forward work. */
export function useSelectedSheetId(): [string | null, SelectSheet] {
  const jobId = useSyncExternalStore(subscribe, read);
  const select = useCallback<SelectSheet>((next, how = "push") => {
    if (next === read()) return;
    const address = new URL(window.location.href);
    if (next === null) address.searchParams.delete("job_id");
    else address.searchParams.set("job_id", next);
    if (how === "push") window.history.pushState(null, "", address);
    else window.history.replaceState(null, "", address);
    for (const listener of changed) listener();
  }, []);
  return [jobId, select];
}
