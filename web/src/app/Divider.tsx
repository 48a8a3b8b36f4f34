import { Separator } from "react-resizable-panels";

/** Between two panels; drag it, or move it with the arrow keys. */
export function Divider({ label }: { label: string }) {
  return (
    <Separator
      aria-label={label}
      className="relative shrink-0 bg-line hover:bg-accent focus-visible:bg-accent aria-[orientation=horizontal]:h-1 aria-[orientation=horizontal]:w-full aria-[orientation=vertical]:h-full aria-[orientation=vertical]:w-1"
    />
  );
}
