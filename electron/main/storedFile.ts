import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { failed, ok, type Result } from '../../shared/model/result';

/** What this process does to files of its own; another one in tests (a full disk). */
export interface FileWriter {
  write(file: string, text: string, mode: number): void;
}

/** Whole or not at all: a temporary file beside it takes its name. */
export const ATOMIC: FileWriter = {
  write(file, text, mode) {
    mkdirSync(path.dirname(file), { recursive: true });
    const next = `${file}.${process.pid}.next`;
    try {
      writeFileSync(next, text, { mode });
      renameSync(next, file);
    } catch (error) {
      rmSync(next, { force: true });
      throw error;
    }
  },
};

/** Its text; undefined when there is none. The error is why it cannot be read. */
export function readStored(file: string): Result<string | undefined, string> {
  try {
    return ok(readFileSync(file, 'utf8'));
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? ok(undefined) : failed(whyNot(error));
  }
}

export function writeStored(file: string, text: string, writer: FileWriter = ATOMIC, mode = 0o644): Result<void, string> {
  try {
    writer.write(file, text, mode);
    return ok(undefined);
  } catch (error) {
    return failed(whyNot(error));
  }
}

/** "the disk is full", else what the system says. */
function whyNot(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'access is not allowed';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}
