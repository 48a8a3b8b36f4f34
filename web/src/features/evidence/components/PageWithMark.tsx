import { useCallback, useEffect, useRef, useState } from "react";

import type { Evidence } from "@/api/types";
import { Failure } from "@/components/failure";
import { Spinner } from "@/components/spinner";

import { useDocument } from "../api/use-document";
import { isDecodedHere } from "../decode/decode-picture";
import { DecodedPage } from "./DecodedPage";
import { PdfPage } from "./PdfPage";
import { PicturePage } from "./PicturePage";

type Props = {
  jobId: string;
  fileId: string;
  path: string;
  page: number;
  box: Evidence["box"] | null;
  zoom: number;
};

/** How far around the box the mark reaches, as a fraction of the page. */
const MARGIN = 0.004;

function useWidth() {
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.round(entry.contentRect.width)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return [setElement, width] as const;
}

/** A source page with the place of a value marked on it. */
export function PageWithMark({ jobId, fileId, path, page, box, zoom }: Props) {
  const document = useDocument(jobId, fileId);
  const [sheet, width] = useWidth();
  const mark = useRef<HTMLDivElement>(null);
  const [readyCount, setReadyCount] = useState(0);
  const onReady = useCallback(() => setReadyCount((count) => count + 1), []);

  useEffect(() => {
    if (readyCount > 0) mark.current?.scrollIntoView({ block: "center", inline: "center" });
  }, [box, readyCount]);

  if (document.isError)
    return <Failure error={document.error} onRetry={() => void document.refetch()} className="h-full" />;
  if (!document.data) {
    return (
      <div role="status" className="flex h-full items-center justify-center gap-2 text-quiet">
        <Spinner />
        Fetching the document
      </div>
    );
  }
  const { bytes, contentType } = document.data;
  const label = `Page ${page} of ${path}`;
  return (
    <div role="group" aria-label="Document" tabIndex={0} className="h-full overflow-auto bg-sunken p-2">
      <div ref={sheet} className="relative mx-auto shadow-md" style={{ width: `${zoom * 100}%` }}>
        {contentType === "application/pdf" ? (
          <PdfPage bytes={bytes} page={page} width={width} label={label} onReady={onReady} />
        ) : isDecodedHere(contentType) ? (
          <DecodedPage
            key={page}
            bytes={bytes}
            contentType={contentType}
            page={page}
            label={label}
            onReady={onReady}
          />
        ) : (
          <PicturePage bytes={bytes} label={label} onReady={onReady} />
        )}
        {box && (
          <div
            ref={mark}
            aria-hidden
            data-testid="evidence-mark"
            className="pointer-events-none absolute rounded-xs border-2 border-[#b45309] bg-mark/35 mix-blend-multiply"
            style={{
              left: `${(box.left - MARGIN) * 100}%`,
              top: `${(box.top - MARGIN) * 100}%`,
              width: `${(box.right - box.left + 2 * MARGIN) * 100}%`,
              height: `${(box.bottom - box.top + 2 * MARGIN) * 100}%`,
            }}
          />
        )}
      </div>
    </div>
  );
}
