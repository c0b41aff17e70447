import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserWindow } from 'electron';

/** A cluster that has not been drawn by then is not drawn: cold starts with big lists took under 60 s. */
const PATIENCE_MS = 120_000;
/** After the first live paint: fit, fonts and the first chart settle. */
const SETTLE_MS = 1_500;

export interface OnceRun {
  painted(phase: string): void;
  live(): void;
  reportText(text: string, exitCode: 0 | 1 | 2): void;
  failed(says: string, remedy: string): void;
}

export interface OnceParts {
  readonly folder: string;
  readonly window: BrowserWindow;
  askReportText(): void;
  exit(code: number): void;
}

/**
 * `--once FOLDER`: waits until the engine is live and the map of it is painted, writes map.png and
 * report.txt into the folder, prints the report and ends with its exit code (0 well, 1 something
 * degraded or broken, 2 could not look).
 */
export function runOnce(parts: OnceParts): OnceRun {
  let engineLive = false;
  let pagePainted = false;
  let asked = false;
  let finishing = false;
  const timeout = setTimeout(() => giveUp(), PATIENCE_MS);

  function ask(): void {
    if (!engineLive || !pagePainted || asked) return;
    asked = true;
    setTimeout(() => parts.askReportText(), SETTLE_MS);
  }

  function giveUp(): void {
    console.error(`The map was not live after ${PATIENCE_MS / 1000} s. Start without --once, or with --verbose, to see what it waits for.`);
    void finish('', 2);
  }

  async function finish(text: string, code: number): Promise<void> {
    if (finishing) return;
    finishing = true;
    clearTimeout(timeout);
    let exitCode = code;
    try {
      await mkdir(parts.folder, { recursive: true });
      const picture = path.join(parts.folder, 'map.png');
      await writeFile(picture, (await parts.window.webContents.capturePage()).toPNG());
      if (text !== '') await writeFile(path.join(parts.folder, 'report.txt'), text.endsWith('\n') ? text : `${text}\n`);
      if (text !== '') process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
      process.stderr.write(`The picture of the window is ${picture}\n`);
    } catch (error) {
      console.error(`The picture and report could not be written to ${parts.folder}: ${String(error)}. Name a folder that may be written.`);
      exitCode = 2;
    }
    parts.exit(exitCode);
  }

  return {
    painted(phase) {
      pagePainted ||= phase !== 'connecting' && phase !== 'waiting';
      ask();
    },
    live() {
      engineLive = true;
      ask();
    },
    reportText: (text, exitCode) => void finish(text, exitCode),
    failed(says, remedy) {
      if (!finishing) console.error(`${says}\n${remedy}`);
      void finish('', 2);
    },
  };
}
