import { RULES } from './table';

const HEAD = `# Diagnosis

What is broken, why, with the proof, and what to do: findings stand in the Report, \`hopscope report\` prints them. A rule
looks at what was seen already; it makes no requests of its own. It passes, fails with a finding for each subject, does not apply,
or **cannot tell**, and then says what it would have to see: not seen is not healthy. The Report lists those under \`cannotTell\`.

- **Severity.** An error stops values or makes them wrong; a warning is on its way there, or costs some; an info is good to know.
  \`hopscope report\` ends with 1 where there is an error or a warning, or a part of the map is degraded or broken; infos never count.
- **Root first.** A finding that another explains names it (\`causedBy\`) and stands below all that nothing explains. Repair
  the roots: what follows goes by itself.
- **Proof.** Each finding names requests, fields and lines. Sentences name the cluster's own things.
- **Remedies** are the smallest that help. None of them ever says to grant nodes/proxy or cluster-admin.

The sections below are made from the rules (\`shared/diagnosis/rules/\`, a file for each); a test holds this page to them. The line below each name leads to its own page: what it needs, what it says with its remedy, when it says nothing, and when it cannot tell.
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
  return `${HEAD}\n${sections.join('\n')}`;
}

/** What Markdown would read as markup. */
export function plain(text: string): string {
  return text.replaceAll(/[*<>[\]_|]/g, (sign) => `\\${sign}`);
}
