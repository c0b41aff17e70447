import { PROBERS } from './table';

const HEAD = `# Probers

What Hopscope asks of each component, what an answer proves and what it costs. Made from the table of probers
(\`electron/engine/probers/table.ts\`); a test holds it to that table.

Every request is a GET. Access is asked for before it (SelfSubjectAccessReview): what may not be read is not asked for.
Of kinds with more than 25 members only 25 are asked in each period, in turn; the others are judged by what answers for
all at once: node conditions and leases, the Metrics API, the targets of a Prometheus.
`;

/** docs/probers.md. */
export function renderProbersDoc(): string {
  const sections = PROBERS.map((prober) => {
    const rows = prober.requests.map(({ request, proves, cost }) => `| ${cell(request)} | ${cell(proves)} | ${cell(cost)} |`);
    const buildsOn = prober.buildsOn.length > 0 ? ` Builds on the looks at ${prober.buildsOn.join(', ')}.` : '';
    return [
      `## ${prober.name}`,
      '',
      `Looks at ${prober.kinds.join(', ')}, each ${prober.periodMs / 1000} s.${buildsOn}`,
      '',
      '| request | proves | cost |',
      '|---|---|---|',
      ...rows,
      '',
    ].join('\n');
  });
  return `${HEAD}\n${sections.join('\n')}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
