import type { FindingPlace } from '../../../shared/contract/findings';
import { diagnose } from '../../../shared/diagnosis/diagnose';
import type { Finding } from '../../../shared/diagnosis/finding';
import { findingPlaces } from '../../../shared/diagnosis/findingPlaces';
import { guideOf } from '../../../shared/diagnosis/rule';
import { RULES } from '../../../shared/diagnosis/table';
import type { Report } from '../../../shared/report/schema';
import type { BlindSpotWatch } from '../blindSpots/blindSpotWatch';
import type { Clock } from '../clock';
import type { Access } from '../cluster/access';
import { toReportEvidence, toTime } from '../session/reportEvidence';
import type { AnswerStore } from '../store/answers';
import { AccountWatch } from './accountWatch';
import { BlindWatch } from './blindWatch';
import { diagnosisFacts, type Seen } from './diagnosisFacts';
import { findingEvidence } from './findingEvidence';

export type ReportedDiagnosis = Pick<Report, 'findings' | 'cannotTell'>;

/** Views are made four times a second; what rules read changes every few seconds. */
const PERIOD_MS = 1_000;
/** Where judging thousands of kubelets takes a noticeable part of a second, it takes at most such a part of all time. */
const COSTS_BETWEEN = 15;

interface Parts {
  readonly session: () => Seen & { readonly answers: AnswerStore; readonly firstWholeLookMs: number | undefined };
  readonly access: Pick<Access, 'answerFor'>;
  readonly clock: Clock;
  readonly blindSpots: Pick<BlindSpotWatch, 'refresh' | 'page'>;
}

/** The findings of one session, as of its last looks, each with the time it was found first. */
export class DiagnosisWatch {
  private readonly accounts: AccountWatch;
  private readonly blind: BlindWatch;
  private readonly firstMs = new Map<string, number>();
  private placed: readonly FindingPlace[] = [];
  private last: { readonly atMs: number; readonly costMs: number; readonly made: ReportedDiagnosis } | undefined;

  constructor(private readonly parts: Parts) {
    this.accounts = new AccountWatch(parts.session, parts.access, parts.clock);
    this.blind = new BlindWatch(parts.blindSpots, parts.clock, () => parts.session().firstWholeLookMs !== undefined);
  }

  /** Something changed in the session. */
  observe(): void {
    this.accounts.observe();
    this.blind.observe();
  }

  /** As of now, but for the last second, or some more where judging takes long. */
  now(): ReportedDiagnosis {
    const { clock } = this.parts;
    const nowMs = clock.now();
    const periodMs = Math.max(PERIOD_MS, COSTS_BETWEEN * (this.last?.costMs ?? 0));
    if (this.last && nowMs >= this.last.atMs && nowMs - this.last.atMs < periodMs) return this.last.made;
    const beganMs = clock.monotonic();
    const made = this.make(nowMs);
    this.last = { atMs: nowMs, costMs: clock.monotonic() - beganMs, made };
    return made;
  }

  /** The last ones, when nothing new can be seen: the connection is lost. */
  before(): ReportedDiagnosis {
    return this.last?.made ?? { findings: [], cannotTell: [] };
  }

  /** Where the findings told last stand on the map. */
  places(): readonly FindingPlace[] {
    return this.placed;
  }

  private make(nowMs: number): ReportedDiagnosis {
    const session = this.parts.session();
    const facts = diagnosisFacts(session, { accounts: this.accounts.known, blindSpots: this.blind.known }, nowMs);
    const { findings, cannotTell } = diagnose(RULES, facts);
    this.placed = findingPlaces(findings, facts);
    this.remember(findings, nowMs);
    return {
      findings: findings.map((finding) => this.reported(finding, session.answers)),
      cannotTell: cannotTell.map(({ rule, needs }) => ({ rule, needs: [...needs] })),
    };
  }

  private remember(findings: readonly Finding[], nowMs: number): void {
    const ids = new Set(findings.map(({ id }) => id));
    for (const id of this.firstMs.keys()) if (!ids.has(id)) this.firstMs.delete(id);
    for (const { id, sinceMs } of findings) if (!this.firstMs.has(id)) this.firstMs.set(id, sinceMs ?? nowMs);
  }

  private reported(finding: Finding, answers: AnswerStore): Report['findings'][number] {
    const { id, rule, severity, subject, causedBy, title, because, remedy, sinceMs } = finding;
    const evidence = findingEvidence(finding.evidence, answers).map(toReportEvidence);
    const since = toTime(sinceMs ?? this.firstMs.get(id) ?? this.parts.clock.now());
    return { id, rule, severity, subject, since, causedBy: [...causedBy], title, because, remedy, docs: guideOf(rule), evidence };
  }
}
