import type { ExpositionFamilies, FamilyRow } from '../../../shared/contract/engine';
import { answeredFormat } from '../../../shared/exposition/contentType';
import { familySeries } from '../../../shared/exposition/families';
import { parseExposition, type ReadExposition } from '../../../shared/exposition/parse';
import { failed, type Result } from '../../../shared/model/result';
import type { LookResult } from '../probers/prober';
import type { AnswerStore, KeptAnswer } from '../store/answers';
import { toTime } from './reportEvidence';

/** Read texts kept at hand: the expositions of one component, and some before. Each holds its whole text in memory. */
const READ_KEPT = 8;

interface Rows {
  readonly families: FamilyRow[];
  readonly error?: string;
}

/** Kept answers read as expositions, each once: what the inspector shows is asked for again and again. */
export class Expositions {
  private readonly read = new Map<string, Result<ReadExposition, string>>();
  private readonly rows = new WeakMap<KeptAnswer, Rows>();

  /** The answer read; the error says where it cannot be. undefined: it is no exposition. */
  of(kept: KeptAnswer): Result<ReadExposition, string> | undefined {
    const known = this.read.get(kept.id);
    if (known !== undefined) return known;
    const format = answeredFormat(kept.contentType);
    if (format === 'unknown' || (kept.status !== 200 && kept.body.byteLength === 0)) return undefined;
    const made = format === 'protobuf' ? failed('it is protobuf, which is not read here') : readText(kept.body, format);
    this.read.set(kept.id, made);
    const oldest = this.read.keys().next();
    if (this.read.size > READ_KEPT && oldest.done !== true) this.read.delete(oldest.value);
    return made;
  }

  /** Families with their counts, by name. */
  familiesOf(kept: KeptAnswer): Rows | undefined {
    const known = this.rows.get(kept);
    if (known !== undefined) return known;
    const read = this.of(kept);
    if (read === undefined) return undefined;
    const made: Rows = read.ok ? { families: toRows(read.value) } : { families: [], error: read.error };
    this.rows.set(kept, made);
    return made;
  }

  /** The expositions that a look read, in the order of its requests. Plain texts without a sample ("ok") are none. */
  inLook(look: LookResult, answers: AnswerStore): ExpositionFamilies[] {
    return look.observations.flatMap(({ observation }) => {
      const kept = observation.answerId === undefined ? undefined : answers.get(observation.answerId);
      const looksLike = kept !== undefined && observation.state !== 'absent' && /metrics|federate/.test(pathOf(kept.request));
      const rows = looksLike ? this.familiesOf(kept) : undefined;
      if (kept === undefined || rows === undefined) return [];
      const { families, error } = rows;
      const shown = error === undefined ? {} : { error };
      return [{ answerId: kept.id, request: kept.request, path: pathOf(kept.request), at: toTime(kept.atMs), families, ...shown }];
    });
  }
}

function readText(body: Uint8Array, format: 'text' | 'openmetrics'): Result<ReadExposition, string> {
  const parsed = parseExposition(body, format);
  if (parsed.ok) return parsed;
  const { line, column, message } = parsed.error;
  return failed(`line ${line}, column ${column}: ${message}`);
}

function toRows(exposition: ReadExposition): FamilyRow[] {
  const rows = familySeries(exposition).map(({ name, type, unit, help, series }) => {
    const stability = /^\[(STABLE|ALPHA|BETA|INTERNAL)\]/.exec(help ?? '')?.[1];
    return { name, type, unit, help, stability, series };
  });
  return rows.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** "/metrics/cadvisor" of "GET /api/v1/nodes/n1/proxy/metrics/cadvisor" and of a direct URL. */
export function pathOf(request: string): string {
  const path = request.replace(/^[A-Z]+ /, '').replace(/^https?:\/\/[^/]+/, '');
  return /\/proxy(\/.*)$/.exec(path)?.[1] ?? path;
}
