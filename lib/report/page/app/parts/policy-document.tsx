import './policy-document.css';
import type { ComponentChildren } from 'preact';
import type { StoredDocument } from '../../../../snapshot/snapshot.ts';
import { Foreign } from './foreign.tsx';

interface PolicyDocumentProps {
  /** null: the snapshot does not hold it. */
  readonly text: StoredDocument | null;
  /** Indexes of the statements to mark. The others are folded away while there are any. */
  readonly marked?: ReadonlySet<number>;
}

/** A policy as it was read, indented, statement by statement. */
export function PolicyDocument({ text, marked = new Set() }: PolicyDocumentProps) {
  if (text === null) return <p class="muted">The snapshot does not hold the text of this policy.</p>;
  if ('unreadable' in text) {
    return (
      <p class="muted">
        This policy cannot be read: <Foreign text={text.unreadable} />
      </p>
    );
  }
  return (
    <div class="policy-document">
      {isObject(text.json) ? <Elements document={text.json} marked={marked} /> : <Lines text={print(text.json, 0)} />}
    </div>
  );
}

function Elements({ document, marked }: { readonly document: object; readonly marked: ReadonlySet<number> }) {
  return (
    <>
      <Lines text="{" />
      {Object.entries(document).map(([key, value]: readonly [string, unknown]) =>
        key === 'Statement' ? (
          <Statements key={key} statements={Array.isArray(value) ? value : [value]} marked={marked} />
        ) : (
          <Lines key={key} text={`  ${JSON.stringify(key)}: ${print(value, 2)},`} />
        ),
      )}
      <Lines text="}" />
    </>
  );
}

interface StatementsProps {
  readonly statements: readonly unknown[];
  readonly marked: ReadonlySet<number>;
}

function Statements({ statements, marked }: StatementsProps) {
  const isFolded = statements.some((_, index) => marked.has(index));
  const runs = runsOf(statements, marked);
  return (
    <>
      <Lines text={'  "Statement": ['} />
      {runs.map(({ first, isMarked, members }) => {
        const blocks = members.map((statement, offset) => (
          <Statement key={first + offset} index={first + offset} isMarked={isMarked}>
            <Lines text={`    ${print(statement, 4)},`} />
          </Statement>
        ));
        return isMarked || !isFolded ? (
          blocks
        ) : (
          <details key={first}>
            <summary>
              {members.length} other {members.length === 1 ? 'statement' : 'statements'}
            </summary>
            {blocks}
          </details>
        );
      })}
      <Lines text="  ]" />
    </>
  );
}

interface StatementProps {
  readonly index: number;
  readonly isMarked: boolean;
  readonly children: ComponentChildren;
}

function Statement({ index, isMarked, children }: StatementProps) {
  return (
    <div class={isMarked ? 'statement marked' : 'statement'}>
      <span class="statement-name">Statement {index}</span>
      {children}
    </div>
  );
}

interface Run {
  /** Index of its first statement. */
  readonly first: number;
  readonly isMarked: boolean;
  readonly members: unknown[];
}

/** Statements that follow each other and are all marked, or all not. */
function runsOf(statements: readonly unknown[], marked: ReadonlySet<number>): readonly Run[] {
  const runs: Run[] = [];
  for (const [index, statement] of statements.entries()) {
    const isMarked = marked.has(index);
    const last = runs.at(-1);
    if (last !== undefined && last.isMarked === isMarked) last.members.push(statement);
    else runs.push({ first: index, isMarked, members: [statement] });
  }
  return runs;
}

function Lines({ text }: { readonly text: string }) {
  return (
    <pre>
      {text.split('\n').map((line, index) => (
        <code key={index}>
          <Foreign text={line} />
          {'\n'}
        </code>
      ))}
    </pre>
  );
}

function print(value: unknown, indent: number): string {
  return (JSON.stringify(value, null, 2) ?? '').replaceAll('\n', `\n${' '.repeat(indent)}`);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
