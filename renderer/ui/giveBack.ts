/** The keyboard goes back to where it was, else to the view. */
export function giveBack(before: Element | null): void {
  const left = before instanceof HTMLElement && before !== document.body && before.isConnected ? before : undefined;
  (left ?? document.querySelector<HTMLElement>('[data-region="view"] [tabindex="0"]'))?.focus({ preventScroll: true });
}
