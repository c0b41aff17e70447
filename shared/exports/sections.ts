import { formatDuration, formatLabelled, formatOf, formatRatio } from '../model/format';
import type { Report, ReportComponent, ReportEdge, ReportEvidence } from '../report/schema';

type Finding = Report['findings'][number];

/** What the report says, without a format: pages of Markdown and HTML are made of the same parts. */
export interface ReportPage {
  readonly title: string;
  /** The verdict. */
  readonly says: string;
  readonly facts: readonly Fact[];
  readonly sections: readonly Section[];
}

interface Fact {
  readonly label: string;
  readonly text: string;
}

interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly is: 'text'; readonly text: string }
  /** Cells are texts as they are read, numbers with units. */
  | { readonly is: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | ({ readonly is: 'finding' } & ShownFinding);

export interface ShownFinding {
  readonly severity: Finding['severity'];
  readonly title: string;
  readonly rule: string;
  readonly subject: string;
  readonly since: string | undefined;
  /** Titles of the findings that explain it. */
  readonly follows: readonly string[];
  readonly because: string;
  readonly remedy: string;
  readonly proof: readonly Proof[];
}

interface Proof {
  readonly request: string | undefined;
  readonly says: string;
  readonly at: string;
}

/** The Report as a page to read; `says` is its verdict. Every row of every table is there. */
export function reportPage(report: Report, says: string): ReportPage {
  const { cluster, from, to } = report;
  return {
    title: `Monitoring architecture of ${cluster.context}`,
    says,
    facts: [
      { label: 'Kubernetes', text: cluster.serverVersion ?? 'version not seen' },
      { label: 'Server', text: cluster.server ?? 'not told' },
      { label: 'Looked at', text: `${from} to ${to}` },
    ],
    sections: [
      findingsSection(report),
      { title: 'Components', blocks: [table(COMPONENT_HEAD, report.components.map(componentRow))] },
      { title: 'Hops', blocks: [table(HOP_HEAD, report.edges.map(hopRow))] },
      ...filled('Scrape gaps', table(GAP_HEAD, report.gaps.map(gapRow))),
      ...filled(
        'Blind spots',
        table(
          BLIND_SPOT_HEAD,
          report.blindSpots.map((each) => blindSpotRow(each, to)),
        ),
      ),
      ...filled('What could not be told', table(['Rule', 'Would need'], report.cannotTell.map(needRow))),
      ...filled('Access', table(ACCESS_HEAD, report.access.map(accessRow))),
    ],
  };
}

const COMPONENT_HEAD = ['Component', 'State', 'Members', 'Number', 'Age', 'Because'];
const HOP_HEAD = ['Hop', 'Carries', 'State', 'Every', 'Age', 'Because'];
const GAP_HEAD = ['Gap', 'From', 'Length', 'Missed', 'Cause', 'Because'];
const BLIND_SPOT_HEAD = ['Subject', 'State', 'From', 'Lasted', 'Chance', 'Verdict', 'See instead'];
const ACCESS_HEAD = ['Who', 'May', 'What', 'Allowed'];

function table(head: readonly string[], rows: readonly (readonly string[])[]): Extract<Block, { is: 'table' }> {
  return { is: 'table', head, rows };
}

function filled(title: string, block: Extract<Block, { is: 'table' }>): readonly Section[] {
  return block.rows.length === 0 ? [] : [{ title, blocks: [block] }];
}

function findingsSection({ findings }: Report): Section {
  if (findings.length === 0) return { title: 'Findings', blocks: [{ is: 'text', text: 'No rule found anything wrong.' }] };
  return { title: 'Findings', blocks: findings.map((finding) => ({ is: 'finding', ...shownFinding(finding, findings) })) };
}

/** A finding as it is shown; `all` are those that it may follow from. */
export function shownFinding(finding: Finding, all: readonly Finding[]): ShownFinding {
  const { severity, title, rule, subject, since, because, remedy, causedBy, evidence } = finding;
  const follows = causedBy.flatMap((id) => all.find((each) => each.id === id)?.title ?? []);
  return { severity, title, rule, subject, since, follows, because, remedy, proof: evidence.map(proofOf) };
}

/** What proves a finding, as it is shown. */
export function proofOf({ request, says, line, at }: ReportEvidence): Proof {
  return { request, says: line === undefined ? says : `${says} (line ${line})`, at };
}

function componentRow(each: ReportComponent): readonly string[] {
  const { members, number } = each;
  const quantity = number && formatLabelled(number);
  return [
    each.namespace === undefined ? each.name : `${each.name} (${each.namespace})`,
    each.health,
    members === undefined || members.total === 0 ? '' : formatOf(members.ok, members.total),
    quantity === undefined ? '' : [quantity.value, quantity.unit, quantity.label].filter(Boolean).join(' '),
    duration(each.ageSeconds),
    each.because ?? '',
  ];
}

function hopRow(each: ReportEdge): readonly string[] {
  const state = each.inferred === true ? `${each.health} (inferred)` : each.health;
  return [
    `${each.from} → ${each.to}`,
    each.carries,
    state,
    duration(each.periodSeconds),
    duration(each.ageSeconds),
    each.because ?? lossOf(each),
  ];
}

function lossOf({ missed, expected }: ReportEdge): string {
  return missed === undefined || missed === 0 || expected === undefined ? '' : `${formatOf(missed, expected)} lost`;
}

function gapRow({ target, series, from, to, missed, cause, because, cost }: Report['gaps'][number]): readonly string[] {
  return [
    target ?? series ?? 'every target',
    from,
    to === undefined ? 'open' : between(from, to),
    String(missed),
    cause,
    [because, ...cost.windows, ...cost.rules, ...cost.hpas].join('; '),
  ];
}

function blindSpotRow(each: Report['blindSpots'][number], reportTo: string): readonly string[] {
  const { subject, state, reason, from, to, intervalSeconds, chance, verdict, seeInstead } = each;
  return [
    subject,
    reason === undefined ? state : `${state}: ${reason}`,
    from,
    between(from, to ?? reportTo),
    chance === undefined ? '' : `${formatRatio(chance)} at ${formatDuration(intervalSeconds)}`,
    verdict === 'was-missed' ? 'was missed' : 'could not be seen',
    seeInstead,
  ];
}

function needRow({ rule, needs }: Report['cannotTell'][number]): readonly string[] {
  return [rule, needs.join('; ')];
}

function accessRow({ subject, verb, group, resource, subresource, namespace, path, allowed }: Report['access'][number]): readonly string[] {
  const named = [resource, subresource].filter(Boolean).join('/');
  const what = path ?? (group === undefined || group === '' ? named : `${named}.${group}`);
  return [
    subject ?? 'you',
    verb,
    namespace === undefined ? what : `${what} in ${namespace}`,
    allowed === undefined ? 'not found out' : allowed ? 'yes' : 'no',
  ];
}

function between(from: string, to: string): string {
  return formatDuration(Math.max(0, (Date.parse(to) - Date.parse(from)) / 1_000));
}

function duration(seconds: number | undefined): string {
  return seconds === undefined ? '' : formatDuration(seconds);
}
