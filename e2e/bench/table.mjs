// Rows of a measurement with its baseline, the ratio and the budget.

/**
 * @param {{what: string, value: number, unit: string, baseline?: number, budget?: {of: 'value' | 'ratio', most: number}}} row
 */
export function judged(row) {
  const ratio = row.baseline === undefined ? undefined : row.value / row.baseline;
  const held = row.budget?.of === 'ratio' ? ratio : row.value;
  const verdict = row.budget === undefined ? 'none' : held <= row.budget.most ? 'kept' : 'missed';
  return { ...row, ratio, verdict };
}

const headOf = (rival) => ['', 'Hopscope', rival, 'ratio', 'budget', ''];

/**
 * @param {readonly ReturnType<typeof judged>[]} rows
 * @param {string} [rival] what stands over the baselines
 */
export function tableOf(rows, rival = 'bare page') {
  const head = headOf(rival);
  const lines = [head, ...rows.map(cells)];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines.map((line) => `  ${line.map((cell, column) => pad(cell, widths[column], column)).join('   ')}`.trimEnd()).join('\n');
}

function cells({ what, value, unit, baseline, ratio, budget, verdict }) {
  return [
    what,
    `${figure(value)} ${unit}`,
    baseline === undefined ? '' : `${figure(baseline)} ${unit}`,
    ratio === undefined ? '' : `${ratio.toFixed(2)} x`,
    budget === undefined ? '' : budget.of === 'ratio' ? `${Number(budget.most.toFixed(2))} x` : `${budget.most} ${unit}`,
    verdict === 'none' ? '' : verdict === 'kept' ? 'kept' : 'MISSED',
  ];
}

function pad(cell, width, column) {
  return column === 0 || column === 5 ? cell.padEnd(width) : cell.padStart(width);
}

export function figure(value) {
  return Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
}
