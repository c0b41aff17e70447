/** The text of a raw answer that is on the screen: steps to its next (1) or last (-1) mark, or what was found in it. */
type Step = (by: 1 | -1) => void;

let shown: Step | undefined;

/** While a raw answer is shown its steps are these. Returns what takes them back. */
export function offerMarkSteps(step: Step): () => void {
  shown = step;
  return () => {
    if (shown === step) shown = undefined;
  };
}

export function hasMarkSteps(): boolean {
  return shown !== undefined;
}

export function stepMarks(by: 1 | -1): void {
  shown?.(by);
}
