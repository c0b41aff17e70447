import type { Details, MembersFound } from '../../../shared/contract/engine';
import type { Seen } from '../../../shared/walkthrough/tasks';
import { inspectedOf, type Screen, useChoices } from '../../store/choiceStore';
import { useDoctors } from '../../store/doctorStore';
import { useEngine } from '../../store/engineStore';
import { useExplorer } from '../../store/explorerStore';
import { HOUR_MS, useGaps } from '../../store/gapStore';
import { useMapMoment } from '../../store/mapStore';
import { useTrace } from '../../store/traceStore';
import { useWhy } from '../../store/whyStore';

type Members = Seen['members'];

/** What the window shows now. `members`: of lists that were open before, for the one that is chosen from is closed then. */
export function seeWindow(members: Members): Seen {
  const choices = useChoices.getState();
  const { details, answer } = useEngine.getState();
  const opened = inspectedOf(choices);
  return {
    screen: choices.screen,
    opened,
    tab: choices.tab,
    request: choices.tab === 'raw' && choices.answerId !== undefined ? requestOf(choices.answerId, details, answer) : undefined,
    path: useMapMoment.getState().path,
    part: partOf(choices.screen),
    members,
  };
}

/** With the members of the card whose details these are, or of the list beside it on the map. */
export function listed(members: Members, details: Details | undefined, found: MembersFound | undefined): Members {
  const ofDetails = details === undefined || details.members.length === 0 ? {} : { [details.id]: details.members };
  const ofList = found === undefined || found.search !== '' ? {} : { [found.card]: found.rows };
  return { ...members, ...ofList, ...ofDetails };
}

/** Calls back after anything changed that a task looks at. Returns what ends it. */
export function watchWindow(listener: () => void): () => void {
  const stops = [useChoices, useEngine, useMapMoment, useExplorer, useDoctors, useTrace, useGaps, useWhy].map((store) =>
    store.subscribe(listener),
  );
  return () => {
    for (const stop of stops) stop();
  };
}

/** As the tasks name it: the doctor, the number that is followed, how long back gaps are looked for. */
function partOf(screen: Screen): string {
  switch (screen) {
    case 'access':
      return useExplorer.getState().part;
    case 'doctors':
      return useDoctors.getState().doctor;
    case 'trace':
      return useTrace.getState().question?.metric ?? '';
    case 'gaps':
      return `${useGaps.getState().rangeMs / HOUR_MS}h`;
    case 'why':
      return useWhy.getState().question === undefined ? '' : 'asked';
    default:
      return '';
  }
}

type Answer = ReturnType<typeof useEngine.getState>['answer'];

function requestOf(id: string, details: Details | undefined, answer: Answer): string | undefined {
  return details?.answers.find((head) => head.id === id)?.request ?? (answer?.id === id ? answer.request : undefined);
}
