import UTIF from "utif2";
import { expect, test } from "vitest";

import { decodeTiff } from "@/features/evidence/decode/decode-tiff";

/** Pixels named by a number each, as opaque greys. */
const greys = (...names: number[]) => new Uint8Array(names.flatMap((name) => [name, name, name, 255]));
const namesIn = (data: Uint8ClampedArray) => [...data].filter((_, index) => index % 4 === 0);

/** Two rows of three pixels, 1 2 3 above 4 5 6, told to be shown turned. */
function tiff(orientation?: number): ArrayBuffer {
  const metadata = orientation === undefined ? {} : { t274: [orientation] };
  return UTIF.encodeImage(greys(1, 2, 3, 4, 5, 6), 3, 2, metadata as never);
}

test("a page is decoded as it is stored when nothing says that it is turned", () => {
  const { data, width, height } = decodeTiff(tiff(), 1);
  expect([width, height]).toEqual([3, 2]);
  expect(namesIn(data)).toEqual([1, 2, 3, 4, 5, 6]);
});

test.each([
  [2, [3, 2], [3, 2, 1, 6, 5, 4]],
  [3, [3, 2], [6, 5, 4, 3, 2, 1]],
  [4, [3, 2], [4, 5, 6, 1, 2, 3]],
  [5, [2, 3], [1, 4, 2, 5, 3, 6]],
  [6, [2, 3], [4, 1, 5, 2, 6, 3]],
  [7, [2, 3], [6, 3, 5, 2, 4, 1]],
  [8, [2, 3], [3, 6, 2, 5, 1, 4]],
])("orientation %i is shown upright", (orientation, size, names) => {
  const { data, width, height } = decodeTiff(tiff(orientation), 1);
  expect([width, height]).toEqual(size);
  expect(namesIn(data)).toEqual(names);
});

test("a page that is not there, or no TIFF at all, is an error", () => {
  expect(() => decodeTiff(tiff(), 2)).toThrow("no page 2");
  expect(() => decodeTiff(new Uint8Array(64).buffer, 1)).toThrow();
});
