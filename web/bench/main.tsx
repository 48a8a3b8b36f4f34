import "./index.css";

import { useRef, useState } from "react";
import { createRoot } from "react-dom/client";

import { TooltipProvider } from "@/components/tooltip";
import { SheetGrid } from "@/features/grid/components/SheetGrid";
import type { GridHandle } from "@/features/grid/components/use-grid-handle";
import { searchRows } from "@/features/grid/filter-rows";
import type { GridRow } from "@/features/grid/grid-row";
import { type GridView, PLAIN_VIEW } from "@/features/grid/grid-view";

import { BareList } from "./BareList";
import { COLUMNS, FIELDS, makeRows } from "./rows";

const nothing = () => undefined;

/** How the measuring script changes what is shown. */
export type Bench = {
  show: () => Promise<number>;
  change: (view: Partial<GridView>) => Promise<number>;
  scroll: (ms: number) => Promise<number>;
};

const rows = makeRows(50_000);
const what = new URLSearchParams(location.search).get("what");
let changeView: (changes: Partial<GridView>) => void = nothing;

function Grid({ all }: { all: GridRow[] }) {
  const [view, setView] = useState<GridView>(PLAIN_VIEW);
  const handle = useRef<GridHandle>(null);
  changeView = (changes) => setView((now) => ({ ...now, ...changes })); // eslint-disable-line react-hooks/globals -- the bench drives the grid from outside
  const data = searchRows(all, view);
  return (
    <TooltipProvider>
      <SheetGrid
        label="Bench"
        data={data}
        columnNames={COLUMNS}
        fields={FIELDS}
        view={view}
        changeView={changeView}
        handle={handle}
        onFocused={nothing}
        onOpen={nothing}
        onFilter={nothing}
        onRetry={nothing}
        onCount={nothing}
      />
    </TooltipProvider>
  );
}

const painted = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

async function timed(work: () => void): Promise<number> {
  const began = performance.now();
  work();
  await painted();
  return performance.now() - began;
}

function found(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`the page has no ${selector}`);
  return element;
}

const root = createRoot(found("#root"));

/** Scrolls on by the same step each frame; answers how many frames there were. */
async function scroll(ms: number): Promise<number> {
  const element = found("[role=grid],[data-scroller]");
  element.scrollTop = 0;
  let frames = 0;
  const began = performance.now();
  while (performance.now() - began < ms) {
    element.scrollTop += 260;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    frames++;
  }
  return frames;
}

(window as unknown as { bench: Bench }).bench = {
  show: async () => {
    const began = performance.now();
    root.render(what === "list" ? <BareList rows={rows} /> : <Grid all={rows} />);
    while (!document.querySelector("[role=gridcell],[data-bench-row]")) await painted();
    await painted();
    return performance.now() - began;
  },
  change: (view) => timed(() => changeView(view)),
  scroll,
};
