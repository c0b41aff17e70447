import { assertNever } from '../model/result';
import type { Task } from './step';

/** What the inspector is on. */
export type Opened =
  | { readonly kind: 'none' }
  | { readonly kind: 'card'; readonly card: string }
  | { readonly kind: 'member'; readonly card: string; readonly member: string }
  | { readonly kind: 'hop'; readonly from: string; readonly to: string };

/** What a task is checked against: what the window shows at this moment. */
export interface Seen {
  readonly screen: string;
  readonly opened: Opened;
  readonly tab: string;
  /** "GET /api/v1/nodes/n1/proxy/metrics/resource": of the raw answer that is open. */
  readonly request: string | undefined;
  readonly path: Opened;
  /** Which part of the screen is shown; empty where it has none. */
  readonly part: string;
  /** The members of cards with their ages, as they were listed last. */
  readonly members: Readonly<Record<string, readonly Aged[]>>;
}

interface Aged {
  readonly id: string;
  readonly ageSeconds?: number | undefined;
}

/** True once the window shows what the task asks for. */
export function isDone(task: Task, seen: Seen): boolean {
  const { opened } = seen;
  switch (task.kind) {
    case 'open-card':
      return isOn(opened, task.card);
    case 'open-hop':
      return opened.kind === 'hop' && opened.from === task.from && opened.to === task.to;
    case 'open-tab':
      return isOn(opened, task.card) && seen.tab === task.tab;
    case 'read-answer':
      return seen.request !== undefined && endsSo(seen.request, task.path);
    case 'light-path':
      return isOn(seen.path, task.card);
    case 'open-oldest':
      return opened.kind === 'member' && opened.card === task.card && oldestOf(seen.members[task.card] ?? []).includes(opened.member);
    case 'show-part':
      return seen.screen === task.screen && (task.part === undefined || seen.part === task.part);
    default:
      return assertNever(task);
  }
}

/** Whether the path of a request, without its query, ends so. */
export function endsSo(request: string, path: string): boolean {
  return (request.split('?', 1)[0] ?? '').endsWith(path);
}

function isOn(opened: Opened, card: string): boolean {
  return (opened.kind === 'card' || opened.kind === 'member') && opened.card === card;
}

/** Several when their ages are the same. Of none that says an age, none is the oldest. */
function oldestOf(members: readonly Aged[]): readonly string[] {
  const ages = members.flatMap(({ ageSeconds }) => ageSeconds ?? []);
  return members.filter(({ ageSeconds }) => ageSeconds !== undefined && ageSeconds === Math.max(...ages)).map(({ id }) => id);
}
