import { FileX2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { Placeholder } from "@/components/placeholder";
import { Spinner } from "@/components/spinner";

import { decodePicture } from "../decode/decode-picture";

type Props = { bytes: Blob; contentType: string; page: number; label: string; onReady: () => void };

/** A page of a TIFF or HEIC, which browsers don't draw by themselves. Mount anew for another page. */
export function DecodedPage({ bytes, contentType, page, label, onReady }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [state, setState] = useState<"decoding" | "drawn" | "failed">("decoding");

  useEffect(() => {
    const leaving = new AbortController();
    decodePicture({ bytes, contentType, page }, leaving.signal).then(
      (picture) => {
        if (!canvas.current || leaving.signal.aborted) return;
        canvas.current.width = picture.width;
        canvas.current.height = picture.height;
        canvas.current.getContext("bitmaprenderer")?.transferFromImageBitmap(picture);
        setState("drawn");
        onReady();
      },
      () => {
        if (!leaving.signal.aborted) setState("failed");
      },
    );
    return () => leaving.abort();
  }, [bytes, contentType, page, onReady]);

  if (state === "failed") {
    return (
      <Placeholder icon={FileX2} title="The picture can't be shown">
        The file is damaged, or of a kind that can't be drawn.
      </Placeholder>
    );
  }
  return (
    <>
      {state === "decoding" && (
        <div role="status" className="flex items-center justify-center gap-2 p-6 text-quiet">
          <Spinner />
          Opening the picture
        </div>
      )}
      <canvas
        ref={canvas}
        role="img"
        aria-label={label}
        hidden={state !== "drawn"}
        className="block h-auto w-full bg-white"
      />
    </>
  );
}
