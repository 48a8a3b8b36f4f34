import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  EyeOff,
  Funnel,
  MoveHorizontal,
  X,
  ZoomIn,
  ZoomOut,
} from "lucide-react";

import { MenuItem, MenuLine } from "@/components/menu";

import { type GridColumn, NARROWEST } from "../grid-column";
import type { Side } from "./use-head-drag";

export type ColumnActions = {
  sort: (id: string, how: "ascending" | "descending" | null) => void;
  filter: (id: string) => void;
  hide: (id: string) => void;
  moveBy: (id: string, step: -1 | 1) => void;
  moveBeside: (id: string, other: string, side: Side) => void;
  setWidth: (id: string, width: number) => void;
  fit: (id: string) => void;
  onMenuClosed: (event: Event) => void;
};

type Props = {
  column: GridColumn;
  sort: "ascending" | "descending" | undefined;
  frozen: boolean;
  actions: ColumnActions;
};

const STEP_PX = 40;

/** Everything that can be done with a column, for those without a mouse too. */
export function ColumnMenuItems({ column, sort, frozen, actions }: Props) {
  const { id, width } = column;
  return (
    <>
      <MenuItem onSelect={() => actions.sort(id, "ascending")}>
        <ArrowUp aria-hidden className="size-4" />
        Sort ascending
      </MenuItem>
      <MenuItem onSelect={() => actions.sort(id, "descending")}>
        <ArrowDown aria-hidden className="size-4" />
        Sort descending
      </MenuItem>
      {sort && (
        <MenuItem onSelect={() => actions.sort(id, null)}>
          <X aria-hidden className="size-4" />
          Do not sort
        </MenuItem>
      )}
      <MenuItem onSelect={() => actions.filter(id)}>
        <Funnel aria-hidden className="size-4" />
        Filter…
      </MenuItem>
      <MenuLine />
      {!frozen && (
        <>
          <MenuItem onSelect={() => actions.moveBy(id, -1)}>
            <ArrowLeft aria-hidden className="size-4" />
            Move left
          </MenuItem>
          <MenuItem onSelect={() => actions.moveBy(id, 1)}>
            <ArrowRight aria-hidden className="size-4" />
            Move right
          </MenuItem>
        </>
      )}
      <MenuItem onSelect={() => actions.setWidth(id, width + STEP_PX)}>
        <ZoomIn aria-hidden className="size-4" />
        Wider
      </MenuItem>
      <MenuItem onSelect={() => actions.setWidth(id, Math.max(NARROWEST, width - STEP_PX))}>
        <ZoomOut aria-hidden className="size-4" />
        Narrower
      </MenuItem>
      <MenuItem onSelect={() => actions.fit(id)}>
        <MoveHorizontal aria-hidden className="size-4" />
        Fit to its content
      </MenuItem>
      {!frozen && (
        <MenuItem onSelect={() => actions.hide(id)}>
          <EyeOff aria-hidden className="size-4" />
          Hide
        </MenuItem>
      )}
    </>
  );
}
