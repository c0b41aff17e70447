import type { Report } from '../report/schema';
import { type Block, reportPage, type ShownFinding } from './sections';
import { xmlText } from './xml';

/** Colours are those of colours.ts; dark pages stay light, for they are printed and mailed. */
const STYLE = [
  ':root{color-scheme:light}',
  'body{margin:2rem auto;max-width:72rem;padding:0 1rem;font:14px/1.45 system-ui,sans-serif;color:#15181e;background:#fff}',
  'h1{font-size:20px}h2{font-size:16px;margin-top:2rem}h3{font-size:14px;margin:0}',
  '.says{font-size:16px}dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1rem}dd{margin:0}dt{color:#5b6371}',
  '.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}',
  'th,td{text-align:start;vertical-align:top;padding:4px 8px;border-bottom:1px solid #dce0e6;overflow-wrap:anywhere;unicode-bidi:plaintext}',
  'th{background:#f3f4f7;color:#414854}',
  'article{border:1px solid #7e8694;border-inline-start-width:4px;border-radius:6px;padding:8px 12px;margin:12px 0;overflow-wrap:anywhere}',
  '.error{border-color:#ae1a12}.warning{border-color:#8c5600}',
  'code{font-family:ui-monospace,monospace;font-size:12px}p,ul{margin:6px 0}',
  '@media print{body{margin:0}article{break-inside:avoid}}',
].join('');

/** Of STYLE, for the policy of the page: no other style and nothing else at all is run or fetched (a test reckons it anew). */
const STYLE_HASH = 'sha256-Cm7cynBJp1ug1BC5zRIpUb1DG2J/lqomRB6ks4rYq+w=';

/**
 * The Report as one HTML page that needs nothing else: no script, nothing remote, and a policy that would forbid both. Every
 * text of the cluster is text. `says` is the verdict.
 */
export function toHtml(report: Report, says: string): string {
  const page = reportPage(report, says);
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'">`,
    '<meta name="referrer" content="no-referrer">',
    '<meta name="viewport" content="width=device-width">',
    `<title>${xmlText(page.title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    `<h1>${isolated(page.title)}</h1>`,
    `<p class="says">${isolated(page.says)}</p>`,
    `<dl>${page.facts.map(({ label, text }) => `<dt>${xmlText(label)}</dt><dd>${isolated(text)}</dd>`).join('')}</dl>`,
    ...page.sections.flatMap(({ title, blocks }) => ['<section>', `<h2>${xmlText(title)}</h2>`, ...blocks.map(blockOf), '</section>']),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function blockOf(block: Block): string {
  switch (block.is) {
    case 'text':
      return `<p>${isolated(block.text)}</p>`;
    case 'table':
      return tableOf(block.head, block.rows);
    case 'finding':
      return findingOf(block);
  }
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const heads = head.map((title) => `<th scope="col">${xmlText(title)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${xmlText(cell)}</td>`).join('')}</tr>`).join('\n');
  return `<div class="wide"><table><thead><tr>${heads}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

function findingOf({ severity, title, rule, subject, since, follows, because, remedy, proof }: ShownFinding): string {
  return [
    `<article class="${severity}">`,
    `<h3>${severity}: ${isolated(title)}</h3>`,
    `<p>${isolated(because)}</p>`,
    ...(follows.length === 0 ? [] : [`<p>Follows from: ${follows.map(isolated).join('; ')}</p>`]),
    `<p>What to do: ${isolated(remedy)}</p>`,
    `<p>Rule <code>${isolated(rule)}</code>, subject <code>${isolated(subject)}</code>${since === undefined ? '' : `, since ${xmlText(since)}`}</p>`,
    ...(proof.length === 0 ? [] : [`<ul>${proof.map(proofOf).join('')}</ul>`]),
    '</article>',
  ].join('\n');
}

function proofOf({ request, says, at }: ShownFinding['proof'][number]): string {
  return `<li>${request === undefined ? '' : `<code>${isolated(request)}</code>: `}${isolated(says)} (${xmlText(at)})</li>`;
}

/** Text whose direction does not reach beyond it. */
function isolated(text: string): string {
  return `<bdi>${xmlText(text)}</bdi>`;
}
