import type { Decoded, Wanted } from "./decode-worker";

/** Kinds of pictures that are read here because browsers don't know them. */
export const isDecodedHere = (contentType: string) => /^image\/(tiff|heic|heif)$/.test(contentType);

/**
 * A page as a picture, decoded beside the main thread. Ends early when `signal` is aborted. Rejects
 * when the file is damaged.
 */
export function decodePicture(wanted: Wanted, signal: AbortSignal): Promise<ImageBitmap> {
  const worker = new Worker(new URL("./decode-worker.ts", import.meta.url), { type: "module" });
  const decoding = new Promise<ImageBitmap>((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error));
    worker.onerror = () => reject(new Error("The decoder stopped."));
    worker.onmessage = ({ data }: MessageEvent<Decoded>) => {
      if ("picture" in data) resolve(data.picture);
      else reject(new Error(data.failure));
    };
    worker.postMessage(wanted);
  });
  return decoding.finally(() => worker.terminate());
}
