import type { ReactNode } from 'react';
import { keyWords } from './keyWords';

type KbdProps = { readonly name: string } | { readonly children: ReactNode };

/** A key of the keyboard, by the name that commands give it or as written. */
export function Kbd(props: KbdProps) {
  return <kbd className="hs-kbd">{'name' in props ? keyWords(props.name) : props.children}</kbd>;
}
