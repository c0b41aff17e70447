const BEYOND_ASCII = /[^ -~]/;

// Go's strings.ToLower and ToUpper go letter by letter and never make one letter several, which JavaScript does
// (upper case of "ß", lower case of "İ"): such a letter stays, or is the first of what it would become.
function letterByLetter(text: string, change: (letter: string) => string): string {
  return Array.from(text, change).join('');
}

export function lowerCase(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  return letterByLetter(text, (letter) => Array.from(letter.toLowerCase())[0] ?? letter);
}

export function upperCase(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toUpperCase();
  return letterByLetter(text, (letter) => {
    const upper = Array.from(letter.toUpperCase());
    return upper.length === 1 ? (upper[0] ?? letter) : letter;
  });
}
