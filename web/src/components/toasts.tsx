import { X } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";

import { clsx } from "clsx";

import { Button } from "./button";
import { IconButton } from "./icon-button";
import { currentToasts, dismiss, onToasts, type Toast } from "./toast-store";

const PLAIN_MS = 6_000;
const ACTION_MS = 15_000;

function ToastView({ toast }: { toast: Toast }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(
      () => dismiss(toast.id),
      toast.action || toast.tone === "bad" ? ACTION_MS : PLAIN_MS,
    );
    return () => clearTimeout(timer);
  }, [held, toast]);
  return (
    <div
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className={clsx(
        "pointer-events-auto flex items-center gap-3 rounded-md border border-line bg-raised py-2 pr-2 pl-3 shadow-xl",
        toast.tone === "bad" && "border-l-4 border-l-bad",
      )}
    >
      <p className="min-w-0 flex-1 break-words">{toast.text}</p>
      {toast.action && (
        <Button
          small
          onClick={() => {
            dismiss(toast.id);
            toast.action?.run();
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <IconButton icon={X} label="Dismiss" small onClick={() => dismiss(toast.id)} />
    </div>
  );
}

/** Where passing messages appear, announced politely. */
export function Toasts() {
  const toasts = useSyncExternalStore(onToasts, currentToasts);
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed right-4 bottom-4 z-60 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2"
    >
      {toasts.map((toast) => (
        <ToastView key={toast.id} toast={toast} />
      ))}
    </div>
  );
}
