import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';

/**
 * Runs a bundle of dist/electron as `require` would, with the compiled code that the build kept beside it
 * (scripts/lib/codeCache.mjs): V8 reads a bundle of some megabytes in a quarter of the time. Without it, with one of
 * another bundle or of another V8, the bundle is compiled as ever.
 * @returns what the bundle exports
 */
export function runBundle(file: string): unknown {
  const bytes = readFileSync(file);
  const script = new Script(Module.wrap(bytes.toString('utf8')), { filename: file, cachedData: compiledCodeOf(file, bytes) });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, path.dirname(file));
  return module.exports;
}

const DIGEST_BYTES = 20;

/** V8 tells another source by its length alone: the kept code says of which text it is. */
function compiledCodeOf(file: string, source: Buffer): Buffer | undefined {
  try {
    const kept = readFileSync(`${file}.code`);
    const digest = createHash('sha1').update(source).digest();
    return kept.subarray(0, DIGEST_BYTES).equals(digest) ? kept.subarray(DIGEST_BYTES) : undefined;
  } catch {
    return undefined;
  }
}
