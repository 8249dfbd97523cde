import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { hashOf } from '../../route.ts';

interface EntityHeadProps {
  readonly arn: string;
  readonly name: string;
  /** What it is, and what else is to be seen at once. */
  readonly children: ComponentChildren;
}

/** The beginning of a page of its own; whoever hears it is taken there. */
export function EntityHead({ arn, name, children }: EntityHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <div class="entity-head">
      <a href={hashOf('principals')}>All principals</a>
      <h1 ref={heading} tabIndex={-1}>
        <Foreign text={name || arn} />
      </h1>
      <p class="entity-kind">{children}</p>
      <p class="muted">
        <Foreign text={arn} /> <CopyButton text={arn} what="the ARN" />
      </p>
    </div>
  );
}
