import type { ComponentProps } from "react";

import type { GridRow } from "../grid-row";
import type { GridColumn } from "../grid-column";
import { GridBody } from "./GridBody";
import { GridHead } from "./GridHead";
import { useVisibleCells } from "./use-visible-cells";

type Head = Omit<ComponentProps<typeof GridHead>, "slice" | "width">;
type Body = Pick<ComponentProps<typeof GridBody>, "range" | "focus" | "onRetry">;
type Props = Head &
  Body & { scroller: HTMLDivElement | null; rows: GridRow[]; columns: GridColumn[]; firstWidth: number };

/** What is in sight. Scrolling draws this anew and nothing around it. */
export function GridViewport({ scroller, rows, columns, firstWidth, range, focus, onRetry, ...head }: Props) {
  const visible = useVisibleCells(scroller, rows.length, columns, firstWidth);
  if (!visible.slice) return null;
  return (
    <>
      <GridHead {...head} slice={visible.slice} width={visible.width} />
      <GridBody
        gridId={head.gridId}
        rows={rows}
        visible={visible}
        slice={visible.slice}
        columnCount={columns.length}
        range={range}
        focus={focus}
        onRetry={onRetry}
      />
    </>
  );
}
