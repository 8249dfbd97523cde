import { XmlCodec } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import type { $SchemaRef, StaticStructureSchema } from '@smithy/types';

/** A member of an XML document that wraps an answer: its name, and what is in it. */
type Member = readonly [name: string, schema: $SchemaRef];

const text: $SchemaRef = 0;

/**
 * Schema of a structure that no service model has, such as the envelope around an answer, so that the codec writes
 * it too and no element is put together by hand.
 */
export function structure(name: string, members: readonly Member[]): StaticStructureSchema {
  return [3, 'sandbox', name, 0, members.map(([member]) => member), members.map(([, schema]) => schema)];
}

/** A structure of plain texts. */
export function texts(name: string, ...members: readonly string[]): StaticStructureSchema {
  return structure(
    name,
    members.map((member) => [member, text]),
  );
}

/** The members of an operation's output (none for an operation that answers nothing) under another element's name. */
export function renamed(output: $SchemaRef, name: string, more: readonly Member[] = []): StaticStructureSchema {
  const schema = NormalizedSchema.of(output).getSchema();
  if (!Array.isArray(schema) || schema[0] !== 3) {
    return structure(name, more);
  }
  const [, , , , names, schemas] = schema as StaticStructureSchema;
  return [
    3,
    'sandbox',
    name,
    0,
    [...names, ...more.map(([member]) => member)],
    [...schemas, ...more.map(([, ref]) => ref)],
  ];
}

const serializers = new Map<string, ReturnType<XmlCodec['createSerializer']>>();

/** Writes a value as an XML document whose root is named after the schema. */
export function writeXml(schema: $SchemaRef, value: unknown, xmlNamespace = ''): string {
  let serializer = serializers.get(xmlNamespace);
  if (!serializer) {
    serializer = xmlCodec(xmlNamespace).createSerializer();
    serializers.set(xmlNamespace, serializer);
  }
  serializer.write(NormalizedSchema.of(schema), value);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${serializer.flush()}`;
}

export function xmlCodec(xmlNamespace = ''): XmlCodec {
  return new XmlCodec({
    timestampFormat: { useTrait: true, default: 5 },
    httpBindings: true,
    xmlNamespace,
    serviceNamespace: '',
  });
}
