import type { Reduction } from '../../model/functions.ts';
import { Section } from '../../parts/detail-panel.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { ArnLink } from '../../parts/links.tsx';

/** What to keep of a role and what to take away, by what was used inside the window. */
export function CouldBecome({ reduction, sharers }: { readonly reduction: Reduction; readonly sharers: number }) {
  const { keep, undecided, remove, detach } = reduction;
  const isAllUsed = remove.length === 0;
  return (
    <Section title="What it could become">
      {isAllUsed && <p>Nothing that it is granted is known to be unused.</p>}
      {sharers > 0 && <p class="muted">The role is shared: what another function used of it is kept, too.</p>}
      <dl class="facts">
        {keep.length > 0 && (
          <>
            <dt>Keep</dt>
            <dd>
              {keep.map(({ service, actions }) => (
                <div key={service}>
                  <Foreign text={service} />
                  <span class="muted">{actions === null ? ' (AWS names no action)' : `: ${actions.join(', ')}`}</span>
                </div>
              ))}
            </dd>
          </>
        )}
        {undecided.length > 0 && (
          <>
            <dt>Keep until it is known</dt>
            <dd>
              <Foreign text={undecided.join(', ')} />
            </dd>
          </>
        )}
        {!isAllUsed && (
          <>
            <dt>Take away</dt>
            <dd>
              <Foreign text={remove.join(', ')} />
            </dd>
          </>
        )}
        {detach.length > 0 && (
          <>
            <dt>Whole policies</dt>
            <dd>
              {detach.map(({ source }) =>
                'policyArn' in source ? (
                  <div key={source.policyArn}>
                    <ArnLink arn={source.policyArn} />
                  </div>
                ) : (
                  <div key={source.inlinePolicy.name}>
                    <Foreign text={source.inlinePolicy.name} /> <span class="muted">inline</span>
                  </div>
                ),
              )}
            </dd>
          </>
        )}
      </dl>
      {keep.length > 0 && (
        <p class="muted">
          AWS tracks the use of some actions only, mostly those that manage resources: actions that read or write data
          are not among those named.
        </p>
      )}
    </Section>
  );
}
