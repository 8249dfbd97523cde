import { FromStringShapeDeserializer } from '@smithy/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import type { $SchemaRef } from '@smithy/types';
import { AwsError } from '../operation.ts';
import type { WireRequest } from './wire.ts';

/** Longest chain of members in a parameter's name that is followed: AWS's own shapes need about ten. */
const maximumDepth = 32;

/** A form's parameters by the dots in their names: `Tags.member.1.Key=team` is four nodes deep. */
interface FormNode {
  value?: string;
  readonly children: Map<string, FormNode>;
}

/** How a protocol names members in a form. EC2 capitalises them and flattens every list. */
export type FormDialect = 'query' | 'ec2Query';

const scalars = new FromStringShapeDeserializer({ timestampFormat: { useTrait: true, default: 5 } });

/** The parameters of a request: of its body, or of its address when it has none (a GET, or a presigned request). */
export function parametersOf(request: WireRequest): URLSearchParams {
  return request.body.byteLength > 0 ? new URLSearchParams(Buffer.from(request.body).toString()) : request.query;
}

/** Reads an operation's input from a form by its schema. Parameters that the schema does not know are left out. */
export function readForm(schema: $SchemaRef, parameters: URLSearchParams, dialect: FormDialect): unknown {
  const root: FormNode = { children: new Map() };
  for (const [name, value] of parameters) {
    const path = name.split('.', maximumDepth + 1);
    if (path.length > maximumDepth) {
      throw new AwsError('MalformedInput', `The parameter ${name.slice(0, 40)}... is nested too deeply`);
    }
    let node = root;
    for (const step of path) {
      node = childOf(node, step);
    }
    node.value = value;
  }
  return readNode(root, NormalizedSchema.of(schema), dialect);
}

function childOf(node: FormNode, name: string): FormNode {
  let child = node.children.get(name);
  if (!child) {
    child = { children: new Map() };
    node.children.set(name, child);
  }
  return child;
}

function readNode(node: FormNode, schema: NormalizedSchema, dialect: FormDialect): unknown {
  if (schema.isStructSchema()) {
    return readStructure(node, schema, dialect);
  }
  if (schema.isListSchema()) {
    const member = schema.getValueSchema();
    return numbered(node, schema, dialect, member.getMergedTraits().xmlName ?? 'member').map((item) =>
      readNode(item, member, dialect),
    );
  }
  if (schema.isMapSchema()) {
    return readMap(node, schema, dialect);
  }
  return node.value === undefined || schema.isUnitSchema() ? undefined : scalars.read(schema, node.value);
}

function readStructure(node: FormNode, schema: NormalizedSchema, dialect: FormDialect): Record<string, unknown> {
  const structure: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const child = node.children.get(parameterName(name, member, dialect));
    if (child) {
      structure[name] = readNode(child, member, dialect);
    }
  }
  return structure;
}

function readMap(node: FormNode, schema: NormalizedSchema, dialect: FormDialect): Record<string, unknown> {
  const value = schema.getValueSchema();
  const keyName = schema.getKeySchema().getMergedTraits().xmlName ?? 'key';
  const valueName = value.getMergedTraits().xmlName ?? 'value';
  return Object.fromEntries(
    numbered(node, schema, dialect, 'entry').flatMap(({ children }) => {
      const key = children.get(keyName)?.value;
      const child = children.get(valueName);
      return key === undefined || !child ? [] : [[key, readNode(child, value, dialect)]];
    }),
  );
}

/** A list's or map's entries in the order of their numbers: `X.1`, or `X.member.1` where it is not flattened. */
function numbered(node: FormNode, schema: NormalizedSchema, dialect: FormDialect, wrapper: string): FormNode[] {
  const isFlat = dialect === 'ec2Query' || Boolean(schema.getMergedTraits().xmlFlattened);
  const entries = isFlat ? node.children : (node.children.get(wrapper)?.children ?? new Map<string, FormNode>());
  return [...entries]
    .filter(([index]) => /^\d{1,9}$/.test(index))
    .sort(([one], [other]) => Number(one) - Number(other))
    .map(([, entry]) => entry);
}

function parameterName(member: string, schema: NormalizedSchema, dialect: FormDialect): string {
  const { xmlName, ec2QueryName } = schema.getMergedTraits();
  const name = xmlName ?? member;
  if (dialect === 'query') {
    return name;
  }
  return typeof ec2QueryName === 'string' ? ec2QueryName : name.charAt(0).toUpperCase() + name.slice(1);
}
