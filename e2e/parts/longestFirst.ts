import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take minutes: begun last, one of them would have a worker to itself at the end. */
const LONGEST = ['scenarios', 'gapCauses', 'labLooks', 'recording', 'blindSpots', 'commandLine', 'why'].map(
  (name) => `/parts/${name}.test.ts`,
);

/** Begins with the files that take longest. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(name));
      return at === -1 ? LONGEST.length : at;
    };
    return [...files].sort((a, b) => rank(a) - rank(b));
  }
}
