import { accessSync, constants, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Every kubectl there is to try: those that HOPSCOPE_KUBECTL names (several as in PATH; for instance one
 * unpacked from Debian's kubernetes-client, 1.20), then those on PATH. Each file once.
 */
export function findKubectls(environment: NodeJS.ProcessEnv): readonly string[] {
  const named = (environment['HOPSCOPE_KUBECTL'] ?? '').split(delimiter).filter((file) => file !== '');
  const onPath = (environment['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'kubectl'));
  const found = new Map<string, string>();
  for (const file of [...named, ...onPath]) {
    const real = realFile(file);
    if (real !== undefined && !found.has(real)) found.set(real, file);
  }
  return [...found.values()];
}

function realFile(file: string): string | undefined {
  try {
    accessSync(file, constants.X_OK);
    return realpathSync(file);
  } catch {
    return undefined;
  }
}
