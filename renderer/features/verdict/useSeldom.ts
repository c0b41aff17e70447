import { useEffect, useRef, useState } from 'react';

/** The value, changed at most once in `everyMs`: the first change at once, later ones wait, and of those that came meanwhile the last counts. */
export function useSeldom<Value>(value: Value, everyMs: number): Value {
  const [shown, setShown] = useState(value);
  const changedMs = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (Object.is(value, shown)) return;
    const change = () => {
      changedMs.current = performance.now();
      setShown(value);
    };
    const timer = setTimeout(change, Math.max(0, changedMs.current + everyMs - performance.now()));
    return () => clearTimeout(timer);
  }, [value, shown, everyMs]);
  return shown;
}
