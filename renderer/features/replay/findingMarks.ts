import type { Replay, ReplayFinding } from '../../../shared/contract/replay';
import { formatClock } from '../../../shared/model/format';
import { zoneOffsetMinutes } from '../../store/clock';
import { texts } from '../../texts/catalogue';

const t = texts.replay.findings;
/** Half the thumb of the slider that the lane stands over: at its ends the thumb does not go further. */
export const LANE_EDGE_PX = 8;
/** Glyphs closer than this would lie on each other. */
const GLYPH_PX = 14;
/** A finding of one look is seen on a lane of hours as well. */
const LEAST_PX = 2;

type Length = Pick<Replay, 'fromMs' | 'toMs'>;

/** Findings that begin where one glyph stands: the gravest gives it its shape. */
export interface FindingMark {
  readonly x: number;
  readonly atMs: number;
  readonly severity: ReplayFinding['severity'];
  /** By beginning. */
  readonly findings: readonly ReplayFinding[];
}

export interface FindingBar {
  readonly x: number;
  readonly width: number;
  readonly finding: ReplayFinding;
}

/** How long each stood, from the left of a lane that is so wide. */
export function findingBars(findings: readonly ReplayFinding[], length: Length, width: number): readonly FindingBar[] {
  return findings.map((finding) => {
    const x = xOf(finding.fromMs, length, width);
    return { x, width: Math.max(LEAST_PX, xOf(finding.toMs ?? length.toMs, length, width) - x), finding };
  });
}

/** Where findings begin; those that begin too close for two glyphs share one. `findings`: by beginning. */
export function findingMarks(findings: readonly ReplayFinding[], length: Length, width: number): readonly FindingMark[] {
  const marks: FindingMark[] = [];
  for (const finding of findings) {
    const x = xOf(finding.fromMs, length, width);
    const last = marks.at(-1);
    if (last === undefined || x - last.x >= GLYPH_PX)
      marks.push({ x, atMs: finding.fromMs, severity: finding.severity, findings: [finding] });
    else marks[marks.length - 1] = { ...last, severity: graver(last.severity, finding.severity), findings: [...last.findings, finding] };
  }
  return marks;
}

/** "Error: metrics-server does not run, Deployment/kube-system/metrics-server, 12:00:20 to 12:01:10". */
export function findingWords({ severity, title, subject, fromMs, toMs }: ReplayFinding): string {
  return t.words(t.severities[severity], title, subject, spanWords({ fromMs, toMs }));
}

export function spanWords({ fromMs, toMs }: Pick<ReplayFinding, 'fromMs' | 'toMs'>): string {
  return toMs === undefined ? t.untilEnd(clock(fromMs)) : t.span(clock(fromMs), clock(toMs));
}

function clock(atMs: number): string {
  return formatClock(atMs, zoneOffsetMinutes());
}

function xOf(atMs: number, { fromMs, toMs }: Length, width: number): number {
  const share = Math.min(1, Math.max(0, (atMs - fromMs) / Math.max(1, toMs - fromMs)));
  return Math.round(LANE_EDGE_PX + share * Math.max(0, width - 2 * LANE_EDGE_PX));
}

const GRAVITY = ['info', 'warning', 'error'] as const satisfies readonly ReplayFinding['severity'][];

function graver(a: ReplayFinding['severity'], b: ReplayFinding['severity']): ReplayFinding['severity'] {
  return GRAVITY.indexOf(a) >= GRAVITY.indexOf(b) ? a : b;
}
