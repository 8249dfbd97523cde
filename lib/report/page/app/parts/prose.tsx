import { Foreign } from './foreign.tsx';

/** A paragraph in which what stands between backticks is code, as in the texts of the checks. */
export function Prose({ text }: { readonly text: string }) {
  return (
    <p>
      {text.split('`').map((part, index, parts) =>
        // Of an odd number of backticks, the last one stands for itself.
        index % 2 === 1 && index < parts.length - 1 ? (
          <code key={index}>
            <Foreign text={part} />
          </code>
        ) : (
          <Foreign key={index} text={index % 2 === 1 ? `\`${part}` : part} />
        ),
      )}
    </p>
  );
}
