import { useEffect, useRef } from 'react';

/** At most this many run at a time: more is noise, not information. */
const MOST = 12;
const RUN_MS = 900;
const STAND_MS = 2_000;
/** It stops where the arrow begins. */
const BEFORE_END = 4;
/** So many that it goes round a corner as the line does. */
const PLACES = 48;
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

/** The browser moves it by itself: a step of our own for each frame would draw the map anew 60 times a second. */
function run(dot: SVGCircleElement, path: string, length: number): () => void {
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const way = placesAlong(path, length - BEFORE_END);
  dot.setAttribute('visibility', 'visible');
  running += 1;
  const end = () => {
    running -= 1;
    dot.setAttribute('visibility', 'hidden');
  };
  const atEnd = way.slice(-1);
  const moves = dot.animate({ transform: still ? [...atEnd, ...atEnd] : way }, { duration: still ? STAND_MS : RUN_MS });
  moves.finished.then(end, end);
  return () => moves.cancel();
}

function placesAlong(path: string, length: number): string[] {
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', path);
  return Array.from({ length: PLACES + 1 }, (_, index) => {
    const { x, y } = line.getPointAtLength((length * index) / PLACES);
    return `translate(${x}px, ${y}px)`;
  });
}
