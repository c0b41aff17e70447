import { appendFileSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { redact } from '../../shared/model/redact';

/** A file of so much is set aside in the place of the one before: two of them are all there ever is. */
const MOST_BYTES = 1024 * 1024;
/** Of one message: a stack is shorter, and a flood says no more. */
const MOST_LETTERS = 8_000;

export interface LogFile {
  readonly file: string;
  /** Adds what was said, with the time, without what looks like a credential. Never throws: a full disk must not end anything. */
  write(says: string): void;
  /** The last lines, of this file and the one set aside. */
  tail(lines: number): readonly string[];
}

/** hopscope.log in this folder, readable by its owner alone. */
export function openLogFile(folder: string, nowMs: () => number, mostBytes = MOST_BYTES): LogFile {
  const file = path.join(folder, 'hopscope.log');
  const aside = path.join(folder, 'hopscope.1.log');
  return {
    file,
    write(says) {
      const text = redact(says.trim().slice(0, MOST_LETTERS)).replaceAll('\n', '\n    ');
      try {
        mkdirSync(folder, { recursive: true });
        if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) >= mostBytes) renameSync(file, aside);
        appendFileSync(file, `${new Date(nowMs()).toISOString()} ${text}\n`, { mode: 0o600 });
      } catch {
        // What is said here is said in the window or on stderr as well.
      }
    },
    tail: (lines) => [...linesOf(aside), ...linesOf(file)].slice(-lines),
  };
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(0, -1);
  } catch {
    return [];
  }
}
