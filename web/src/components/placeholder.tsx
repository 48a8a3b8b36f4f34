import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

import { clsx } from "clsx";

type Props = {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** What stands where content will be: one sentence and one next action. */
export function Placeholder({ icon: Icon, title, children, action, className }: Props) {
  return (
    <div
      className={clsx(
        "flex h-full flex-col items-center justify-center gap-2 px-6 py-3 text-center",
        className,
      )}
    >
      <Icon aria-hidden className="size-7 text-quiet" strokeWidth={1.5} />
      <p className="font-medium">{title}</p>
      {children !== undefined && <div className="max-w-sm text-quiet">{children}</div>}
      {action !== undefined && <div className="mt-2">{action}</div>}
    </div>
  );
}
