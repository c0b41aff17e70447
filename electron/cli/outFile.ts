import { constants } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { failed, ok, type Result } from '../../shared/model/result';

/** Whether a file may be written there: asked before a look that takes its time. The error is a sentence. */
export async function mayWrite(file: string): Promise<Result<undefined, string>> {
  try {
    const there = await fs.stat(file).catch(() => undefined);
    if (there?.isDirectory() === true) return failed(`${file} cannot be written: it is a folder.\nName a file.`);
    await fs.access(there === undefined ? path.dirname(file) : file, constants.W_OK);
    return ok(undefined);
  } catch (error) {
    return failed(refusal(file, error));
  }
}

/** Writes the text, in the place of what was there. A new file is readable by its owner alone: a report tells much of a cluster. */
export async function writeOut(file: string, text: string): Promise<Result<undefined, string>> {
  try {
    await fs.writeFile(file, text, { mode: 0o600 });
    return ok(undefined);
  } catch (error) {
    return failed(refusal(file, error));
  }
}

function refusal(file: string, error: unknown): string {
  return `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}.\nName a file in a folder that is there and that you may write to.`;
}
