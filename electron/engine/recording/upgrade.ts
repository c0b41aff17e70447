import { z } from 'zod';
import type { Entry } from './entries';
import type { FormatVersion } from './frames';

type BodyOf = (body: { readonly hash: string; readonly bytes: number }) => Promise<Uint8Array | undefined>;
type Step = (entries: readonly Entry[], bodyOf: BodyOf) => Promise<readonly Entry[]>;

/** Of the Report in a recording of format 1. */
const ReportOf1 = z.object({
  findings: z.array(
    z.object({
      id: z.string(),
      rule: z.string(),
      severity: z.enum(['error', 'warning', 'info']),
      subject: z.string(),
      title: z.string(),
      since: z.string().optional(),
    }),
  ),
});

/** What each older format needs to be read as the next one. */
const STEPS: Readonly<Record<Exclude<FormatVersion, 2>, Step>> = { 1: findingsOfReport };

/** Entries of a file of `version`, as those of today's format. */
export async function upgraded(version: FormatVersion, entries: readonly Entry[], bodyOf: BodyOf): Promise<readonly Entry[]> {
  return version === 2 ? entries : STEPS[version](entries, bodyOf);
}

/** From 1 to 2: findings stood only in the Report at the end, each with the time since when. Those that were over by then are not known. */
async function findingsOfReport(entries: readonly Entry[], bodyOf: BodyOf): Promise<readonly Entry[]> {
  const [first] = entries;
  const report = entries.find((entry) => entry.kind === 'report');
  if (first === undefined || report?.kind !== 'report') return entries;
  const found = parsed(await bodyOf(report.body))?.findings ?? [];
  const begun = found.map(({ since, ...finding }): Entry => {
    const sinceMs = since === undefined ? Number.NaN : Date.parse(since);
    const atMs = Number.isNaN(sinceMs) ? report.atMs : Math.min(report.atMs, Math.max(first.atMs, sinceMs));
    return { kind: 'findings', atMs, began: [finding], ended: [] };
  });
  return [...entries, ...begun];
}

function parsed(bytes: Uint8Array | undefined): z.infer<typeof ReportOf1> | undefined {
  if (bytes === undefined) return undefined;
  try {
    return ReportOf1.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data;
  } catch {
    return undefined;
  }
}
