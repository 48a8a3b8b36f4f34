/** Tells this user's other tabs that a sheet changed, so that all of them show the truth. */
export type SheetNews = { kind: "sheets" } | { kind: "sheet"; jobId: string };

const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("cpe-tracker");

export function announce(news: SheetNews): void {
  channel?.postMessage(news);
}

/** Calls back for every announcement of another tab, until the returned function is called. */
export function onAnnouncement(listener: (news: SheetNews) => void): () => void {
  const handle = (event: MessageEvent<SheetNews>) => listener(event.data);
  channel?.addEventListener("message", handle);
  return () => channel?.removeEventListener("message", handle);
}
