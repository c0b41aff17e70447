import { CHAPTERS, type ChapterId, type StepId } from './chapters';
import type { Chapter, Step } from './step';

/** Where the reader stands, counted from 1. */
export interface Place {
  readonly step: Step<StepId>;
  readonly chapter: Chapter<ChapterId, StepId>;
  readonly chapterNumber: number;
  readonly stepNumber: number;
}

/** What is kept from one start of Hopscope to the next. Ids that this version does not know are of another one, and stay. */
export interface Progress {
  readonly at?: string | undefined;
  readonly done: readonly string[];
}

const PLACES: readonly Place[] = CHAPTERS.flatMap((chapter, chapterIndex) =>
  chapter.steps.map((step, stepIndex) => ({ step, chapter, chapterNumber: chapterIndex + 1, stepNumber: stepIndex + 1 })),
);

/** Every step in its order. */
export function allPlaces(): readonly Place[] {
  return PLACES;
}

export function placeOf(id: string | undefined): Place | undefined {
  return PLACES.find(({ step }) => step.id === id);
}

/** The next step after (1) or before (-1) that can be gone through; undefined at either end. */
export function neighbourStep(id: StepId, by: 1 | -1, isHere: (step: Step<StepId>) => boolean = () => true): StepId | undefined {
  const at = PLACES.findIndex(({ step }) => step.id === id);
  if (at === -1) return undefined;
  const way = by === 1 ? PLACES.slice(at + 1) : PLACES.slice(0, at).reverse();
  return way.find(({ step }) => isHere(step))?.step.id;
}

/** The steps between two, in their order. */
export function stepsBetween(one: StepId, other: StepId): readonly Step<StepId>[] {
  const ends = [one, other].map((id) => PLACES.findIndex(({ step }) => step.id === id));
  return PLACES.slice(Math.min(...ends) + 1, Math.max(...ends)).map(({ step }) => step);
}

/** Where to go on: where the reader left; else the first step that is not done; else, with all done, the first. */
export function resumeAt({ at, done }: Progress): StepId {
  const left = placeOf(at) ?? PLACES.find(({ step }) => !done.includes(step.id));
  return left?.step.id ?? CHAPTERS[0].steps[0].id;
}

/** The same progress when it is done already. */
export function withDone(done: readonly string[], id: StepId): readonly string[] {
  return done.includes(id) ? done : [...done, id];
}

/** How many of the chapter's tasks are done. */
export function doneIn({ steps }: Chapter, done: readonly string[]): number {
  return steps.filter(({ id }) => done.includes(id)).length;
}
