import { FromStringShapeDeserializer, ToStringShapeSerializer } from '@smithy/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import type { $SchemaRef, StaticStructureSchema } from '@smithy/types';
import { remember } from './remember.ts';
import type { Route, WireRequest } from './wire.ts';

interface Binding {
  readonly member: string;
  readonly schema: NormalizedSchema;
  /** Of the header, query parameter or header prefix; in headers in lower case. */
  readonly wireName: string;
}

/** Where the members of an input or output are in an HTTP message. */
export interface HttpBindings {
  readonly labels: readonly Binding[];
  readonly query: readonly Binding[];
  readonly headers: readonly Binding[];
  readonly headerPrefixes: readonly Binding[];
  /** The member that is the whole body. */
  readonly payload: Binding | undefined;
  /** What is left for the document in the body; undefined: nothing. */
  readonly body: StaticStructureSchema | undefined;
}

const none: HttpBindings = {
  labels: [],
  query: [],
  headers: [],
  headerPrefixes: [],
  payload: undefined,
  body: undefined,
};

const settings = { timestampFormat: { useTrait: true, default: 5 }, httpBindings: true } as const;
const reader = new FromStringShapeDeserializer(settings);
const writer = new ToStringShapeSerializer(settings);

const bindingsOfStructure = remember((structure: StaticStructureSchema): HttpBindings => {
  const bindings = [...NormalizedSchema.of(structure).structIterator()].map(([member, schema]) => ({
    member,
    schema,
    traits: schema.getMergedTraits(),
  }));
  const pick = (
    wireName: (traits: (typeof bindings)[number]['traits'], member: string) => string | undefined,
  ): Binding[] =>
    bindings.flatMap(({ member, schema, traits }) => {
      const name = wireName(traits, member);
      return name === undefined ? [] : [{ member, schema, wireName: name }];
    });
  const found = {
    labels: pick(({ httpLabel }, member) => (httpLabel ? member : undefined)),
    query: pick(({ httpQuery }) => httpQuery),
    headers: pick(({ httpHeader }) => httpHeader?.toLowerCase()),
    headerPrefixes: pick(({ httpPrefixHeaders }) => httpPrefixHeaders?.toLowerCase()),
    payload: pick(({ httpPayload }, member) => (httpPayload ? member : undefined))[0],
  };
  const elsewhere = new Set(
    Object.values(found)
      .flat()
      .map((binding) => binding?.member),
  );
  return { ...found, body: found.payload ? undefined : without(structure, elsewhere) };
});

/** Works out (once) where the members of a structure are; of a unit schema: nowhere. */
export function bindingsOf(schema: $SchemaRef): HttpBindings {
  const structure = NormalizedSchema.of(schema).getSchema();
  return Array.isArray(structure) && structure[0] === 3
    ? bindingsOfStructure(structure as StaticStructureSchema)
    : none;
}

function without(
  structure: StaticStructureSchema,
  members: ReadonlySet<string | undefined>,
): StaticStructureSchema | undefined {
  const [kind, namespace, name, traits, names, schemas] = structure;
  const kept = names.flatMap((member, at) => (members.has(member) ? [] : [at]));
  return kept.length === 0
    ? undefined
    : [kind, namespace, name, traits, kept.flatMap((at) => names[at] ?? []), kept.map((at) => schemas[at] ?? 0)];
}

/** Members that stand in the path, the query and the headers of a request. */
export function readHttpBindings({ operation, labels }: Route, request: WireRequest): Record<string, unknown> {
  const bindings = bindingsOf(operation.schema[4]);
  const members: Record<string, unknown> = {};
  for (const { member, schema } of bindings.labels) {
    const value = labels[member];
    if (value !== undefined) {
      members[member] = reader.read(schema, value);
    }
  }
  for (const { member, schema, wireName } of bindings.query) {
    const values = request.query.getAll(wireName);
    if (values[0] !== undefined) {
      members[member] = schema.isListSchema()
        ? values.map((value) => reader.read(schema.getValueSchema(), value))
        : reader.read(schema, values[0]);
    }
  }
  for (const { member, schema, wireName } of bindings.headers) {
    const value = request.headers[wireName];
    if (value !== undefined) {
      members[member] = reader.read(schema, value);
    }
  }
  for (const { member, wireName } of bindings.headerPrefixes) {
    members[member] = Object.fromEntries(
      Object.entries(request.headers).flatMap(([name, value]) =>
        value !== undefined && name.startsWith(wireName) ? [[name.slice(wireName.length), value]] : [],
      ),
    );
  }
  return members;
}

/** Headers that carry members of an answer. */
export function writeHttpHeaders(
  schema: $SchemaRef,
  output: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const { headers, headerPrefixes } = bindingsOf(schema);
  const bound = headers.flatMap(({ member, schema: memberSchema, wireName }) => {
    if (output[member] === undefined || output[member] === null) {
      return [];
    }
    writer.write(memberSchema, output[member]);
    return [[wireName, writer.flush()]];
  });
  const prefixed = headerPrefixes.flatMap(({ member, wireName }) =>
    Object.entries(output[member] ?? {}).map(([name, value]) => [`${wireName}${name}`, String(value)]),
  );
  return Object.fromEntries([...bound, ...prefixed]);
}
