import { useState } from 'preact/hooks';
import { ArnLink } from '../../parts/links.tsx';

/** How many are shown at once; the rest is folded away. */
const MAX_LISTED = 12;

/** Users, roles, groups or policies, each leading to its page. */
export function ArnList({ arns, none }: { readonly arns: readonly string[]; readonly none: string }) {
  // Thousands can hold a policy: they are drawn when somebody wants to see them.
  const [isOpen, setOpen] = useState(false);
  if (arns.length === 0) return <p class="muted">{none}</p>;
  const rest = arns.slice(MAX_LISTED);
  return (
    <>
      <Links arns={arns.slice(0, MAX_LISTED)} />
      {rest.length > 0 && (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{rest.length.toLocaleString('en')} more</summary>
          {isOpen && <Links arns={rest} />}
        </details>
      )}
    </>
  );
}

function Links({ arns }: { readonly arns: readonly string[] }) {
  return (
    <ul class="plain">
      {arns.map((arn) => (
        <li key={arn}>
          <ArnLink arn={arn} />
        </li>
      ))}
    </ul>
  );
}
