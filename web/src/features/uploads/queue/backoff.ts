const FIRST_MS = 800;
const LONGEST_MS = 15_000;

/** How often something that may pass is tried in all. */
export const ATTEMPTS = 5;

/** How long to wait after the given failed attempt (from 1): doubling, with a little chance. */
export function pauseAfter(attempt: number, chance = Math.random()): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1)) * (0.75 + chance / 2);
}

/** Waits; where the browser knows it is offline, until it is online again. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
  if (navigator.onLine) return;
  await new Promise<void>((resolve) =>
    window.addEventListener("online", () => resolve(), { once: true, signal }),
  );
  signal.throwIfAborted();
}
