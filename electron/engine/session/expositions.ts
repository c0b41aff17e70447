import type { ExpositionFamilies, FamilyRow } from '../../../shared/contract/engine';
import { answeredFormat } from '../../../shared/exposition/contentType';
import type { ReadExposition } from '../../../shared/exposition/exposition';
import { familySeries } from '../../../shared/exposition/families';
import { failed, type Result } from '../../../shared/model/result';
import type { LookResult } from '../probers/prober';
import type { AnswerStore, KeptAnswer } from '../store/answers';
import { Readings } from '../store/readings';
import { toTime } from './reportEvidence';

interface Rows {
  readonly families: FamilyRow[];
  readonly error?: string;
}

/** Kept answers as expositions: what the inspector shows is asked for again and again. */
export class Expositions {
  private readonly rows = new WeakMap<KeptAnswer, Rows>();

  constructor(private readonly readings: Readings = new Readings()) {}

  /** The answer read; the error says where it cannot be. undefined: it is no exposition. */
  of(kept: KeptAnswer): Result<ReadExposition, string> | undefined {
    const format = answeredFormat(kept.contentType);
    if (format === 'unknown' || (kept.status !== 200 && kept.body.byteLength === 0)) return undefined;
    const reading = this.readings.of(kept);
    if (reading.ok) return reading;
    const { line, column, message } = reading.error;
    return failed(`line ${line}, column ${column}: ${message}`);
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
