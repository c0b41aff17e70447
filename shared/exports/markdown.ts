import type { Report } from '../report/schema';
import { markdownCode, markdownText } from './markdownText';
import { type Block, reportPage, type ShownFinding } from './sections';

/** The Report as a Markdown page (GitHub's); `says` is its verdict. */
export function toMarkdown(report: Report, says: string): string {
  const page = reportPage(report, says);
  return lines([
    `# ${markdownText(page.title)}`,
    '',
    markdownText(page.says),
    '',
    ...page.facts.map(({ label, text }) => `- ${label}: ${markdownText(text)}`),
    ...page.sections.flatMap(({ title, blocks }) => ['', `## ${title}`, '', ...blocks.flatMap(blockLines)]),
  ]);
}

function blockLines(block: Block): readonly string[] {
  switch (block.is) {
    case 'text':
      return [markdownText(block.text)];
    case 'table':
      return tableLines(block.head, block.rows);
    case 'finding':
      return [...findingLines(block), ''];
  }
}

function tableLines(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const row = (cells: readonly string[]): string => `| ${cells.map((cell) => markdownText(cell)).join(' | ')} |`;
  return [row(head), `|${head.map(() => ' --- |').join('')}`, ...rows.map(row)];
}

function findingLines(finding: ShownFinding): readonly string[] {
  const { severity, title, follows, because, remedy } = finding;
  return [
    `### ${severity}: ${markdownText(title)}`,
    '',
    markdownText(because),
    '',
    ...(follows.length === 0 ? [] : [`Follows from: ${follows.map(markdownText).join('; ')}`, '']),
    `What to do: ${markdownText(remedy)}`,
    '',
    ...headLines(finding),
    ...proofLines(finding),
  ];
}

/** Rule, subject and beginning of a finding, as a list. */
function headLines({ rule, subject, since }: ShownFinding): readonly string[] {
  return [`- Rule: ${markdownCode(rule)}`, `- Subject: ${markdownCode(subject)}`, ...(since === undefined ? [] : [`- Since: ${since}`])];
}

/** What proves a finding, as a list. */
export function proofLines({ proof }: Pick<ShownFinding, 'proof'>): readonly string[] {
  return proof.map(({ request, says, at }) => {
    const asked = request === undefined ? '' : `${markdownCode(request)}: `;
    return `- Proof: ${asked}${markdownText(says)} (${at})`;
  });
}

/** Lines as a text that ends with a line end, without two blank lines after each other. */
export function lines(all: readonly string[]): string {
  return `${all.filter((line, at) => line !== '' || all[at - 1] !== '').join('\n')}`.replace(/\n*$/, '\n');
}
