import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const here = path.dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);

/** The font's licence asks to be with every copy of it. */
const fontLicence: Plugin = {
  name: 'font-licence',
  generateBundle() {
    const licence = readFileSync(require.resolve('@fontsource-variable/inter/LICENSE'), 'utf8');
    this.emitFile({ type: 'asset', fileName: 'assets/inter-LICENSE.txt', source: licence });
  },
};

/** The window's page: plain files under dist/renderer, served by electron/main/pageServer.ts under a strict policy. */
// biome-ignore lint/style/noDefaultExport: vite reads the default export.
export default defineConfig({
  root: here,
  base: './',
  publicDir: path.join(here, '../assets/icons'),
  plugins: [react(), fontLicence],
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
