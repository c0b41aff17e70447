import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import { run } from '../run.mjs';

/**
 * @param {{contents: string, out: string, quick: boolean}} parts `contents`: the folder that it holds, under its own name
 * @returns {Promise<string>} the file
 */
export async function makeTar({ contents, out, quick }) {
  const name = path.basename(contents);
  const file = path.join(out, `${name}.tar.gz`);
  const words = [
    '--create',
    '--file',
    file,
    '--use-compress-program',
    quick ? 'gzip -1' : 'gzip -9',
    '--owner=0',
    '--group=0',
    '--sort=name',
  ];
  await run('tar', [...words, '-C', path.dirname(contents), name], { remedy: 'free some room, and see that tar and gzip are installed' });
  return file;
}

/** The same as a zip: modes stay. */
export async function makeZip({ contents, out, quick }) {
  const file = path.join(out, `${path.basename(contents)}.zip`);
  const zip = new yazl.ZipFile();
  const written = pipeline(zip.outputStream, fs.createWriteStream(file));
  for (const name of fs.readdirSync(contents, { recursive: true }).sort()) {
    const from = path.join(contents, name);
    if (fs.statSync(from).isFile()) zip.addFile(from, path.join(path.basename(contents), name), { compressionLevel: quick ? 1 : 9 });
  }
  zip.end();
  await written;
  return file;
}
