import type { Pixels } from "./pixels";

export type Wanted = { bytes: Blob; contentType: string; page: number };
export type Decoded = { picture: ImageBitmap } | { failure: string };

/** Scans have more pixels than any panel shows, and some devices draw no more than this. */
const WIDEST = 3000;

async function pixelsOf({ bytes, contentType, page }: Wanted): Promise<Pixels> {
  const content = await bytes.arrayBuffer();
  if (contentType === "image/tiff") return (await import("./decode-tiff")).decodeTiff(content, page);
  return (await import("./decode-heic")).decodeHeic(content);
}

async function decode(wanted: Wanted): Promise<ImageBitmap> {
  const { data, width, height } = await pixelsOf(wanted);
  return createImageBitmap(new ImageData(data, width, height), {
    resizeWidth: Math.min(WIDEST, width),
    resizeQuality: "high",
  });
}

self.onmessage = ({ data }: MessageEvent<Wanted>) => {
  decode(data).then(
    (picture) => self.postMessage({ picture } satisfies Decoded, { transfer: [picture] }),
    (error: unknown) => self.postMessage({ failure: String(error) } satisfies Decoded),
  );
};
