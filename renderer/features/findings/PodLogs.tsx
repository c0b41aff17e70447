import type { FindingPlace } from '../../../shared/contract/findings';
import { LOG_LINES, type LogPod, type LogRead } from '../../../shared/contract/podLog';
import { formatClock } from '../../../shared/model/format';
import { zoneOffsetMinutes } from '../../store/clock';
import { openProof } from '../../store/findingStore';
import { type Cause, subjectOf } from '../../store/findings';
import { readLog, useLogs } from '../../store/logStore';
import { texts } from '../../texts/catalogue';
import { CopyButton } from '../../ui/CopyButton';
import { Glyph } from '../../ui/Glyph';
import { RequestText } from '../../ui/RequestText';

const t = texts.findings;
/** Those of one cause. */
const MOST = 4;

interface LogsProps {
  readonly cause: Cause;
  readonly places: ReadonlyMap<string, FindingPlace>;
}

/** The logs of its pods, each read when it is asked for; nothing where no pod of it is known. */
export function PodLogs({ cause, places }: LogsProps) {
  const pods = logsOf(cause, places);
  const shown = useLogs(({ of }) => of);
  if (pods.length === 0) return null;
  const open = pods.find((pod) => shown !== undefined && keyOf(pod) === keyOf(shown));
  return (
    <section data-testid="finding-logs">
      <h4 className="hs-label">{t.log}</h4>
      <p className="hs-small hs-t2">{t.logMore(LOG_LINES)}</p>
      <ul>
        {pods.map((pod) => (
          <li key={keyOf(pod)} className="hs-row">
            <button
              type="button"
              className="hs-button"
              aria-label={t.readLogOf(keyOf(pod))}
              data-testid="read-log"
              onClick={() => readLog(pod)}
            >
              {t.readLog}
            </button>
            <span className="hs-small hs-pod-name">{keyOf(pod)}</span>
          </li>
        ))}
      </ul>
      {open === undefined ? null : <ReadLogBox pod={open} cause={cause} places={places} />}
    </section>
  );
}

function ReadLogBox({ pod, cause, places }: LogsProps & { readonly pod: LogPod }) {
  const read = useLogs((logs) => logs.read);
  return (
    <section
      className="hs-pod-log"
      aria-label={t.logOf(keyOf(pod))}
      aria-live="polite"
      data-testid="pod-log"
      data-state={read?.state ?? 'asking'}
    >
      {read === undefined ? (
        <p className="hs-small">{t.readingLog}</p>
      ) : read.state === 'answered' ? (
        <Lines read={read} cause={cause} places={places} />
      ) : (
        <NoLog read={read} />
      )}
    </section>
  );
}

function Lines({ read, cause, places }: LogsProps & { readonly read: Extract<LogRead['read'], { readonly state: 'answered' }> }) {
  const { request, text, lines, atMs, answerId } = read;
  const at = subjectOf(places.get(cause.first.id)) ?? { kind: 'card' as const, card: 'kubelet' };
  return (
    <>
      <div className="hs-finding-request hs-micro">
        <RequestText request={request} />
        <span className="hs-t3 hs-nowrap hs-end">{t.logLines(lines, formatClock(atMs, zoneOffsetMinutes()))}</span>
      </div>
      {lines === 0 ? (
        <p className="hs-small hs-t2">{t.logEmpty}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard.
        <pre className="hs-code" tabIndex={0} ref={toEnd} data-testid="pod-log-lines">
          {text}
        </pre>
      )}
      <div className="hs-cause-actions">
        <CopyButton text={text} label={t.copyLog} />
        <button type="button" className="hs-button" onClick={() => openProof(at, answerId, undefined)}>
          {t.wholeLog}
        </button>
      </div>
    </>
  );
}

/** The newest lines are the last. */
function toEnd(lines: HTMLPreElement | null): void {
  if (lines !== null) lines.scrollTop = lines.scrollHeight;
}

function NoLog({ read }: { readonly read: Exclude<LogRead['read'], { readonly state: 'answered' }> }) {
  return (
    <>
      <p className={read.state === 'denied' ? 'hs-is-denied' : 'hs-is-broken'}>
        <Glyph state={read.state === 'denied' ? 'denied' : 'broken'} /> {read.says}
      </p>
      <p className="hs-small hs-t2">{read.remedy}</p>
      {read.state === 'denied' ? <CopyButton text={read.yaml} label={t.copyLogRole} /> : null}
    </>
  );
}

/** Of all findings of one cause, each once. */
function logsOf({ findings }: Pick<Cause, 'findings'>, places: LogsProps['places']): readonly LogPod[] {
  const pods = findings.flatMap(({ id }) => places.get(id)?.logs ?? []);
  return [...new Map(pods.map((pod) => [keyOf(pod), pod])).values()].slice(0, MOST);
}

function keyOf({ namespace, pod }: LogPod): string {
  return `${namespace}/${pod}`;
}
