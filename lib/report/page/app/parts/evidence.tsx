import './evidence.css';
import type { Evidence as Facts } from '../../../../findings/finding.ts';
import { Foreign } from './foreign.tsx';
import { ArnLink } from './links.tsx';
import { Time } from './time.tsx';

/** Facts of a finding for people: what the JSON says, with instants, ARNs and statements as what they are. */
export function Evidence({ evidence }: { readonly evidence: Facts }) {
  const entries = Object.entries(evidence).filter(([, value]) => value !== undefined);
  if (entries.length === 0) return <p class="muted">The finding itself says it all.</p>;
  return (
    <dl class="evidence">
      {entries.map(([key, value]) => (
        <div key={key}>
          <dt>
            <Foreign text={wordsOfKey(key)} />
          </dt>
          <dd>
            <Value value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** `lastUsedAt` becomes `Last used at`. */
function wordsOfKey(key: string): string {
  const words = key.replace(/(?<=[a-z])(?=[A-Z])/gu, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function Value({ value }: { readonly value: unknown }) {
  if (value === null) return <span class="muted">none known</span>;
  if (typeof value === 'string') return <Text text={value} />;
  if (typeof value === 'boolean') return <>{value ? 'yes' : 'no'}</>;
  if (typeof value === 'number') return <>{value.toLocaleString('en')}</>;
  if (Array.isArray(value)) return <List items={value} />;
  return <Entry value={{ ...Object(value) }} />;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/u;

function Text({ text }: { readonly text: string }) {
  if (INSTANT.test(text)) return <Time at={text} />;
  if (text.startsWith('arn:')) return <ArnLink arn={text} />;
  return text === '' ? <span class="muted">empty</span> : <Foreign text={text} />;
}

/** How many are shown at once; the rest is folded away. */
const MAX_ITEMS = 12;

function List({ items }: { readonly items: readonly unknown[] }) {
  if (items.length === 0) return <span class="muted">none</span>;
  const rest = items.slice(MAX_ITEMS);
  return (
    <>
      <Items items={items.slice(0, MAX_ITEMS)} />
      {rest.length > 0 && (
        <details>
          <summary>{rest.length.toLocaleString('en')} more</summary>
          <Items items={rest} />
        </details>
      )}
    </>
  );
}

function Items({ items }: { readonly items: readonly unknown[] }) {
  return (
    <ul>
      {items.map((item, index) => (
        <li key={index}>
          <Value value={item} />
        </li>
      ))}
    </ul>
  );
}

/** A statement of a policy in one line, with whatever else there is under it. */
function Entry({ value }: { readonly value: Facts }) {
  const { policyArn, inlinePolicy, trustPolicyOf, statement, sid, ...others } = value;
  const isPlace = policyArn !== undefined || inlinePolicy !== undefined || trustPolicyOf !== undefined;
  if (!isPlace && statement === undefined) return <Evidence evidence={value} />;
  return (
    <>
      {typeof policyArn === 'string' && <ArnLink arn={policyArn} />}
      {typeof trustPolicyOf === 'string' && (
        <>
          trust policy of <ArnLink arn={trustPolicyOf} />
        </>
      )}
      {inlinePolicy !== undefined && <Inline policy={{ ...Object(inlinePolicy) }} />}
      {isPlace && statement !== undefined && ', '}
      {statement !== undefined && `statement ${String(statement)}`}
      {typeof sid === 'string' && (
        <>
          {' '}
          (<Foreign text={sid} />)
        </>
      )}
      {Object.keys(others).length > 0 && <Evidence evidence={others} />}
    </>
  );
}

function Inline({ policy: { entityArn, name } }: { readonly policy: Facts }) {
  return (
    <>
      inline policy <Foreign text={String(name)} /> of <ArnLink arn={String(entityArn)} />
    </>
  );
}
