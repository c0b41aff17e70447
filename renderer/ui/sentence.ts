/** The text with its full stop; "" for nothing. */
export function sentence(text: string | undefined): string {
  if (text === undefined || text === '') return '';
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
