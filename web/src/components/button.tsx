import type { ComponentProps } from "react";

import { clsx } from "clsx";

const looks = {
  primary: "bg-accent text-on-accent hover:brightness-110 font-medium",
  plain: "border border-edge/60 bg-surface text-ink hover:bg-sunken",
  quiet: "text-ink hover:bg-ink/8",
  danger: "bg-bad text-surface hover:brightness-110 font-medium",
} as const;

type Props = ComponentProps<"button"> & { look?: keyof typeof looks; small?: boolean };

/** A button with text. Disabled ones should say why, by `title` or beside them. */
export function Button({ look = "plain", small = false, className, type = "button", ...rest }: Props) {
  return (
    <button
      type={type}
      className={clsx(
        "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md whitespace-nowrap select-none disabled:opacity-55 aria-disabled:opacity-55",
        small ? "h-7 px-2 text-xs" : "h-8 px-3",
        looks[look],
        className,
      )}
      {...rest}
    />
  );
}
