import { clsx } from "clsx";
import type { ReactNode } from "react";

import { GUTTER_PX } from "./geometry";
import "./rows.css";

type Props = {
  index: number;
  top: number;
  failed?: boolean;
  /** All cells of the row are selected. */
  selected?: boolean;
  /** The cell of the frozen column. */
  frozen: ReactNode;
  children: ReactNode;
};

/** Where a row stands, its number and its frozen cell. */
export function RowFrame({ index, top, failed, selected, frozen, children }: Props) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={failed ? "grid-row grid-row-failed" : "grid-row"}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div role="presentation" className="grid-frozen">
        <div
          role="rowheader"
          aria-colindex={1}
          className={clsx("grid-row-number", selected && "grid-selected")}
          style={{ width: GUTTER_PX }}
        >
          {index + 1}
        </div>
        {frozen}
      </div>
      {children}
    </div>
  );
}
