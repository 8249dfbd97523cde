import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

/** What is wrong with a document, one line for each problem; none: it is valid. */
type Validator = (document: unknown) => readonly string[];

/** Draft 4 calls `id` what later drafts call `$id`; this schema has nothing else that they read differently. */
const { id: $id, $schema: _, ...sarif } = read('sarif-2.1.0-rtm.5.json');

export const sarifProblems = validatorOf(new Ajv({ strict: false, unicodeRegExp: false }), { $id, ...sarif });

/** Of one event. */
export const ocsfProblems = validatorOf(new Ajv2020({ strict: false }), read('ocsf-1.7.0-findings.json'));

function validatorOf(ajv: Ajv | Ajv2020, schema: object): Validator {
  const validate = formats.default(ajv).compile(schema);
  return (document) => {
    validate(document);
    return (validate.errors ?? []).map(({ instancePath, message, params }) =>
      [instancePath, message, JSON.stringify(params)].join(' '),
    );
  };
}

function read(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
}
