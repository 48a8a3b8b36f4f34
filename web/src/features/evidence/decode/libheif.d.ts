declare module "libheif-js/libheif-wasm/libheif.js" {
  /** Begins to load the decoder; its parts are there once `onRuntimeInitialized` is called. */
  export default function load(options: {
    locateFile: (name: string) => string;
    onRuntimeInitialized: () => void;
    onAbort: (reason: unknown) => void;
  }): unknown;
}
