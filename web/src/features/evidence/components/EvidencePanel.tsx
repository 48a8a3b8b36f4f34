import { ArrowLeft, ArrowRight, MousePointerClick, X, ZoomIn, ZoomOut } from "lucide-react";
import { type KeyboardEvent, useState } from "react";

import { sentenceOf } from "@/api/problem";
import { Badge } from "@/components/badge";
import { Button } from "@/components/button";
import { IconButton } from "@/components/icon-button";
import { Placeholder } from "@/components/placeholder";

import { useCellFound } from "../api/use-cell-found";
import type { EvidenceTarget } from "../evidence-target";
import { PageWithMark } from "./PageWithMark";

const ZOOMS = [1, 1.5, 2, 3];

type Props = {
  jobId: string;
  target: EvidenceTarget | null;
  onStep: (by: 1 | -1) => void;
  onClose: () => void;
};

function Confidence({ value, needsLook }: { value: number; needsLook: boolean }) {
  const percent = `${Math.round(value * 100)} % sure`;
  return needsLook ? <Badge tone="warn">{percent}, needs a look</Badge> : <Badge tone="ok">{percent}</Badge>;
}

type Found = ReturnType<typeof useCellFound>;

/** Where the value stands, in words; plainly when it stands nowhere, or that can't be told. */
function Source({ target, found }: { target: EvidenceTarget; found: Found }) {
  const evidence = found.cell?.evidence;
  if (found.error) {
    return (
      <span role="alert" className="text-bad">
        {sentenceOf(found.error)}{" "}
        <Button small onClick={() => void found.again()}>
          Try again
        </Button>
      </span>
    );
  }
  if (found.isLookedUp) return <span className="text-quiet">Looking it up …</span>;
  if (evidence) return `${target.paths[evidence.document] ?? target.paths[0] ?? ""}, page ${evidence.page}`;
  return (
    <strong className="font-medium">
      {target.failure ?? (target.origin ? "No source found on the page." : target.paths.join(", "))}
    </strong>
  );
}

function Facts({ target, found }: { target: EvidenceTarget; found: Found }) {
  const { text } = target;
  const onPage = found.cell?.evidence?.quote ?? found.cell?.printed ?? null;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 px-3 py-2">
      <dt className="text-quiet">Value</dt>
      <dd className="min-w-0 font-medium break-words">
        {text || <span className="font-normal text-quiet">empty: the document does not say</span>}
      </dd>
      {onPage !== null && (
        <>
          <dt className="text-quiet">Printed</dt>
          <dd className="min-w-0 break-words">“{onPage}”</dd>
        </>
      )}
      {target.confidence !== null && (
        <>
          <dt className="text-quiet">Confidence</dt>
          <dd>
            <Confidence value={target.confidence} needsLook={target.needsLook} />
          </dd>
        </>
      )}
      <dt className="text-quiet">Source</dt>
      <dd className="min-w-0 break-words">
        <Source target={target} found={found} />
      </dd>
    </dl>
  );
}

/** Beside the grid: the page a value comes from, with its place marked. */
export function EvidencePanel({ jobId, target, onStep, onClose }: Props) {
  const [zoom, setZoom] = useState(0);
  const found = useCellFound(jobId, target);
  const evidence = found.cell?.evidence ?? null;
  const document = evidence?.document ?? 0;
  const fileId = target?.fileIds[document];

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
    else if (event.altKey && event.key === "ArrowDown") onStep(1);
    else if (event.altKey && event.key === "ArrowUp") onStep(-1);
    else return;
    event.preventDefault();
  };

  return (
    <section
      aria-label="Where this comes from"
      onKeyDown={onKeyDown}
      className="flex h-full min-h-0 flex-col bg-surface"
    >
      <div className="flex h-10 shrink-0 items-center gap-1 border-b border-line pr-1 pl-3">
        <h3 className="min-w-0 flex-1 truncate font-semibold">
          {target?.column ?? "Where does this come from?"}
        </h3>
        <IconButton
          small
          icon={ZoomOut}
          label="Smaller"
          disabled={zoom === 0}
          onClick={() => setZoom(zoom - 1)}
        />
        <IconButton
          small
          icon={ZoomIn}
          label="Larger"
          disabled={zoom === ZOOMS.length - 1}
          onClick={() => setZoom(zoom + 1)}
        />
        <IconButton small icon={ArrowLeft} label="Previous cell (Alt+Up)" onClick={() => onStep(-1)} />
        <IconButton small icon={ArrowRight} label="Next cell (Alt+Down)" onClick={() => onStep(1)} />
        <IconButton small icon={X} label="Close" onClick={onClose} />
      </div>
      {!target ? (
        <Placeholder icon={MousePointerClick} title="Select a cell">
          Its source page is shown here, with the value marked.
        </Placeholder>
      ) : (
        <>
          <div aria-live="polite" className="max-h-48 shrink-0 overflow-y-auto border-b border-line">
            <Facts target={target} found={found} />
          </div>
          <div className="min-h-0 flex-1">
            {fileId !== undefined && (
              <PageWithMark
                key={fileId}
                jobId={jobId}
                fileId={fileId}
                path={target.paths[document] ?? ""}
                page={evidence?.page ?? 1}
                box={evidence?.box ?? null}
                zoom={ZOOMS[zoom] ?? 1}
              />
            )}
          </div>
        </>
      )}
    </section>
  );
}
