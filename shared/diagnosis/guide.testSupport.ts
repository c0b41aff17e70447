import { RULES } from './table';

const HEAD = `# Diagnosis

What is broken, why, with the proof, and what to do: findings stand in the Report, \`hopscope report\` prints them. A rule
looks at what was seen already; it makes no requests of its own. It passes, fails with a finding for each subject, does not apply,
or **cannot tell**, and then says what it would have to see: not seen is not healthy. The Report lists those under \`cannotTell\`.

- **Severity.** An error stops values or makes them wrong; a warning is on its way there, or costs some; an info is good to know.
  The severities below are our own choice by these words: what names the rules' symptoms and causes (threads, sources) gives none.
  A rule may take another where a case is milder or worse: a clock that is 20 s ahead is a warning, a certificate that has ended an error.
  \`hopscope report\` ends with 1 where there is an error or a warning, or a part of the map is degraded or broken; infos never count.
- **Root first.** A finding that another explains names it (\`causedBy\`) and stands below all that nothing explains. Repair
  the roots: what follows goes by itself.
- **Proof.** Each finding names requests, fields and lines. Sentences name the cluster's own things.
- **No log is needed.** Rules read none. [The panel](findings.md) offers to read the log of a finding's pod, when you press for it and may.
- **Remedies** are the smallest that help. None of them ever says to grant nodes/proxy or cluster-admin.

The sections below are made from the rules (\`shared/diagnosis/rules/\`, a file for each); a test holds this page to them. The line below each name leads to its own page: what it needs, what it says with its remedy, when it says nothing, and when it cannot tell.
`;

/** A row for each rule, errors first. */
function severities(): string {
  const rows = (['error', 'warning', 'info'] as const).flatMap((severity) =>
    RULES.filter((rule) => rule.severity === severity).map(({ id, says }) => [severity, `[${id}](#${id})`, plain(says)]),
  );
  return aligned([['severity', 'rule', 'finds'], ...rows]).join('\n');
}

/** Columns as wide as their widest cell, as the formatter of this repository has them. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const [head = []] = rows;
  const widths = head.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const lines = rows.map((row) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`);
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [...lines.slice(0, 1), rule, ...lines.slice(1)];
}

const EVIDENCE = `## How it is tested

- Each rule has cases: what it finds, what it must not find, what it cannot tell (they stand on its page).
- \`e2e/parts/scenarios.test.ts\`: each fault of the demo, looked at over HTTPS, yields its findings in the Report and no others, infos too, for
  two seconds on end. Which rules no scenario shows yet stands in \`e2e/parts/rulesShown.test.ts\`.
- \`e2e/parts/diagnosisMatrix.test.ts\`: the healthy demo has no error and no warning, and five pairs of faults yield both. In \`npm test\`
  four seeds, after up to 18 hours of the cluster's life; Prometheus has scraped for two minutes when it is looked at. \`npm run matrix\`
  takes 20 seeds, each at another hour of the day with 72 minutes scraped and stored (24 hours between them; some 15 minutes of two
  cores), \`npm run matrix -- SEEDS MINUTES\` any other. Each is looked at once, at the end of its time.
- [Twelve causes](causes.md) has pictures of what the panel says.
`;

/** docs/guide/diagnosis.md. */
export function renderGuide(): string {
  const sections = RULES.map(({ id, severity, says, symptom, proof, causedBy }) => {
    const known = causedBy.filter((each) => RULES.some((rule) => rule.id === each));
    const causes = known.length === 0 ? [] : ['', `May follow from: ${known.map((each) => `[${each}](#${each})`).join(', ')}.`];
    return [
      `## ${id}`,
      '',
      `[${says}](rules/${id}.md) (${severity})`,
      '',
      `Seen as: ${plain(symptom)}`,
      '',
      `Proven by: ${plain(proof)}.`,
      ...causes,
      '',
    ].join('\n');
  });
  return `${HEAD}\n${severities()}\n\n${EVIDENCE}\n${sections.join('\n')}`;
}

/** What Markdown would read as markup. */
export function plain(text: string): string {
  return text.replaceAll(/[*<>[\]_|]/g, (sign) => `\\${sign}`);
}
