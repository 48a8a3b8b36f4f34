import type { PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useRef, useState } from "react";

import { Placeholder } from "@/components/placeholder";
import { Spinner } from "@/components/spinner";
import { FileX2 } from "lucide-react";

import { openPdf } from "../pdf";

/** Opens the document once, however many of its pages are looked at. */
function usePdf(bytes: Blob) {
  const [opened, setOpened] = useState<{ bytes: Blob; pdf: PDFDocumentProxy | null } | null>(null);
  useEffect(() => {
    let current = true;
    const opening = openPdf(bytes);
    opening.then(
      (pdf) => current && setOpened({ bytes, pdf }),
      () => current && setOpened({ bytes, pdf: null }),
    );
    return () => {
      current = false;
      void opening.then((pdf) => pdf.destroy()).catch(() => undefined);
    };
  }, [bytes]);
  return opened?.bytes === bytes ? opened : null;
}

type Props = { bytes: Blob; page: number; width: number; label: string; onReady: () => void };

/** A page of a PDF, upright as a person reads it, as wide as told. */
export function PdfPage({ bytes, page, width, label, onReady }: Props) {
  const opened = usePdf(bytes);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [failed, setFailed] = useState(false);
  const pdf = opened?.pdf ?? null;

  useEffect(() => {
    const target = canvas.current;
    if (!pdf || !target || width === 0) return;
    const drawing = { current: true, stop: (): void => undefined };
    const draw = async () => {
      const source = await pdf.getPage(Math.min(page, pdf.numPages));
      const natural = source.getViewport({ scale: 1 });
      const viewport = source.getViewport({ scale: (width / natural.width) * window.devicePixelRatio });
      if (!drawing.current) return;
      target.width = viewport.width;
      target.height = viewport.height;
      const task = source.render({ canvas: target, viewport });
      drawing.stop = () => task.cancel();
      await task.promise;
      onReady();
    };
    draw().catch(() => drawing.current && setFailed(true));
    return () => {
      drawing.current = false;
      drawing.stop();
    };
  }, [pdf, page, width, onReady]);

  if (opened && !pdf) {
    return (
      <Placeholder icon={FileX2} title="The document can't be shown">
        Its PDF is damaged or locked.
      </Placeholder>
    );
  }
  return (
    <>
      {!pdf && (
        <div role="status" className="flex items-center justify-center gap-2 p-6 text-quiet">
          <Spinner />
          Opening the document
        </div>
      )}
      {failed && (
        <p role="alert" className="p-3 text-bad">
          This page can't be drawn.
        </p>
      )}
      <canvas
        ref={canvas}
        role="img"
        aria-label={label}
        hidden={!pdf}
        className="block h-auto w-full bg-white"
      />
    </>
  );
}
