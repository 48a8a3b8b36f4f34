import load from "libheif-js/libheif-wasm/libheif.js";
import wasmUrl from "libheif-js/libheif-wasm/libheif.wasm?url";

import type { Pixels } from "./pixels";

type HeifImage = {
  get_width: () => number;
  get_height: () => number;
  display: (into: ImageData, done: (drawn: ImageData | null) => void) => void;
};
type Heif = { HeifDecoder: new () => { decode: (bytes: ArrayBuffer) => HeifImage[] } };

/** The first picture of a HEIC file, upright. Throws when it is damaged. */
export async function decodeHeic(bytes: ArrayBuffer): Promise<Pixels> {
  const heif = await new Promise<Heif>((resolve, reject) => {
    const loading = load({
      locateFile: () => wasmUrl,
      onRuntimeInitialized: () => queueMicrotask(() => resolve(loading)), // it may be called before `load` returns
      onAbort: reject,
    }) as Heif;
  });
  const [image] = new heif.HeifDecoder().decode(bytes);
  if (!image) throw new RangeError("The file holds no picture.");
  const empty = new ImageData(image.get_width(), image.get_height());
  const drawn = await new Promise<ImageData | null>((resolve) => image.display(empty, resolve));
  if (!drawn) throw new RangeError("The picture is damaged.");
  return { data: drawn.data, width: drawn.width, height: drawn.height };
}
