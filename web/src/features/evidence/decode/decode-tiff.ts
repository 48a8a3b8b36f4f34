import UTIF from "utif2";

import type { Pixels } from "./pixels";

const ORIENTATION = "t274";

/** How a stored pixel's place turns into the shown one, for each orientation that TIFF knows. */
const SHOWN: Record<number, (x: number, y: number, width: number, height: number) => [number, number]> = {
  2: (x, y, width) => [width - 1 - x, y],
  3: (x, y, width, height) => [width - 1 - x, height - 1 - y],
  4: (x, y, _, height) => [x, height - 1 - y],
  5: (x, y) => [y, x],
  6: (x, y, _, height) => [height - 1 - y, x],
  7: (x, y, width, height) => [height - 1 - y, width - 1 - x],
  8: (x, y, width) => [y, width - 1 - x],
};

function turned({ data, width, height }: Pixels, orientation: number): Pixels {
  const shown = SHOWN[orientation];
  if (!shown) return { data, width, height };
  const upright = orientation >= 5 ? { width: height, height: width } : { width, height };
  const from = new Uint32Array(data.buffer);
  const to = new Uint32Array(from.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [right, down] = shown(x, y, width, height);
      to[down * upright.width + right] = from[y * width + x] ?? 0;
    }
  }
  return { ...upright, data: new Uint8ClampedArray(to.buffer) };
}

/** A page of a TIFF, upright, the first being 1. Throws when it is damaged or has no such page. */
export function decodeTiff(bytes: ArrayBuffer, page: number): Pixels {
  const frame = UTIF.decode(bytes)[page - 1];
  if (!frame) throw new RangeError(`The TIFF has no page ${page}.`);
  UTIF.decodeImage(bytes, frame);
  const data = new Uint8ClampedArray(UTIF.toRGBA8(frame));
  if (data.length !== frame.width * frame.height * 4) throw new RangeError("The TIFF's page is cut off.");
  const [orientation] = (frame[ORIENTATION] ?? [1]) as number[];
  return turned({ data, width: frame.width, height: frame.height }, orientation ?? 1);
}
