import { z } from 'zod';
import { configurationSchema } from './configuration.ts';
import { exceptionSchema } from './exception.ts';

/** JSON Schemas (draft 2020-12) of what operators write, for their editors, by the name of the document. */
export const jsonSchemas: Readonly<Record<'configuration' | 'exception', object>> = {
  configuration: jsonSchemaOf(configurationSchema, 'Configuration of account-auditor', {}),
  exception: jsonSchemaOf(exceptionSchema, 'Exception of account-auditor', {
    oneOf: [
      { required: ['finding'], properties: { checks: false, resource: false } },
      { required: ['checks', 'resource'], properties: { finding: false } },
    ],
  }),
};

function jsonSchemaOf(schema: z.ZodObject, title: string, more: object): object {
  const { $schema, properties, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  const link = { type: 'string', description: 'Where an editor finds this schema.' };
  return { $schema, title, ...rest, properties: { $schema: link, ...properties }, ...more };
}

/** A schema as docs/ has it: indented, with lists of words on one line. */
export function documentSchema(schema: object): string {
  const indented = JSON.stringify(schema, null, 2);
  return `${indented.replace(/\[\s+([^[\]{}]+?)\s+\]/g, (_, items: string) => `[${items.replace(/,\s+/g, ', ')}]`)}\n`;
}

if (import.meta.main) {
  process.stdout.write(
    documentSchema(process.argv[2] === 'exception' ? jsonSchemas.exception : jsonSchemas.configuration),
  );
}
