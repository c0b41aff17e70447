import { type KeyboardEvent, useEffect } from 'react';
import { create } from 'zustand';
import type { ReportEvidence } from '../../../shared/report/schema';
import { tellShell } from '../../bridge/shellBridge';
import { texts } from '../../texts/catalogue';

/** A claim as text with what proves it, to be pasted where others can check it. */
export function claimText(claim: string, evidence: ReportEvidence | undefined): string {
  if (evidence === undefined) return claim;
  const { request, at, line, says } = evidence;
  const where = [request, line === undefined ? undefined : `line ${line}`].filter(Boolean).join(', ');
  return `${claim}\nproof: ${[where, at, says].filter(Boolean).join('; ')}`;
}

const SAID_MS = 1_800;

/** What the inspector says for a moment: that something was copied. */
const useSaid = create<{ readonly text: string; readonly count: number }>(() => ({ text: '', count: 0 }));

/** For a focused claim: Ctrl-C (Cmd-C) copies it with its proof, unless text is selected, which is copied as usual. */
export function copyClaim(event: KeyboardEvent, text: string): void {
  if (event.key.toLowerCase() !== 'c' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
  if ((window.getSelection()?.toString() ?? '') !== '') return;
  event.preventDefault();
  event.stopPropagation();
  tellShell({ type: 'copy', text });
  useSaid.setState(({ count }) => ({ text: texts.inspector.copiedClaim, count: count + 1 }));
}

/** The text said now; "" soon after. */
export function useClaimSaid(): string {
  const { text, count } = useSaid();
  useEffect(() => {
    if (count === 0) return;
    const timer = setTimeout(() => useSaid.setState({ text: '' }), SAID_MS);
    return () => clearTimeout(timer);
  }, [count]);
  return text;
}
