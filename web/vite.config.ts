import { createReadStream } from "node:fs";
import { cp } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const here = path.dirname(fileURLToPath(import.meta.url));
const pdfjs = path.dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));

/** Character maps, fonts and decoders that pdf.js fetches by name while it draws a page. */
function pdfResources(): Plugin {
  const folders = ["cmaps", "standard_fonts", "wasm"];
  let outDir = "";
  return {
    name: "pdf-resources",
    configResolved(config) {
      outDir = path.resolve(config.root, config.build.outDir);
    },
    configureServer(server) {
      server.middlewares.use("/pdfjs", (request, response) => {
        const name = path.normalize(request.url ?? "/").replace(/^(\.\.[/\\])+/, "");
        createReadStream(path.join(pdfjs, name))
          .on("error", () => response.writeHead(404).end())
          .pipe(response);
      });
    },
    async closeBundle() {
      for (const folder of folders) {
        await cp(path.join(pdfjs, folder), path.join(outDir, "pdfjs", folder), { recursive: true });
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), tailwindcss(), pdfResources()],
  resolve: { alias: { "@": path.join(here, "src") } },
  worker: { format: "es" }, // so that each kind of picture is decoded by a chunk of its own
  build: { target: "es2022", sourcemap: true, assetsInlineLimit: 0, manifest: true },
});
