import { useEffect, useRef, useState } from 'react';
import type { StepId } from '../../../shared/walkthrough/chapters';
import type { Step } from '../../../shared/walkthrough/step';
import { isDone, type Seen } from '../../../shared/walkthrough/tasks';
import { useEngine } from '../../store/engineStore';
import { passStep, useWalkthrough } from '../../store/walkthroughStore';
import { listed, seeWindow, watchWindow } from './seen';

export interface TaskState {
  readonly done: boolean;
  /** The reader asked, and it is not done. */
  readonly missed: boolean;
  check(): void;
}

/** Whether the task of the step is done: as soon as the window shows it, and when the reader asks. Once done it stays done. */
export function useTask({ id, task }: Step<StepId>): TaskState {
  const done = useWalkthrough((facts) => facts.done.includes(id));
  const [missed, setMissed] = useState(false);
  const members = useRef<Seen['members']>({});
  useEffect(() => {
    const look = () => {
      const { details, membersFound } = useEngine.getState();
      members.current = listed(members.current, details, membersFound);
      if (isDone(task, seeWindow(members.current))) passStep(id);
    };
    look();
    return watchWindow(look);
  }, [id, task]);
  return { done, missed: missed && !done, check: () => setMissed(true) };
}
