import { useRef } from 'react';
import type { Trace, TraceHop } from '../../../shared/contract/trace';
import { texts } from '../../texts/catalogue';
import { TermText } from '../../ui/TermText';
import { useWidth } from '../../ui/useWidth';
import { termsAbove } from '../../ui/writtenTerms';
import { HopRow } from './HopRow';
import { type TimeScale, timeScale } from './timeScale';

const t = texts.trace;
const LANES = ['core', 'monitoring'] as const;

/** Two lanes of hops over one axis of seconds before now. */
export function HopRows({ trace }: { readonly trace: Trace }) {
  const axis = useRef<HTMLDivElement>(null);
  const scale = timeScale(trace, useWidth(axis));
  const lanes = LANES.filter((lane) => trace.hops.some(({ pipeline }) => pipeline === lane));
  return (
    <div className="hs-trace-hops" data-testid="trace-hops">
      <div className="hs-trace-row hs-trace-axis hs-t3">
        <span>{t.hop}</span>
        <span className="hs-trace-value">{t.value}</span>
        <div ref={axis}>
          <AxisTicks scale={scale} />
        </div>
        <span>{t.what}</span>
      </div>
      {lanes.map((lane) => (
        <Lane key={lane} lane={lane} hops={trace.hops.filter(({ pipeline }) => pipeline === lane)} scale={scale} trace={trace} />
      ))}
    </div>
  );
}

interface LaneProps {
  readonly lane: TraceHop['pipeline'];
  readonly hops: readonly TraceHop[];
  readonly scale: TimeScale;
  readonly trace: Trace;
}

function Lane({ lane, hops, scale, trace }: LaneProps) {
  const above = termsAbove(hops.map(({ changed = '', says }) => `${changed} ${says}`));
  return (
    <section aria-label={t.lanes[lane]} className={`hs-trace-lane hs-trace-${lane}`}>
      <h2>
        <TermText text={t.lanes[lane]} />
      </h2>
      <ul>
        {hops.map((hop, at) => (
          <HopRow key={hop.id} hop={hop} scale={scale} trace={trace} marked={above[at] ?? []} />
        ))}
      </ul>
    </section>
  );
}

function AxisTicks({ scale }: { readonly scale: TimeScale }) {
  return (
    <svg width={scale.width} height={16} aria-hidden="true">
      {scale.ticks.map(({ x, text }, at) => (
        <text key={text} x={x} y={12} textAnchor={at === scale.ticks.length - 1 ? 'end' : 'middle'}>
          {text}
        </text>
      ))}
    </svg>
  );
}
