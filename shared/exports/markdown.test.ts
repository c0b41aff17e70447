import { describe, expect, it } from 'vitest';
import { issueTextOf, toIssueText } from './issueText';
import { toMarkdown } from './markdown';
import { markdownCode, markdownText } from './markdownText';
import { NASTY, reportOfText } from './reports.testSupport';

describe('text in Markdown', () => {
  it.each([
    ['a | b', 'a \\| b'],
    ['<img src=x>', '\\<img src=x\\>'],
    ['[a](b) ![c](d)', '\\[a\\](b) \\!\\[c\\](d)'],
    ['*a* _b_ `c` ~d~', '\\*a\\* \\_b\\_ \\`c\\` \\~d\\~'],
    ['&lt;', '\\&lt;'],
    ['- a', '\\- a'],
    ['1. a', '1\\. a'],
    ['# a', '\\# a'],
    ['a\n\n# b', 'a \\# b'],
    ['a\\', 'a\\\\'],
    ['v1.34.4 on 10.0.0.1', 'v1.34.4 on 10.0.0.1'],
  ])('%s', (text, written) => expect(markdownText(text)).toBe(written));

  it.each([
    ['a', '`a`'],
    ['a`b', '``a`b``'],
    ['`a', '`` `a ``'],
    ['a|b\nc', '`a\\|b c`'],
  ])('as code: %s', (text, written) => expect(markdownCode(text)).toBe(written));
});

describe('report as Markdown', () => {
  it.each(NASTY.map((text) => [JSON.stringify(text).slice(0, 40), text]))('keeps its shape with %s', (_name, text) => {
    const page = toMarkdown(reportOfText(text), text).split('\n');
    expect(page.filter((line) => /^#{1,6} /.test(line)).map((line) => line.split(' ')[0])).toEqual(
      shapeOf(toMarkdown(reportOfText('a'), 'a')),
    );
    for (const line of page.filter((each) => each.startsWith('|'))) {
      const before = page[page.indexOf(line) - 1] ?? '';
      if (before.startsWith('|')) expect(cellsOf(line)).toBe(cellsOf(before));
    }
    expect(page.every((line) => line === '' || /^(#|\||- |What to do: |Follows from: )/.test(line) || line === markdownText(text))).toBe(
      true,
    );
  });

  it('says the verdict, each finding with proof and remedy, and every table that has rows', () => {
    const page = toMarkdown(reportOfText('nginx'), 'Data stops.');
    expect(page).toContain('\nData stops.\n');
    expect(page).toContain('### error: nginx\n\nnginx\n\nWhat to do: nginx\n\n- Rule: `scrape-timeout`\n- Subject: `target/nginx/i`\n');
    expect(page).toContain('- Proof: `GET /nginx`: nginx (line 3) (2026-01-01T00:00:00.000Z)');
    expect(page).toContain('Follows from: nginx');
    for (const title of ['Components', 'Hops', 'Scrape gaps', 'Blind spots', 'What could not be told', 'Access'])
      expect(page).toContain(`## ${title}\n\n| `);
    expect(page).toContain('| kubelet → metrics-server | nginx | broken |  |  | nginx |');
  });
});

describe('issue text', () => {
  it('is the root with what follows from it, and names no cluster', () => {
    const report = {
      ...reportOfText('web'),
      cluster: { context: 'prod-secret-name', server: 'https://prod.example', serverVersion: 'v1.34.4' },
    };
    const text = issueTextOf(report, undefined) ?? '';
    expect(text).toMatch(/^# web\n\nweb\n\n- Severity: error\n- Rule: `scrape-timeout`\n/);
    expect(text).toContain('## What follows from it\n\n- what follows: web (`hpa-metric-unavailable`)\n');
    expect(text).toContain('Seen by Hopscope on Kubernetes v1.34.4');
    expect(text).not.toContain('prod');
    expect(text).not.toContain('\n---\n');
  });

  it('is of the one that is named; undefined where there is none; a sentence where nothing was found', () => {
    const report = reportOfText('web');
    expect(issueTextOf(report, report.findings[1]?.id)).toMatch(/^# what follows: web\n[\s\S]*- Follows from: web\n/);
    expect(issueTextOf(report, 'other')).toBeUndefined();
    expect(issueTextOf({ ...report, findings: [] }, undefined)).toBe('Nothing was found that is worth an issue.\n');
  });

  it('of findings that one repair mends has each subject, the oldest beginning, each proof once, and what follows from any', () => {
    const report = reportOfText('web');
    const [root, effect] = report.findings;
    if (root === undefined || effect === undefined) throw new Error('no findings');
    const more = Array.from({ length: 24 }, (_, at) => ({
      ...root,
      id: `more-${at}`,
      subject: `target/${at}`,
      since: '2026-01-01T02:00:00.000Z',
      evidence: [{ at: '2026-01-01T00:00:00.000Z', says: at % 2 === 0 ? 'even' : 'odd' }],
    }));
    const all = { ...report, findings: [root, ...more, { ...effect, causedBy: ['more-3'] }] };
    const text = toIssueText(all, [root, ...more]);
    expect(text.match(/^- Subject: .*$/gm)).toHaveLength(20);
    expect(text).toContain('\n- and 5 more\n- Since: at least 2026-01-01T00:00:00.000Z\n');
    expect(text).toContain(
      '## Proof\n\n- `GET /web`: web (line 3) (2026-01-01T00:00:00.000Z)\n- even (2026-01-01T00:00:00.000Z)\n- odd (2026-01-01T00:00:00.000Z)\n\n',
    );
    expect(text).toContain('## What follows from it\n\n- what follows: web (`hpa-metric-unavailable`)\n');
    expect(toIssueText({ ...all, from: '2025-12-31T00:00:00.000Z' }, [root])).toContain('\n- Since: 2026-01-01T00:00:00.000Z\n');
  });

  it.each(NASTY)('has its four headings and no other: %s', (name) => {
    expect(shapeOf(issueTextOf(reportOfText(name), undefined) ?? '')).toEqual(['#', '##', '##', '##']);
  });
});

function shapeOf(page: string): (string | undefined)[] {
  return page
    .split('\n')
    .filter((line) => /^#{1,6} /.test(line))
    .map((line) => line.split(' ')[0]);
}

function cellsOf(line: string): number {
  return line.replace(/\\./g, '').split('|').length;
}
