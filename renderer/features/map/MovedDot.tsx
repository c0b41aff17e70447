import { useEffect, useRef } from 'react';

/** At most this many run at a time: more is noise, not information. */
const MOST = 12;
const RUN_MS = 900;
let running = 0;

interface MovedDotProps {
  readonly path: string;
  readonly length: number;
  /** Of the newest value the consumer has; when it falls, a sample has moved. */
  readonly ageSeconds: number | undefined;
}

/** A dot that runs along the hop once when a sample moved. With reduced motion it stands at the consumer's end for 2 s. */
export function MovedDot({ path, length, ageSeconds }: MovedDotProps) {
  const dot = useRef<SVGCircleElement>(null);
  const before = useRef(ageSeconds);
  const stop = useRef<(() => void) | undefined>(undefined);
  useEffect(() => {
    const moved = before.current !== undefined && ageSeconds !== undefined && ageSeconds < before.current - 0.5;
    before.current = ageSeconds;
    if (!moved || dot.current === null) return;
    stop.current?.();
    if (running < MOST) stop.current = run(dot.current, path, length);
  }, [ageSeconds, path, length]);
  // A new age must not end the run that the last one began; only the hop's end does.
  useEffect(() => () => stop.current?.(), []);
  return <circle ref={dot} className="hs-hop-dot" r={3} visibility="hidden" />;
}

function run(dot: SVGCircleElement, path: string, length: number): () => void {
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', path);
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const startedAt = performance.now();
  let frame = 0;
  let over = false;
  running += 1;
  dot.setAttribute('visibility', 'visible');

  function end(): void {
    if (over) return;
    over = true;
    running -= 1;
    cancelAnimationFrame(frame);
    dot.setAttribute('visibility', 'hidden');
  }
  function step(now: number): void {
    const share = still ? 1 : Math.min(1, (now - startedAt) / RUN_MS);
    const point = line.getPointAtLength((length - 4) * share);
    dot.setAttribute('cx', String(point.x));
    dot.setAttribute('cy', String(point.y));
    if (now - startedAt >= (still ? 2_000 : RUN_MS)) end();
    else frame = requestAnimationFrame(step);
  }
  frame = requestAnimationFrame(step);
  return end;
}
