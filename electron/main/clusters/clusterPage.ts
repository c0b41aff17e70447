import path from 'node:path';
import type { FromShell } from '../../../shared/contract/shell';
import type { AskParts } from '../askEngine';
import type { Notices } from '../notices';
import { type ClusterChoice, parseStartOptions } from '../startOptions';
import type { ClusterMemories } from './clusterMemory';
import { toRows } from './clusterRows';
import { nameOf } from './clusterRuns';
import { listClusters } from './lister';
import type { RecentRecordings } from './recentRecordings';
import { openRecordingFile } from './recordingPage';

export interface ClusterPageParts extends AskParts {
  readonly home: string;
  /** --kubeconfig of the first start. */
  readonly kubeconfig: string | undefined;
  readonly memories: Pick<ClusterMemories, 'rememberedOf'>;
  readonly recordings: Pick<RecentRecordings, 'rows' | 'fileOf' | 'forget'>;
  readonly notices: Pick<Notices, 'tell'>;
  added(): readonly string[];
  send(message: Extract<FromShell, { type: 'clusters' }>): void;
  open(choice: ClusterChoice): void;
}

export interface ClusterPage {
  list(): Promise<void>;
  /** Opens what the window was given this id for. */
  openById(id: string): void;
  /** Opens a recording; one that cannot be read leaves what is open. */
  openRecording(file: string): Promise<void>;
  /** Takes a recording from the list. */
  dropRecording(id: string): void;
  /** Another start of Hopscope with these words: a recording is opened, as when it is dropped; of a cluster the user is asked whether to. */
  secondStart(words: readonly string[], workingFolder: string): void;
}

/** The start page's end in main: ids stand for files, so that the window cannot name one. */
export function clusterPage(parts: ClusterPageParts): ClusterPage {
  let choices: ReadonlyMap<string, ClusterChoice> = new Map();
  const offers = new Map<string, ClusterChoice>();
  const offeredFiles = new Set<string>();

  async function list(): Promise<void> {
    const listed = await listClusters(parts, { kubeconfig: parts.kubeconfig, added: [...parts.added(), ...offeredFiles] });
    if (!listed.ok) {
      parts.send({ type: 'clusters', trouble: listed.error });
      return;
    }
    const made = toRows(listed.value, parts.home, parts.kubeconfig, (id) => parts.memories.rememberedOf(id));
    choices = made.choices;
    parts.send({ type: 'clusters', rows: { ...made.rows, recordings: [...(await parts.recordings.rows(parts.home))] } });
  }

  function offer(choice: ClusterChoice): void {
    const id = `offer-${offers.size + 1}`;
    offers.set(id, choice);
    if (choice.kind === 'kubeconfig') for (const file of choice.kubeconfig?.split(path.delimiter) ?? []) offeredFiles.add(file);
    parts.notices.tell({
      id: 'second-start',
      says: `Hopscope was started again, for ${nameOf(choice)}.`,
      remedy: 'This window can show it in place of the cluster that is open.',
      offers: { id, words: `Open ${nameOf(choice)}` },
    });
  }

  function recordingOf(id: string): ClusterChoice | undefined {
    const file = parts.recordings.fileOf(id);
    return file === undefined ? undefined : { kind: 'recording', file };
  }

  return {
    list,
    openById(id) {
      const choice = offers.get(id) ?? choices.get(id) ?? recordingOf(id);
      if (choice?.kind === 'recording') void openRecordingFile(parts, choice.file);
      else if (choice !== undefined) parts.open(choice);
      else
        parts.notices.tell({
          id: 'gone',
          says: 'That cluster is no longer in the list.',
          remedy: 'The list is read again: choose once more.',
        });
      if (choice === undefined) void list();
    },
    openRecording: (file) => openRecordingFile(parts, file),
    dropRecording(id) {
      parts.recordings.forget(id);
      void list();
    },
    secondStart(words, workingFolder) {
      const asked = parseStartOptions(words);
      const choice = asked.ok && asked.value.named ? resolved(asked.value.cluster, workingFolder) : undefined;
      if (choice?.kind === 'recording') void openRecordingFile(parts, choice.file);
      else if (choice !== undefined) offer(choice);
      else
        parts.notices.tell({
          id: 'second-start',
          says: 'Hopscope was started again: this is the window that was open.',
          remedy: asked.ok ? 'Another cluster is opened on the Clusters page.' : `${asked.error.says} ${asked.error.remedy}`,
        });
    },
  };
}

/** Paths of the second start are relative to where it was started. */
function resolved(choice: ClusterChoice, folder: string): ClusterChoice {
  if (choice.kind === 'recording') return { ...choice, file: path.resolve(folder, choice.file) };
  if (choice.kind === 'demo' || choice.kubeconfig === undefined) return choice;
  const files = choice.kubeconfig.split(path.delimiter).map((file) => path.resolve(folder, file));
  return { ...choice, kubeconfig: files.join(path.delimiter) };
}
