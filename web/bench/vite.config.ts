import path from "node:path";

import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const web = path.join(import.meta.dirname, "..");

export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [react(), tailwindcss()],
  resolve: { alias: { "@": path.join(web, "src") } },
  build: {
    target: "es2022",
    outDir: path.join(web, "node_modules", ".bench"),
    emptyOutDir: true,
    assetsInlineLimit: 0,
  },
});
