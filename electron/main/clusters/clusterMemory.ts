import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { RememberedCluster } from '../../../shared/contract/clusters';
import { ClusterMemory } from '../../../shared/contract/memory';
import { ATOMIC, type FileWriter, readStored, writeStored } from '../storedFile';
import { isClusterId } from './clusterId';

/** Of one cluster; more is no memory of ours. */
const MOST_CHARS = 256 * 1024;
/** Clusters remembered; the one not opened for longest goes first. */
const MOST_CLUSTERS = 300;

const Stored = z.object({ version: z.literal(1), name: z.string(), openedAtMs: z.number(), memory: ClusterMemory });
type Stored = z.infer<typeof Stored>;

export interface ClusterMemories {
  readonly folder: string;
  /** A cluster was opened now. */
  opened(id: string, name: string, nowMs: number): void;
  memoryOf(id: string): ClusterMemory;
  /** What the start page says of it; undefined: never opened. */
  rememberedOf(id: string): RememberedCluster | undefined;
  /** Kept only for a cluster that was opened; parts that are not given stay. */
  keep(id: string, memory: ClusterMemory): void;
}

/** A file for each cluster in the folder "clusters" beside the settings. What cannot be written is said once. */
export function openMemories(settingsFolder: string, tell: (says: string) => void, writer: FileWriter = ATOMIC): ClusterMemories {
  const folder = path.join(settingsFolder, 'clusters');
  /** Of this run, also where nothing can be written. */
  const known = new Map<string, Stored>();
  let said = false;

  function read(id: string): Stored | undefined {
    if (!isClusterId(id)) return undefined;
    const there = known.get(id) ?? readMemory(path.join(folder, `${id}.json`));
    if (there !== undefined) known.set(id, there);
    return there;
  }
  function save(id: string, next: Stored): void {
    known.set(id, next);
    const written = writeStored(path.join(folder, `${id}.json`), `${JSON.stringify(next, undefined, 1)}\n`, writer);
    if (!written.ok && !said) tell(`What is remembered of clusters cannot be written to ${folder}: ${written.error}.`);
    said = !written.ok;
  }
  return {
    folder,
    opened(id, name, nowMs) {
      save(id, { version: 1, name, openedAtMs: nowMs, memory: read(id)?.memory ?? {} });
      forgetOldest(folder);
    },
    memoryOf: (id) => read(id)?.memory ?? {},
    rememberedOf(id) {
      const stored = read(id);
      return stored && { openedAtMs: stored.openedAtMs, ...stored.memory.seen };
    },
    keep(id, memory) {
      const stored = read(id);
      if (stored === undefined) return;
      const next = { ...stored, memory: { ...stored.memory, ...memory } };
      if (JSON.stringify(next).length <= MOST_CHARS) save(id, next);
    },
  };
}

/** A damaged memory is none. */
function readMemory(file: string): Stored | undefined {
  const text = readStored(file);
  if (!text.ok || text.value === undefined || text.value.length > 2 * MOST_CHARS) return undefined;
  try {
    const parsed = Stored.safeParse(JSON.parse(text.value));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function forgetOldest(folder: string): void {
  try {
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    if (files.length <= MOST_CLUSTERS) return;
    const aged = files.map((name) => ({ file: path.join(folder, name), atMs: statSync(path.join(folder, name)).mtimeMs }));
    aged.sort((a, b) => a.atMs - b.atMs);
    for (const { file } of aged.slice(0, files.length - MOST_CLUSTERS)) rmSync(file, { force: true });
  } catch {
    // A folder that cannot be read is said when it is written.
  }
}
