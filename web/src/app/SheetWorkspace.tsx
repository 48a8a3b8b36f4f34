import { PanelRight } from "lucide-react";
import { lazy, Suspense, useCallback, useDeferredValue, useMemo, useRef, useState } from "react";
import { Group, Panel, useDefaultLayout } from "react-resizable-panels";

import type { Sheet, SourceFile } from "@/api/types";
import { Badge } from "@/components/badge";
import { Failure } from "@/components/failure";
import { IconButton } from "@/components/icon-button";
import { Spinner } from "@/components/spinner";
import { useRows } from "@/features/grid/api/use-rows";
import { GridPanel } from "@/features/grid/components/GridPanel";
import type { FocusedCell } from "@/features/grid/components/SheetGrid";
import type { GridHandle } from "@/features/grid/components/use-grid-handle";
import { ExportMenu } from "@/features/exports/components/ExportMenu";
import { useSheetEvents } from "@/features/runs/api/use-sheet-events";
import { useIsStarting } from "@/features/runs/api/use-start-run";
import { RunProgress } from "@/features/runs/components/RunProgress";
import { StartButton } from "@/features/runs/components/StartButton";
import { useUploads } from "@/features/uploads/api/use-uploads";
import { UploadBox } from "@/features/uploads/components/UploadBox";
import { useMedia } from "@/lib/media";
import { useStored } from "@/lib/stored";

import { Divider } from "./Divider";
import { evidenceOf } from "./evidence-of";
import { whyClosed, whyNoStart } from "./start-block";

const EvidencePanel = lazy(async () => ({
  default: (await import("@/features/evidence/components/EvidencePanel")).EvidencePanel,
}));

const NO_FILES: SourceFile[] = [];

/** One sheet: its files above, its rows below, and beside them where a value comes from. */
export function SheetWorkspace({ sheet }: { sheet: Sheet }) {
  const jobId = sheet.job_id;
  const roomy = useMedia("(min-width: 1024px)");
  const { events, isError, error, refetch } = useSheetEvents(jobId);
  const starting = useIsStarting(jobId);
  const uploads = useUploads(jobId, events);
  const rows = useRows(jobId, events);
  const grid = useRef<GridHandle>(null);
  const [focused, setFocused] = useState<FocusedCell | null>(null);
  const [evidenceOpen, setEvidenceOpen] = useStored(
    "cpe.evidence-open",
    (stored) => stored === true || (stored === null && roomy),
  );
  const stack = useDefaultLayout({ id: "cpe.layout.sheet", panelIds: ["files", "rows"] });
  const beside = useDefaultLayout({ id: "cpe.layout.evidence", panelIds: ["grid", "evidence"] });

  const settled = useDeferredValue(focused);
  const target = useMemo(() => settled && evidenceOf(settled), [settled]);
  const step = useCallback((by: 1 | -1) => grid.current?.step(by), []);
  const close = useCallback(() => setEvidenceOpen(false), [setEvidenceOpen]);
  const open = useCallback(() => setEvidenceOpen(true), [setEvidenceOpen]);

  if (!events) {
    return isError ? (
      <Failure error={error} onRetry={() => void refetch()} className="h-full" />
    ) : (
      <div role="status" className="flex h-full items-center justify-center gap-2 text-quiet">
        <Spinner />
        Opening the sheet
      </div>
    );
  }

  const closed = whyClosed(events, starting);
  const blocked = whyNoStart(closed, events, uploads, uploads.files.data);
  const evidence = evidenceOpen && (
    <Suspense fallback={<div className="h-full bg-surface" />}>
      <EvidencePanel jobId={jobId} target={target} onStep={step} onClose={close} />
    </Suspense>
  );
  const gridPanel = (
    <GridPanel
      jobId={jobId}
      sheetName={sheet.name}
      query={rows}
      files={uploads.files.data ?? NO_FILES}
      reading={events.active_run_id !== null}
      handle={grid}
      onFocused={setFocused}
      onOpen={open}
      toolbarEnd={<ExportMenu jobId={jobId} shownView={() => grid.current?.shown() ?? null} />}
    />
  );

  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-surface px-3 py-1.5">
        <h2 className="min-w-0 truncate text-base font-semibold">{sheet.name}</h2>
        <Badge>{sheet.state}</Badge>
        <div className="ml-auto flex items-center gap-2">
          <IconButton
            icon={PanelRight}
            label={evidenceOpen ? "Hide where values come from" : "Show where values come from"}
            aria-pressed={evidenceOpen}
            onClick={() => setEvidenceOpen(!evidenceOpen)}
          />
          <StartButton jobId={jobId} blocked={blocked} />
        </div>
      </header>
      {isError && (
        <Failure error={error} onRetry={() => void refetch()} className="flex-row border-b border-line p-2" />
      )}
      <Group
        id="sheet"
        orientation="vertical"
        className="min-h-0 flex-1"
        defaultLayout={stack.defaultLayout}
        onLayoutChanged={stack.onLayoutChanged}
      >
        <Panel
          id="files"
          minSize={44}
          maxSize="70%"
          defaultSize={210}
          groupResizeBehavior="preserve-pixel-size"
        >
          <UploadBox jobId={jobId} events={events} uploads={uploads} closed={closed} />
        </Panel>
        <Divider label="Height of the files" />
        <Panel id="rows" minSize={140}>
          <div className="relative flex h-full min-h-0 flex-col">
            <div className="relative min-h-0 flex-1">
              {roomy ? (
                <Group
                  id="grid-and-evidence"
                  orientation="horizontal"
                  className="h-full"
                  defaultLayout={beside.defaultLayout}
                  onLayoutChanged={beside.onLayoutChanged}
                >
                  <Panel id="grid" minSize={320}>
                    {gridPanel}
                  </Panel>
                  {evidence && <Divider label="Width of the rows" />}
                  {evidence && (
                    <Panel
                      id="evidence"
                      minSize={260}
                      defaultSize={400}
                      groupResizeBehavior="preserve-pixel-size"
                    >
                      {evidence}
                    </Panel>
                  )}
                </Group>
              ) : (
                <>
                  {gridPanel}
                  {evidence && (
                    <div className="absolute inset-x-0 bottom-0 z-10 h-[70%] border-t border-edge shadow-2xl">
                      {evidence}
                    </div>
                  )}
                </>
              )}
            </div>
            {events.active_run_id !== null && <RunProgress events={events} />}
          </div>
        </Panel>
      </Group>
    </div>
  );
}
