import type { Trace, TraceHop } from '../../../shared/contract/trace';
import type { TermId } from '../../../shared/knowledge/glossary';
import { openHop, useTrace } from '../../store/traceStore';
import { texts } from '../../texts/catalogue';
import { Glyph, type State } from '../../ui/Glyph';
import { Icon } from '../../ui/Icon';
import type { IconName } from '../../ui/iconPaths';
import { TermText } from '../../ui/TermText';
import { HopBar } from './HopBar';
import { HopDetail } from './HopDetail';
import { ageOf } from './hopAge';
import type { TimeScale } from './timeScale';

const t = texts.trace;

const ICONS: Readonly<Record<TraceHop['hop'], IconName>> = {
  cgroup: 'containers',
  exposed: 'list',
  cadvisor: 'eye',
  resource: 'kubelet',
  'metrics-server': 'meter',
  'metrics-api': 'api',
  'kubectl-top': 'terminal',
  hpa: 'scale',
  prometheus: 'database',
  rule: 'list',
  dashboard: 'chart',
  adapter: 'plug',
  'custom-metric': 'api',
};

const GLYPHS: Readonly<Record<TraceHop['state'], State>> = { seen: 'ok', denied: 'denied', failed: 'broken', absent: 'absent' };

interface HopRowProps {
  readonly hop: TraceHop;
  readonly scale: TimeScale;
  readonly trace: Trace;
  /** Terms that rows above have. */
  readonly marked: readonly TermId[];
}

/** One hop: its number, when that came to be there, what was done to it; its name opens what it is made of. */
export function HopRow({ hop, scale, trace, marked }: HopRowProps) {
  const isOpen = useTrace((facts) => facts.hop === hop.id);
  const { id, title, sub, state, value, changed, says } = hop;
  return (
    <li className={`hs-trace-hop hs-trace-is-${state}`} data-testid={`trace-hop-${hop.hop}`} data-state={state}>
      <div className="hs-trace-row">
        <button
          type="button"
          className="hs-trace-name"
          aria-expanded={isOpen}
          aria-label={t.rowOf(
            title,
            value?.text ?? t.states[state],
            ageOf(hop, trace),
            hop.bar?.says ?? '',
            [changed, says].filter(Boolean).join(' '),
          )}
          onClick={() => openHop(isOpen ? undefined : id)}
        >
          <Icon name={ICONS[hop.hop]} />
          <span className="hs-trace-words">
            <span className="hs-ellipsis">{title}</span>
            <span className="hs-micro hs-t3 hs-ellipsis" title={sub}>
              {sub}
            </span>
          </span>
        </button>
        <span className="hs-trace-value">
          {value === undefined ? (
            <span className={`hs-trace-word hs-is-${GLYPHS[state]}`}>
              <Glyph state={GLYPHS[state]} />
              {t.states[state]}
            </span>
          ) : (
            <b>{value.text}</b>
          )}
        </span>
        <HopBar hop={hop} scale={scale} startMs={startOf(trace, hop)} />
        <p className="hs-trace-says" title={[changed, says].filter(Boolean).join(' ')}>
          {changed === undefined ? null : (
            <b>
              <TermText text={changed} leaveOut={marked} />{' '}
            </b>
          )}
          <span className="hs-t2">
            <TermText text={says} leaveOut={marked} />
          </span>
        </p>
      </div>
      {isOpen ? <HopDetail hop={hop} trace={trace} /> : null}
    </li>
  );
}

/** Where the number's way begins that the bars of its lane go along. */
function startOf({ hops }: Trace, { pipeline }: TraceHop): number | undefined {
  const begins = hops.flatMap((hop) => (hop.bar !== undefined && hop.pipeline === pipeline ? [hop.bar.fromMs] : []));
  return begins.length === 0 ? undefined : Math.min(...begins);
}
