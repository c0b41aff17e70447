import { describe, expect, it } from 'vitest';
import { Report } from '../../shared/report/schema';
import { feedOver, NOW_MS, respond, ups } from './gaps/gapFeed.testSupport';
import { GapMemory } from './gaps/gapMemory';
import { ENOUGH_MS, lookedOnMs, wholeReport } from './wholeReport';
import { readReport } from './window/windowReport';

const MINUTE_MS = 60_000;
const bare: Report = {
  version: 1,
  cluster: { context: 'lab' },
  from: '2026-01-02T11:00:00.000Z',
  to: '2026-01-02T12:00:00.000Z',
  components: [],
  edges: [],
  findings: [],
  gaps: [],
  blindSpots: [],
  cannotTell: [],
  access: [],
};
const blindSpot: Report['blindSpots'][number] = {
  subject: 'Pod/demo/burst',
  state: 'phase',
  from: '2026-01-02T11:30:00.000Z',
  intervalSeconds: 15,
  verdict: 'was-missed',
  seeInstead: 'events',
  evidence: [],
};

/** A target that failed 12 times, 35 to 32 minutes ago, under a Prometheus that can be asked. */
function parts() {
  const slow = ups(
    () => 1,
    (tick) => (tick >= 100 && tick < 112 ? 0 : 1),
  );
  const { session, clock } = feedOver(respond(slow));
  const since: number[] = [];
  const blindSpots = {
    reportRows: async (sinceMs: number) => {
      since.push(sinceMs);
      return [blindSpot];
    },
  };
  return { session, clock, since, port: { send: respond(slow) }, memory: new GapMemory(), maker: { make: () => bare }, blindSpots };
}

describe('the whole Report', () => {
  it('has the gaps of the time asked for with cause and cost, and what no scrape of the session saw', async () => {
    const given = parts();
    const { report, says } = await wholeReport(given, 60 * MINUTE_MS);
    expect(Report.safeParse(report).success).toBe(true);
    expect(report.gaps).toMatchObject([{ target: 'kubelet/n2:10250', missed: 12, cause: 'scrape-too-slow' }]);
    expect(report.gaps[0]?.cost.windows).toContain('[1m]: 11 of 13 without a value');
    expect(report.blindSpots).toEqual([blindSpot]);
    expect(given.since).toEqual([given.session.startedMs]);
    expect(says).toBe('gaps: 1 in the last 1 h, read from Prometheus monitoring/p');
  });

  it('of a shorter time only those that lie in it', async () => {
    const { report } = await wholeReport(parts(), 20 * MINUTE_MS);
    expect(report.gaps).toEqual([]);
  });

  it('without a time no gaps, and says so', async () => {
    const { report, says } = await wholeReport(parts(), undefined);
    expect(report.gaps).toEqual([]);
    expect(says).toContain('left out');
  });

  it.each([
    ['just begun', ENOUGH_MS - 1, undefined],
    ['long enough', 5 * MINUTE_MS, 5 * MINUTE_MS],
    ['a day', 1_440 * MINUTE_MS, 360 * MINUTE_MS],
  ])('a session that looked on: %s', (_name, looked, expected) => {
    expect(lookedOnMs(NOW_MS - looked, NOW_MS)).toBe(expected);
  });

  describe('in the form that the window asks for', () => {
    const then: Report = { ...bare, to: '2026-01-01T00:00:00.000Z' };
    const now = () => ({ report: bare, isPast: false });

    it.each(['json', 'text', 'markdown', 'html'] as const)('%s: with gaps and blind spots', async (form) => {
      const read = await readReport({ type: 'read-report', form, use: 'copy' }, parts(), now);
      if (read.type !== 'report') throw new Error(read.says);
      expect(read.says).toContain('read from Prometheus monitoring/p');
      expect(read.text.replaceAll('\\', '')).toContain('scrape-too-slow');
      if (form === 'json') expect(Report.parse(JSON.parse(read.text)).blindSpots).toHaveLength(1);
    });

    it.each(['json', 'html'] as const)('%s: of the moment that is shown, and says what is not in it', async (form) => {
      const read = await readReport({ type: 'read-report', form, use: 'save' }, parts(), () => ({ report: then, isPast: true }));
      expect(read).toMatchObject({
        type: 'report',
        form,
        use: 'save',
        says: expect.stringContaining('of the moment that the window shows'),
      });
      expect(read).toMatchObject({ text: expect.stringContaining(then.to) });
    });

    it('svg: with the cards where the user moved them, and asks nobody for gaps', async () => {
      const given = parts();
      const places = { kubelet: { x: -40, y: 90 } };
      const read = await readReport({ type: 'read-report', form: 'svg', use: 'save', places }, given, now);
      expect(read).toMatchObject({ type: 'report', text: expect.stringMatching(/viewBox="-58 0 [\s\S]*<rect x="-40" y="90"/) });
      expect(given.since).toEqual([]);
    });

    it('says what failed', async () => {
      const given = parts();
      const failing = { ...given, blindSpots: { reportRows: () => Promise.reject(new Error('disk I/O error')) } };
      const read = await readReport({ type: 'read-report', form: 'json', use: 'save' }, failing, now);
      expect(read).toEqual({ type: 'report-failed', form: 'json', use: 'save', says: 'disk I/O error' });
    });
  });
});
