import * as Radix from "@radix-ui/react-alert-dialog";
import type { ReactNode } from "react";

import { Button } from "./button";

type Props = {
  onClose: () => void;
  title: string;
  children: ReactNode;
  action: string;
  onConfirm: () => void;
};

/** Asks before something is taken away. Focus starts on Cancel. */
export function Confirm({ onClose, title, children, action, onConfirm }: Props) {
  return (
    <Radix.Root open onOpenChange={onClose}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/45" />
        <Radix.Content className="fixed top-[16vh] left-1/2 z-50 w-[min(27rem,calc(100vw-2rem))] -translate-x-1/2 rounded-lg border border-line bg-raised p-5 shadow-2xl">
          <Radix.Title className="text-base font-semibold break-words">{title}</Radix.Title>
          <Radix.Description asChild>
            <div className="mt-2 text-quiet">{children}</div>
          </Radix.Description>
          <div className="mt-5 flex justify-end gap-2">
            <Radix.Cancel asChild>
              <Button>Cancel</Button>
            </Radix.Cancel>
            <Radix.Action asChild>
              <Button look="danger" onClick={onConfirm}>
                {action}
              </Button>
            </Radix.Action>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
