/** A picture as it is shown: four bytes a pixel, red, green, blue and opacity. */
export type Pixels = { data: Uint8ClampedArray<ArrayBuffer>; width: number; height: number };
