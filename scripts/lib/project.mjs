import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const inRoot = (...parts) => path.join(ROOT, ...parts);

/** A hash over names, sizes and times of all files below the given paths: changes when a file does, without reading them. */
export function fingerprint(paths, ignore = /\.test\.tsx?$/) {
  const hash = createHash('sha256');
  const visit = (file) => {
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (!stat) return;
    if (stat.isDirectory()) {
      for (const name of fs.readdirSync(file).sort()) if (name !== 'node_modules') visit(path.join(file, name));
    } else if (!ignore.test(file)) {
      hash.update(`${path.relative(ROOT, file)}\0${stat.size}\0${stat.mtimeMs}\n`);
    }
  };
  for (const each of paths) visit(inRoot(each));
  return hash.digest('hex');
}

/** What a step left behind when it last succeeded; in node_modules/.cache so that a fresh clone has none. */
const stampFile = (name) => inRoot('node_modules/.cache/hopscope', name);

export function readStamp(name) {
  try {
    return fs.readFileSync(stampFile(name), 'utf8');
  } catch {
    return undefined;
  }
}

export function writeStamp(name, value) {
  fs.mkdirSync(path.dirname(stampFile(name)), { recursive: true });
  fs.writeFileSync(stampFile(name), value);
}
