import { useMemo } from 'react';
import { useEngine } from './engineStore';
import { type Diagnosed, diagnosedOf } from './findings';

/** What is diagnosed of the view on the screen. */
export function useDiagnosed(): Diagnosed {
  const report = useEngine((facts) => facts.view?.report);
  const places = useEngine((facts) => facts.view?.places);
  const { findings, cannotTell, from } = report ?? {};
  return useMemo(
    () => diagnosedOf(findings === undefined || cannotTell === undefined ? undefined : { findings, cannotTell, from }, places),
    [findings, cannotTell, from, places],
  );
}
