import './copy-button.css';
import { useState } from 'preact/hooks';

/** Copies a text; says so, also to those who hear the page. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const [said, say] = useState('');
  const onClick = () => {
    copy(text).then(
      () => say('Copied'),
      () => say('Not copied: select the text instead'),
    );
  };
  return (
    <span class="copy">
      <button type="button" onClick={onClick} aria-label={`Copy ${what}`}>
        {said || 'Copy'}
      </button>
      <span class="unseen" aria-live="polite">
        {said}
      </span>
    </span>
  );
}

/** Files may not use the clipboard in every browser; then it is done as it was before there was one. */
async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    const isCopied = document.execCommand('copy');
    area.remove();
    if (!isCopied) throw new Error('the browser does not let the page copy');
  }
}
