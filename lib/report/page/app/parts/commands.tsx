import './commands.css';
import { CopyButton } from './copy-button.tsx';
import { Foreign } from './foreign.tsx';

/** Shell lines to copy, in the order in which to run them. */
export function Commands({ commands }: { readonly commands: readonly string[] }) {
  if (commands.length === 0) return null;
  return (
    <ol class="commands">
      {commands.map((command) => (
        <li key={command}>
          <code>
            <Foreign text={command} />
          </code>
          <CopyButton text={command} what="the command" />
        </li>
      ))}
    </ol>
  );
}
