import { clsx } from "clsx";
import { ClipboardCheck, FileQuestion, FileSpreadsheet, Menu as MenuIcon } from "lucide-react";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { Group, Panel, useDefaultLayout } from "react-resizable-panels";

import { Button } from "@/components/button";
import { IconButton } from "@/components/icon-button";
import { Placeholder } from "@/components/placeholder";
import { AccountMenu } from "@/features/auth/components/AccountMenu";
import { useSheets } from "@/features/sheets/api/use-sheets";
import { SheetsPanel } from "@/features/sheets/components/SheetsPanel";
import { useMedia } from "@/lib/media";
import { useSelectedSheetId } from "@/lib/page-address";

import { Divider } from "./Divider";
import { SheetWorkspace } from "./SheetWorkspace";
import { useOtherTabs } from "./use-other-tabs";

const SheetsDrawer = lazy(async () => ({ default: (await import("./SheetsDrawer")).SheetsDrawer }));

type Props = { email: string; onSignOut: () => void };

function Entry({ stacked }: { stacked: boolean }) {
  return (
    <a
      href="/"
      onClick={(event) => event.preventDefault()} // a reload would break uploads off
      aria-current="page"
      className={clsx(
        "flex items-center rounded-md text-accent",
        stacked
          ? "w-14 flex-col gap-0.5 py-1.5 text-center text-[0.6875rem] leading-3.5 font-medium"
          : "gap-2 px-2 py-1 text-sm font-semibold",
      )}
    >
      <ClipboardCheck aria-hidden className="size-5 shrink-0" />
      CPE Tracker
    </a>
  );
}

/** The page around everything: the product's entry, the sheets, and the selected one. */
export function Shell({ email, onSignOut }: Props) {
  useOtherTabs();
  const roomy = useMedia("(min-width: 768px)");
  const [selectedId, select] = useSelectedSheetId();
  const [listOpen, setListOpen] = useState(false);
  const sheets = useSheets();
  const layout = useDefaultLayout({ id: "cpe.layout.shell", panelIds: ["sheets", "sheet"] });

  const none = sheets.data?.length === 0;
  const first = sheets.data?.[0]?.job_id;
  useEffect(() => {
    if (selectedId === null && first !== undefined) select(first, "replace");
  }, [selectedId, first, select]);

  const choose = useCallback(
    (jobId: string | null) => {
      select(jobId);
      setListOpen(false);
    },
    [select],
  );

  const selected = sheets.data?.find((sheet) => sheet.job_id === selectedId);
  useEffect(() => {
    document.title = selected ? `${selected.name} · CPE Tracker` : "CPE Tracker";
  }, [selected]);

  const main = selected ? (
    <SheetWorkspace key={selected.job_id} sheet={selected} />
  ) : selectedId !== null && sheets.data ? (
    <Placeholder
      icon={FileQuestion}
      title="There is no such sheet"
      action={
        <Button onClick={() => select(null)}>
          {sheets.data.length > 0 ? "Show my newest sheet" : "Show my sheets"}
        </Button>
      }
    >
      It may have been deleted, or it belongs to another account.
    </Placeholder>
  ) : (
    <Placeholder icon={FileSpreadsheet} title={sheets.data ? "Create a sheet to begin" : "One moment"}>
      {sheets.data && "Certificates dropped on a sheet become the rows of one growing spreadsheet."}
    </Placeholder>
  );

  if (!roomy) {
    return (
      <div className="flex h-full flex-col">
        <header className="flex h-11 shrink-0 items-center justify-between border-b border-line bg-surface px-1.5">
          <IconButton icon={MenuIcon} label="Sheets" onClick={() => setListOpen(true)} />
          <h1>
            <Entry stacked={false} />
          </h1>
          <AccountMenu email={email} onSignOut={onSignOut} />
        </header>
        <main className="min-h-0 flex-1">{main}</main>
        <Suspense>
          {(listOpen || (none && selectedId === null)) && (
            <SheetsDrawer selectedId={selectedId} onSelect={choose} onClose={() => setListOpen(false)} />
          )}
        </Suspense>
      </div>
    );
  }
  return (
    <div className="flex h-full">
      <aside
        aria-label="Product"
        className="flex w-16 shrink-0 flex-col items-center justify-between border-r border-line bg-sunken py-2"
      >
        <h1>
          <Entry stacked />
        </h1>
        <AccountMenu email={email} onSignOut={onSignOut} />
      </aside>
      <main className="min-w-0 flex-1">
        <Group
          id="shell"
          orientation="horizontal"
          className="h-full"
          defaultLayout={layout.defaultLayout}
          onLayoutChanged={layout.onLayoutChanged}
        >
          <Panel
            id="sheets"
            minSize={180}
            maxSize={480}
            defaultSize={260}
            groupResizeBehavior="preserve-pixel-size"
          >
            <SheetsPanel selectedId={selectedId} onSelect={choose} />
          </Panel>
          <Divider label="Width of the list of sheets" />
          <Panel id="sheet" minSize={360}>
            {main}
          </Panel>
        </Group>
      </main>
    </div>
  );
}
