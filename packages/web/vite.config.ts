import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The pages: built into `dist`, which the command ships and the server hands out. `vite packages/web` serves them while they are worked on, with the API of a `chancery serve` beside it. */
export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ["chancery-source", "module", "browser", "development|production"] },
  worker: { format: "es" },
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
  },
  server: { proxy: { "/api": "http://127.0.0.1:4319" } },
});
