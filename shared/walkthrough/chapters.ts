import { CORE_CHAPTERS } from './coreChapters';
import { MONITORING_CHAPTERS } from './monitoringChapters';
import type { Chapter } from './step';

/** The walkthrough, in the order in which it is read. */
export const CHAPTERS = [...CORE_CHAPTERS, ...MONITORING_CHAPTERS] as const satisfies readonly Chapter[];

export type ChapterId = (typeof CHAPTERS)[number]['id'];
export type StepId = (typeof CHAPTERS)[number]['steps'][number]['id'];
