import { Columns3, Search, TriangleAlert, X } from "lucide-react";
import type { ReactNode } from "react";

import { Button } from "@/components/button";
import { Menu, MenuCheck, MenuContent, MenuTrigger } from "@/components/menu";
import { fieldLook } from "@/components/text-field";
import { clsx } from "clsx";
import { formatCount, plural } from "@/lib/format";

import { type ChangeView, type GridView, isFiltered } from "../grid-view";

type Props = {
  view: GridView;
  changeView: ChangeView;
  columnNames: string[];
  total: number;
  shown: number;
  needingLook: number;
  /** What stands at the right end. */
  children: ReactNode;
};

/** Search, count, and which columns are shown. */
export function GridToolbar({ view, changeView, columnNames, total, shown, needingLook, children }: Props) {
  const filtered = isFiltered(view);
  const toggle = (name: string, visible: boolean) =>
    changeView({ hidden: visible ? view.hidden.filter((other) => other !== name) : [...view.hidden, name] });

  return (
    <div
      role="toolbar"
      aria-label="Rows and columns"
      className="@container shrink-0 border-b border-line bg-surface"
    >
      <div className="flex flex-wrap items-center gap-2 px-3 py-1.5 @xl:flex-nowrap">
        <div className="relative w-52 max-w-full min-w-28 shrink">
          <Search aria-hidden className="absolute top-1.5 left-2 size-4 text-quiet" />
          <input
            type="search"
            aria-label="Filter rows"
            placeholder="Filter rows"
            value={view.search}
            onChange={(event) => changeView({ search: event.target.value })}
            className={clsx(fieldLook, "h-7 w-full pr-1 pl-7")}
          />
        </div>
        <Button
          small
          aria-pressed={view.needsLook}
          onClick={() => changeView({ needsLook: !view.needsLook })}
          className={clsx(view.needsLook && "border-accent bg-accent-soft text-accent")}
        >
          <TriangleAlert aria-hidden className="size-3.5 text-warn" />
          Needs a look
          <span className="tabular-nums">{formatCount(needingLook)}</span>
        </Button>
        <span role="status" className="text-xs whitespace-nowrap text-quiet tabular-nums">
          {filtered ? `${formatCount(shown)} of ${plural(total, "row")}` : plural(total, "row")}
        </span>
        {filtered && (
          <Button
            small
            look="quiet"
            onClick={() => changeView({ search: "", needsLook: false, filters: {} })}
          >
            <X aria-hidden className="size-3.5" />
            Show all
          </Button>
        )}
        <div className="ml-auto flex items-center gap-2">
          <Menu>
            <MenuTrigger asChild>
              <Button small title="Columns">
                <Columns3 aria-hidden className="size-3.5" />
                <span className="sr-only @3xl:not-sr-only">Columns</span>
                {view.hidden.length > 0 && (
                  <span className="text-quiet"> ({formatCount(view.hidden.length)} hidden)</span>
                )}
              </Button>
            </MenuTrigger>
            <MenuContent>
              {columnNames.map((name) => (
                <MenuCheck
                  key={name}
                  checked={!view.hidden.includes(name)}
                  onCheckedChange={(checked) => toggle(name, checked)}
                >
                  {name}
                </MenuCheck>
              ))}
            </MenuContent>
          </Menu>
          {children}
        </div>
      </div>
    </div>
  );
}
