import { useEffect, useState } from 'react';
import { tellShell } from '../bridge/shellBridge';
import { texts } from '../texts/catalogue';
import { Icon } from './Icon';

const SAID_MS = 1_500;

/** Copies through main: the page itself has no right to the clipboard. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    tellShell({ type: 'copy', text });
    setCopied(true);
  };
  return (
    <button type="button" className="hs-button" onClick={copy}>
      <Icon name="copy" size={13} />
      <span aria-live="polite">{copied ? texts.frame.copied : label}</span>
    </button>
  );
}
