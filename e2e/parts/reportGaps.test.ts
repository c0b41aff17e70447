import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../shared/report/schema';
import { hopscope, type Ran, reportOf } from '../support/commandLine';

/** An application of this demo ends every 40 s and is not there for a scrape or two, and a Job's pods live for seconds. */
const DEMO = ['--demo', 'app-crashes', '--for', '50s'];
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hopscope-report-gaps-'));
const recording = path.join(folder, 'crashes.hopscope');

/** Rows of the table that begins with these words, by its heads. */
function tableOf(stdout: string, begins: string): Record<string, string>[] {
  const lines = stdout.split('\n');
  const at = lines.findIndex((line) => line.startsWith(begins));
  const head = lines[at] ?? '';
  const columns = [...head.matchAll(/\S+(?: \S+)*/g)].map(({ 0: name, index }) => ({ name, index }));
  const end = lines.indexOf('', at);
  return lines.slice(at + 1, end < 0 ? undefined : end).map((line) => {
    const cells = columns.map(({ name, index }, i) => [name, line.slice(index, columns[i + 1]?.index).trim()] as const);
    return Object.fromEntries(cells);
  });
}

describe('hopscope report --for, while scrapes are lost', () => {
  let live: Ran;
  let printed: Ran;
  let report: Report;
  beforeAll(async () => {
    const [ran, recorded] = await Promise.all([hopscope(['report', ...DEMO]), hopscope(['record', ...DEMO, '-o', recording])]);
    if (recorded.code !== 0) throw new Error(recorded.stderr);
    live = ran;
    printed = await hopscope(['report', '--recording', recording]);
    ({ report } = await reportOf(['--recording', recording]));
  }, 180_000);
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('prints each gap of that time, and says how many and who told', () => {
    const rows = tableOf(live.stdout, 'GAP ');
    expect(rows.length).toBeGreaterThan(0);
    expect(live.stderr).toMatch(new RegExp(`^gaps: ${rows.length} in the last \\S+ s, read from Prometheus monitoring/prometheus$`, 'm'));
    for (const row of rows) {
      expect(row['GAP']).toMatch(/^kubernetes-pods\/10\.244\.\d+\.\d+:8080$/);
      expect(['target-restarted', 'target-down']).toContain(row['CAUSE']);
    }
    expect(rows.map((row) => row['CAUSE'])).toContain('target-restarted');
  });

  it('the rows printed are the gaps of the JSON, word for word', () => {
    expect(report.gaps.length).toBeGreaterThan(0);
    expect(tableOf(printed.stdout, 'GAP ')).toEqual(
      report.gaps.map(({ target, from, missed, cause }) =>
        expect.objectContaining({ GAP: target, FROM: from.slice(11, 19), MISSED: String(missed), CAUSE: cause }),
      ),
    );
    for (const { because } of report.gaps) expect(printed.stdout).toContain(because);
    for (const { evidence, to, from, intervalSeconds } of report.gaps) {
      expect(evidence.length).toBeGreaterThan(0);
      expect(intervalSeconds).toBe(15);
      if (to !== undefined) expect(Date.parse(to)).toBeGreaterThan(Date.parse(from));
    }
  });

  it('and so are the states of pods that no scrape saw', () => {
    expect(report.blindSpots.length).toBeGreaterThan(0);
    expect(tableOf(printed.stdout, 'POD ')).toEqual(
      report.blindSpots.map(({ subject, state, reason, from, verdict, seeInstead }) =>
        expect.objectContaining({
          POD: subject.replace(/^Pod\//, ''),
          STATE: `${state}=${reason ?? ''}`,
          FROM: from.slice(11, 19),
          VERDICT: verdict === 'was-missed' ? 'was missed' : 'could not be seen',
          'SEE INSTEAD': seeInstead,
        }),
      ),
    );
  });
});
