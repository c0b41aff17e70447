import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = path.dirname(fileURLToPath(import.meta.url));

/** The window's page: plain files under dist/renderer, served by electron/main/pageServer.ts under a strict policy. */
// biome-ignore lint/style/noDefaultExport: vite reads the default export.
export default defineConfig({
  root: here,
  base: './',
  publicDir: path.join(here, '../assets/icons'),
  plugins: [react()],
  build: {
    outDir: path.join(here, '../dist/renderer'),
    emptyOutDir: true,
    target: 'chrome114',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    sourcemap: false,
  },
});
