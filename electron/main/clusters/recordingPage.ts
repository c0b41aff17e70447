import path from 'node:path';
import { type AskParts, askEngine } from '../askEngine';
import type { Notices } from '../notices';
import type { ClusterChoice } from '../startOptions';

/** All of it is unpacked once: some seconds for an hour of a large cluster, more from a slow disk. */
const PATIENCE_MS = 120_000;

export interface RecordingPageParts extends AskParts {
  readonly notices: Pick<Notices, 'tell'>;
  open(choice: ClusterChoice): void;
}

/** Opens a recording in place of what is open, once it is known that it can be: else the window says why, and keeps what it has. */
export async function openRecordingFile(parts: RecordingPageParts, file: string): Promise<void> {
  const checked = await askEngine(parts, {
    asked: { type: 'check-recording', file },
    answer: 'recording-checked',
    patienceMs: PATIENCE_MS,
    failure: `${path.basename(file)} could not be read.`,
  });
  const trouble = checked.ok ? checked.value.trouble : { says: checked.error, remedy: 'Copy the file to this machine, or record anew.' };
  if (trouble === undefined) parts.open({ kind: 'recording', file });
  else parts.notices.tell({ id: 'recording', ...trouble });
}
