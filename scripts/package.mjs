// npm run package: what people install, for Linux: a deb, a tar.gz and a zip in out/package. docs/packaging.md
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { describeElectron, electronDist, electronKind } from './lib/electronRuntime.mjs';
import { ROOT } from './lib/project.mjs';
import { StepError, say, sinceStart, step } from './lib/steps.mjs';

const FORMATS = ['deb', 'tar.gz', 'zip'];
const USAGE = `npm run package [-- OPTIONS]

  --format LIST        of ${FORMATS.join(',')}: only these
  --out FOLDER         instead of out/package
  --quick              packed quickly, and larger: for tests
  --built              what is built already, without setting anything up
`;
const OPTIONS = {
  format: { type: 'string', default: FORMATS.join(',') },
  out: { type: 'string', default: path.join(ROOT, 'out/package') },
  quick: { type: 'boolean', default: false },
  built: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};

function readArguments() {
  try {
    const { values } = parseArgs({ options: OPTIONS });
    const formats = values.format.split(',');
    const unknown = formats.find((format) => !FORMATS.includes(format));
    if (unknown !== undefined) throw new Error(`${unknown} is no format`);
    return { ...values, formats };
  } catch (error) {
    say(`${error.message}\n\n${USAGE}`);
    process.exit(2);
  }
}

const { formats, out, quick, built, help } = readArguments();
if (help) {
  process.stdout.write(USAGE);
  process.exit(0);
}

await step('a system that packages are made on', {
  current: () => process.platform === 'linux',
  work: async () => {
    throw new StepError(
      `packages are made on Linux, and this is ${process.platform}`,
      'docs/packaging.md has recipes for macOS and Windows',
    );
  },
});
if (!built) {
  const { setUp } = await import('./lib/setup.mjs');
  await setUp({ libraries: [] });
}

// Imported late: before the set-up their packages need not be there.
const { DESCRIBED, fillFolder, packageName } = await import('./lib/package/contents.mjs');
const { makeDeb } = await import('./lib/package/deb.mjs');
const { makeTar, makeZip } = await import('./lib/package/archives.mjs');
const MAKERS = { deb: makeDeb, 'tar.gz': makeTar, zip: makeZip };

const folder = path.resolve(out);
const work = path.join(folder, `.work-${process.pid}`);
process.on('exit', () => fs.rmSync(work, { recursive: true, force: true }));

let made;
await step('runtime', {
  work: async () => {
    const dist = electronDist();
    if (dist === undefined) throw new StepError('there is no Electron here', 'run npm run package without --built');
    const { version: electron, origin, forRelease } = electronKind(dist);
    made = { version: DESCRIBED.version, electron, origin, forRelease };
    return `Electron ${describeElectron(dist)}${forRelease ? '' : ': NOT FOR RELEASE, and the package says so'}`;
  },
});
const contents = path.join(work, packageName(made));
await step('contents', {
  work: async () => {
    if (!fs.existsSync(path.join(ROOT, 'dist/licences.json'))) throw new StepError('nothing is built', 'run npm run build');
    fs.mkdirSync(work, { recursive: true });
    try {
      fillFolder(contents, electronDist(), made);
    } catch (error) {
      throw new StepError(
        error.message,
        `look whether there is room, and a whole Electron in ${electronDist()}; else npm run build, and again`,
      );
    }
  },
});
const files = [];
for (const format of formats)
  await step(format, {
    work: async () => {
      const file = await MAKERS[format]({ contents, work, out: folder, quick, made });
      files.push(file);
      return `${path.basename(file)}, ${Math.round(fs.statSync(file).size / 1e6)} MB`;
    },
  });
say(`Packaged ${DESCRIBED.productName} ${made.version} after ${sinceStart()}.`);
if (!made.forRelease)
  say(`NOT FOR RELEASE: made with Electron ${describeElectron()}, not with the official release. Try it out; hand it to nobody.`);
process.stdout.write(`${files.join('\n')}\n`);
