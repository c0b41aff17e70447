import { rmSync } from 'node:fs';
import path from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import type { ClusterRuns } from './clusters/clusterRuns';
import type { Notices } from './notices';

interface RecordParts {
  readonly window: BrowserWindow;
  readonly runs: Pick<ClusterRuns<unknown>, 'opened' | 'record'>;
  readonly notices: Pick<Notices, 'tell'>;
  readonly nowMs: number;
}

/** Asks where the recording is to go, and has the engine begin it. Resolves with the file; undefined: none is made. */
export async function chooseAndRecord({ window, runs, notices, nowMs }: RecordParts, hide: readonly string[]): Promise<string | undefined> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Record this cluster',
    buttonLabel: 'Record',
    defaultPath: recordingName(runs.opened().name, nowMs),
    filters: [{ name: 'Recordings', extensions: ['hopscope'] }],
  });
  if (canceled || filePath === undefined || filePath === '') return undefined;
  const file = path.extname(filePath) === '' ? `${filePath}.hopscope` : filePath;
  try {
    // Whoever names one that is there has been asked by the dialog; the engine writes new files only.
    if (file === filePath) rmSync(file, { force: true });
  } catch (error) {
    notices.tell({ id: 'record', says: `${path.basename(file)} cannot be replaced: ${String(error)}`, remedy: 'Choose another name.' });
    return undefined;
  }
  if (runs.record({ file, hide: [...hide] })) return file;
  notices.tell({ id: 'record', says: 'Nothing is recorded: no engine runs.', remedy: 'Record again once it is back.' });
  return undefined;
}

/** "hopscope-demo 2026-01-02 1204.hopscope", by the machine's clock: what no file system refuses. */
export function recordingName(context: string, nowMs: number): string {
  const at = new Date(nowMs);
  const two = (part: number): string => String(part).padStart(2, '0');
  const when = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}${two(at.getMinutes())}`;
  return `${context.replaceAll(/[^\w.-]+/g, '-').slice(0, 60)} ${when}.hopscope`;
}
