import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";

import { clsx } from "clsx";

import { Tooltip } from "./tooltip";

type Props = Omit<ComponentProps<"button">, "children"> & {
  icon: LucideIcon;
  label: string;
  small?: boolean;
};

/** A button that is only a picture; its label is its tooltip and its accessible name. */
export function IconButton({ icon: Icon, label, small = false, className, ...rest }: Props) {
  return (
    <Tooltip label={label}>
      <button
        type="button"
        aria-label={label}
        className={clsx(
          "inline-flex shrink-0 items-center justify-center rounded-md text-quiet hover:bg-ink/8 hover:text-ink disabled:opacity-50",
          small ? "size-6" : "size-8",
          className,
        )}
        {...rest}
      >
        <Icon aria-hidden className={small ? "size-3.5" : "size-4"} />
      </button>
    </Tooltip>
  );
}
