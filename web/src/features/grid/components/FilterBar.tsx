import { X } from "lucide-react";

import { IconButton } from "@/components/icon-button";
import { fieldLook } from "@/components/text-field";
import { clsx } from "clsx";

import type { ChangeView, ColumnFilter, GridView } from "../grid-view";

type Props = { view: GridView; changeView: ChangeView; types: Map<string, string>; justAdded: string | null };

const field = clsx(fieldLook, "h-6 px-1.5 text-xs");

function Inputs({
  column,
  type,
  filter,
  onChange,
  autoFocus,
}: {
  column: string;
  type: string | undefined;
  filter: ColumnFilter;
  onChange: (filter: ColumnFilter) => void;
  autoFocus: boolean;
}) {
  const text = (name: keyof ColumnFilter, label: string, inputType: string, first: boolean) => (
    <input
      type={inputType}
      step="any"
      autoFocus={autoFocus && first}
      aria-label={`${column} ${label}`}
      placeholder={label}
      value={filter[name] ?? ""}
      onChange={(event) => onChange({ ...filter, [name]: event.target.value || undefined })}
      className={clsx(field, inputType === "number" ? "w-20" : "w-32")}
    />
  );
  if (type !== "date" && type !== "number") return text("contains", "contains", "text", true);
  return (
    <>
      {text("from", "from", type, true)}
      {text("to", "to", type, false)}
    </>
  );
}

/** One entry for each filtered column, where the filter is typed and taken away. */
export function FilterBar({ view, changeView, types, justAdded }: Props) {
  const entries = Object.entries(view.filters);
  if (entries.length === 0) return null;

  const change = (column: string, filter: ColumnFilter) =>
    changeView({ filters: { ...view.filters, [column]: filter } });
  const remove = (column: string) =>
    changeView({ filters: Object.fromEntries(entries.filter(([other]) => other !== column)) });

  return (
    <div
      role="group"
      aria-label="Column filters"
      className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line bg-sunken px-3 py-1.5"
    >
      {entries.map(([column, filter]) => (
        <div
          key={column}
          className="flex items-center gap-1 rounded-md border border-line bg-surface py-0.5 pr-0.5 pl-2"
        >
          <span className="text-xs font-medium">{column}</span>
          <Inputs
            column={column}
            type={types.get(column)}
            filter={filter}
            onChange={(next) => change(column, next)}
            autoFocus={column === justAdded}
          />
          <IconButton
            small
            icon={X}
            label={`Remove the filter of ${column}`}
            onClick={() => remove(column)}
          />
        </div>
      ))}
    </div>
  );
}
