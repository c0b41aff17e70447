import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { RecordingPreview } from '../../../shared/contract/recording';
import { failed, ok, type Result } from '../../../shared/model/result';
import { ClusterRecording, type RecordingParts } from './clusterRecording';
import { openRecording, type Recording } from './reader';
import { HIDDEN_PLACE } from './redaction';

/** One look of a large cluster; what came by then is shown. */
const PATIENCE_MS = 30_000;
const STEP_MS = 200;
/** As many as are looked through; the rest is counted. */
const MOST_ROWS = 300;
/** Of each answer so much is shown, from a little before the first place that is hidden. */
const EXCERPT_CHARS = 1_200;
const BEFORE_CHARS = 200;

/**
 * What a recording with these names hidden would hold: one look at the cluster is recorded as ever into a file that is deleted again, and
 * that file is read. The only difference: names are called otherwise in each recording.
 */
export async function previewRecording(
  parts: Omit<RecordingParts, 'file'>,
  signal: AbortSignal,
): Promise<Result<RecordingPreview, string>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'hopscope-preview-'));
  try {
    const file = path.join(folder, 'preview.hopscope');
    const begun = await ClusterRecording.begin({ ...parts, file });
    if (!begun.ok) return begun;
    const recording = begun.value;
    for (let ms = 0; ms < PATIENCE_MS && !signal.aborted && recording.session.firstWholeLookMs === undefined; ms += STEP_MS)
      await parts.clock.sleep(STEP_MS, signal);
    await recording.cut();
    if (recording.trouble !== undefined) return failed(recording.trouble);
    const opened = await openRecording(file);
    if (!opened.ok) return failed(opened.error.says);
    const preview = await rowsOf(opened.value);
    await opened.value.close();
    return ok(preview);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function rowsOf(recording: Recording): Promise<RecordingPreview> {
  const rows: RecordingPreview['rows'] = [];
  const seen = new Set<string>();
  const watches = new Map<number, string>();
  let [answers, bytes, hidden] = [0, 0, 0];
  for (const entry of recording.entries) {
    if (entry.kind === 'stream') watches.set(entry.stream, entry.request);
    if (entry.kind !== 'answer' && entry.kind !== 'chunk') continue;
    answers += 1;
    bytes += entry.body.bytes;
    const request = entry.kind === 'answer' ? entry.request : (watches.get(entry.stream) ?? '');
    if (seen.has(request)) continue;
    seen.add(request);
    const text = Buffer.from((await recording.bodyOf(entry)) ?? []).toString('utf8');
    const places = [...text.matchAll(HIDDEN_PLACE)];
    hidden += places.length;
    if (rows.length < MOST_ROWS)
      rows.push({ request, bytes: entry.body.bytes, hidden: places.length, ...excerptOf(text, places[0]?.index) });
  }
  return { answers, bytes, hidden, rows, more: seen.size - rows.length };
}

function excerptOf(text: string, firstPlace = 0): { readonly text: string; readonly from: number } {
  const from = Math.max(0, Math.min(firstPlace - BEFORE_CHARS, text.length - EXCERPT_CHARS));
  return { text: text.slice(from, from + EXCERPT_CHARS), from };
}
