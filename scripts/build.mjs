// Bundles everything into dist/: main, preload, engine and demo for Electron, the command line for
// plain Node (esbuild, CommonJS: Electron 25 loads no ES module as its entry), the window (vite).
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeCodeCache } from './lib/codeCache.mjs';
import { licencesOf, shippedPackages } from './lib/licences.mjs';
import { fingerprint, ROOT, readStamp, writeStamp } from './lib/project.mjs';
import { say } from './lib/steps.mjs';

const SOURCES = ['electron', 'renderer', 'shared', 'assets', 'package.json', 'scripts/build.mjs', 'scripts/lib/licences.mjs'];
const LICENCES = 'dist/licences.json';

/** Entry file -> bundle. Each is one process. */
const NODE_BUNDLES = {
  'electron/main/begin.ts': 'dist/electron/main.cjs',
  'electron/main/main.ts': 'dist/electron/mainBody.cjs',
  'electron/preload.ts': 'dist/electron/preload.cjs',
  'electron/engine/begin.ts': 'dist/electron/engine.cjs',
  'electron/engine/entry.ts': 'dist/electron/engineBody.cjs',
  'electron/demo/begin.ts': 'dist/electron/demo.cjs',
  'electron/demo/worker.ts': 'dist/electron/demoBody.cjs',
  'electron/cli/hopscope.ts': 'dist/cli/hopscope.cjs',
};

export function buildIsCurrent() {
  const outputs = [...Object.values(NODE_BUNDLES), 'dist/renderer/index.html', LICENCES];
  return readStamp('build') === fingerprint(SOURCES) && outputs.every((file) => fs.existsSync(path.join(ROOT, file)));
}

export async function buildAll() {
  const stamp = fingerprint(SOURCES);
  const bundled = await Promise.all([bundleForNode(Object.keys(NODE_BUNDLES)), bundleWindow()]);
  fs.writeFileSync(path.join(ROOT, LICENCES), JSON.stringify(licencesOf(bundled.flat(), shippedPackages(ROOT))));
  makeCodeCache();
  writeStamp('build', stamp);
}

/** zod brings its messages in 60 languages, 340 KB for each process to read before it begins: English alone is used. */
const englishZod = {
  name: 'english-zod',
  setup(build) {
    build.onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
      loader: 'js',
    }));
  },
};

/** client-node brings a class for each of Kubernetes' types: one for which nobody asks has no work to do at the start. */
const pureClientNode = {
  name: 'pure-client-node',
  setup(build) {
    build.onResolve({ filter: /client-node|^[.]/ }, async ({ path: wanted, importer, resolveDir, kind, pluginData }) => {
      if (pluginData === 'asked' || !`${wanted} ${importer}`.includes('@kubernetes/client-node')) return undefined;
      return { ...(await build.resolve(wanted, { importer, resolveDir, kind, pluginData: 'asked' })), sideEffects: false };
    });
  },
};

/** @returns {Promise<string[]>} the files that are in them */
async function bundleForNode(entries) {
  const esbuild = await import('esbuild');
  const built = await Promise.all(
    entries.map((entry) =>
      esbuild.build({
        absWorkingDir: ROOT,
        entryPoints: [entry],
        outfile: NODE_BUNDLES[entry],
        bundle: true,
        platform: 'node',
        format: 'cjs',
        target: 'node18.15',
        // libsql has a native part; it is loaded when history is kept.
        external: ['electron', 'libsql'],
        metafile: true,
        plugins: [englishZod, pureClientNode],
        sourcemap: 'linked',
        logLevel: 'warning',
        banner: entry.startsWith('electron/cli/') ? { js: '#!/usr/bin/env node' } : {},
        // client-node is an ES module and asks for its own address, which CommonJS does not have.
        define: { 'import.meta.url': 'hopscopeModuleUrl' },
        // A sandboxed preload has no node:url, and asks for no address.
        inject: entry === 'electron/preload.ts' ? [] : [path.join(ROOT, 'scripts/lib/moduleUrl.mjs')],
      }),
    ),
  );
  for (const entry of entries) if (entry.startsWith('electron/cli/')) fs.chmodSync(path.join(ROOT, NODE_BUNDLES[entry]), 0o755);
  return built.flatMap(({ metafile }) => bundledFiles(metafile)).map((file) => path.resolve(ROOT, file));
}

/** What was read and then left out whole is not in it. */
function bundledFiles({ outputs }) {
  return Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs).filter((file) => inputs[file].bytesInOutput > 0));
}

/** @returns {Promise<string[]>} the files that are in it */
async function bundleWindow() {
  const { build } = await import('vite');
  const root = path.join(ROOT, 'renderer');
  const files = [];
  const filesOf = (part) =>
    part.type === 'chunk' ? Object.keys(part.modules) : part.originalFileNames.map((file) => path.resolve(root, file));
  const note = {
    name: 'note-files',
    generateBundle: (_options, bundle) => void files.push(...Object.values(bundle).flatMap(filesOf)),
  };
  await build({
    configFile: path.join(ROOT, 'renderer/vite.config.ts'),
    root,
    logLevel: 'warn',
    plugins: [note],
  });
  return files;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const cliOnly = process.argv.includes('--cli');
  if (cliOnly) await bundleForNode(['electron/cli/hopscope.ts']);
  else await buildAll();
  if (!process.argv.includes('--quiet')) say('built');
}
