import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import type { KeyboardEvent, MouseEvent } from "react";

import type { Sheet } from "@/api/types";
import { Badge } from "@/components/badge";
import { IconButton } from "@/components/icon-button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/menu";
import { Progress } from "@/components/progress";
import { clsx } from "clsx";

import { sheetStatus } from "../sheet-status";

type Props = {
  sheet: Sheet;
  selected: boolean;
  onSelect: () => void;
  onRename: () => void;
  onDelete: () => void;
};

/** One sheet of the list: name, state, how it stands, and what can be done with it. */
export function SheetEntry({ sheet, selected, onSelect, onRename, onDelete }: Props) {
  const status = sheetStatus(sheet);

  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onSelect();
  };
  const shortcut = (event: KeyboardEvent) => {
    if (event.key === "F2") onRename();
    if (event.key === "Delete") onDelete();
  };

  return (
    <li className={clsx("group relative rounded-md", selected ? "bg-accent-soft" : "hover:bg-ink/5")}>
      <a
        href={`?job_id=${sheet.job_id}`}
        data-sheet
        aria-current={selected ? "page" : undefined}
        onClick={follow}
        onKeyDown={shortcut}
        className="block rounded-md py-1.5 pr-9 pl-2.5"
      >
        <span className={clsx("block truncate", selected && "font-medium")}>{sheet.name}</span>
        <span className="mt-0.5 flex min-w-0 items-center gap-2 text-xs text-quiet">
          <span className="truncate">{sheet.state}</span>
          <Badge tone={status.tone}>{status.text}</Badge>
        </span>
        {status.progress !== null && (
          <Progress value={status.progress} label={`${sheet.name}: ${status.text}`} className="mt-1.5" />
        )}
      </a>
      <Menu>
        <MenuTrigger asChild>
          <IconButton
            icon={Ellipsis}
            label={`Actions for ${sheet.name}`}
            small
            className="absolute top-2 right-1.5"
          />
        </MenuTrigger>
        <MenuContent>
          <MenuItem onSelect={onRename}>
            <Pencil aria-hidden className="size-4" />
            Rename…
          </MenuItem>
          <MenuItem danger onSelect={onDelete}>
            <Trash2 aria-hidden className="size-4" />
            Delete…
          </MenuItem>
        </MenuContent>
      </Menu>
    </li>
  );
}
