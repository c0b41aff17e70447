const MAC = typeof navigator !== 'undefined' && /mac/i.test(navigator.userAgent);

const NAMED: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  '-': '−',
};

/** A key as it stands on the keyboard: "L", "←", "Ctrl K", on a Mac "⌘ K". */
export function keyWords(key: string, mac = MAC): string {
  if (key.startsWith('Shift+')) return `${mac ? '⇧' : 'Shift'} ${keyWords(key.slice('Shift+'.length), mac)}`;
  const withControl = key.startsWith('Ctrl+');
  const bare = withControl ? key.slice('Ctrl+'.length) : key;
  const name = NAMED[bare] ?? (bare.length === 1 ? bare.toUpperCase() : bare);
  return withControl ? `${mac ? '⌘' : 'Ctrl'} ${name}` : name;
}
