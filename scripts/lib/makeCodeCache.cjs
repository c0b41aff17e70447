// Runs under Electron as Node, for the code must be of its V8: compiles the bundles named, runs what each runs at its load,
// and keeps the compiled code beside it, after the digest of its text (electron/bundle/runBundle.ts reads it).
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { Script } = require('node:vm');
const { isMainThread, parentPort, Worker, workerData } = require('node:worker_threads');

/** What a bundle has run at its load is compiled whole; the rest when it is called. */
function keepCode(file, afterLoad) {
  const source = fs.readFileSync(file);
  const script = new Script(Module.wrap(source.toString('utf8')), { filename: file });
  const module = { exports: {} };
  const write = () =>
    fs.writeFileSync(`${file}.code`, Buffer.concat([createHash('sha1').update(source).digest(), script.createCachedData()]));
  try {
    script.runInThisContext()(module.exports, Module.createRequire(file), module, file, path.dirname(file));
  } finally {
    afterLoad(write);
  }
}

/** As far as the main process gets before Electron is ready: here it never is, and another instance seems open. */
function standInForElectron() {
  const nothing = new Proxy(() => undefined, { get: (_, name) => (name === 'then' ? undefined : nothing), apply: () => undefined });
  const load = Module._load;
  Module._load = (name, ...more) => (name === 'electron' ? nothing : load(name, ...more));
}

const DEMO_WORKS_MS = 1_500;

if (isMainThread) {
  const [folder, ...names] = process.argv.slice(2);
  const file = (name) => path.join(folder, `${name}.cjs`);
  standInForElectron();
  console.error = () => undefined;
  for (const name of names.filter((one) => one !== 'demoBody')) keepCode(file(name), (write) => write());
  if (names.includes('demoBody')) {
    // The demo works for a moment: its first answers are compiled too.
    const worker = new Worker(__filename, { workerData: { bundle: file('demoBody'), scenario: 'healthy' } });
    worker.on('message', ({ type }) => type === 'ready' && setTimeout(() => worker.postMessage({ type: 'close' }), DEMO_WORKS_MS));
    worker.on('exit', (code) => process.exit(code));
  } else process.exit(0);
} else {
  keepCode(workerData.bundle, (write) => parentPort.on('message', ({ type }) => type === 'close' && write()));
}
