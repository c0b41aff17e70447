import { create } from 'zustand';
import type { LogPod, LogRead } from '../../shared/contract/podLog';
import { tellEngine } from '../bridge/enginePort';

/** The log that the user asked for last, and what came of it. */
export interface LogFacts {
  readonly ask: number;
  readonly of: LogPod | undefined;
  /** Undefined: it is being read. */
  readonly read: LogRead['read'] | undefined;
}

export const useLogs = create<LogFacts>(() => ({ ask: 0, of: undefined, read: undefined }));

/** Asks for the end of a pod's log; what was asked before is given up. */
export function readLog(of: LogPod): void {
  const ask = useLogs.getState().ask + 1;
  useLogs.setState({ ask, of, read: undefined });
  tellEngine({ type: 'read-log', ask, of });
}

/** Answers to what was asked before are not news. */
export function receiveLog({ ask, read }: LogRead): void {
  if (ask === useLogs.getState().ask) useLogs.setState({ read });
}

export function forgetLogs(): void {
  useLogs.setState(({ ask }) => ({ ask: ask + 1, of: undefined, read: undefined }));
}
