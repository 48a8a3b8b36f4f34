import type { PDFDocumentProxy } from "pdfjs-dist";

let library: Promise<typeof import("pdfjs-dist")> | null = null;

async function load() {
  const [pdfjs, worker] = await Promise.all([
    import("pdfjs-dist"),
    import("pdfjs-dist/build/pdf.worker.min.mjs?url"),
  ]);
  pdfjs.GlobalWorkerOptions.workerSrc = worker.default;
  return pdfjs;
}

/** Opens a PDF. pdf.js is fetched with the first one. The caller destroys what it opened. */
export async function openPdf(bytes: Blob): Promise<PDFDocumentProxy> {
  library ??= load();
  const pdfjs = await library;
  return pdfjs.getDocument({
    data: await bytes.arrayBuffer(),
    cMapUrl: "/pdfjs/cmaps/",
    standardFontDataUrl: "/pdfjs/standard_fonts/",
    wasmUrl: "/pdfjs/wasm/",
    isEvalSupported: false,
    enableXfa: false,
  }).promise;
}
