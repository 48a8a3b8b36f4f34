export type ToastAction = { label: string; run: () => void };
export type Toast = { id: number; text: string; tone: "plain" | "bad"; action?: ToastAction };

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function publish(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

export const currentToasts = () => toasts;

export function onToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function dismiss(id: number): void {
  publish(toasts.filter((toast) => toast.id !== id));
}

/** Says something in passing. Those with an action stay longer; at most three are shown. */
export function say(text: string, options: { tone?: Toast["tone"]; action?: ToastAction } = {}): void {
  const toast: Toast = { id: nextId++, text, tone: options.tone ?? "plain", action: options.action };
  publish([...toasts.slice(-2), toast]);
}
