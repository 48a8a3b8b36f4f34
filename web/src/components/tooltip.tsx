import * as Radix from "@radix-ui/react-tooltip";
import type { ReactNode } from "react";

import { portalHome } from "./portal-home";

/** Shows a short text when its only child is hovered or focused. */
export function Tooltip({
  label,
  children,
  side = "bottom",
}: {
  label: string;
  children: ReactNode;
  side?: "bottom" | "right" | "top";
}) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal container={portalHome()}>
        <Radix.Content
          side={side}
          sideOffset={5}
          collisionPadding={8}
          className="z-50 max-w-72 rounded bg-ink px-2 py-1 text-xs text-surface shadow-lg"
        >
          {label}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export const TooltipProvider = Radix.Provider;
