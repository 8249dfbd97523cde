import { looksLikeSecretName } from '../../secret-names.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { knownForms, type NamedValue } from './known-forms.ts';
import { isPlain } from './plain-values.ts';
import { isUnexplainedToken } from './randomness.ts';

type LambdaFunction = NonNullable<Snapshot['functions']>['items'][number];

/** An environment variable without its value, and what the value looks like. */
type JudgedVariable = Extract<LambdaFunction['environment'], { readonly variables: unknown }>['variables'][number];

/**
 * Judges the variables of several environments by their values, which leave no trace in what is answered: by forms of credentials
 * that are known, then by name, then by randomness alone.
 */
export async function judgeEnvironments(
  environments: readonly Readonly<Record<string, string>>[],
): Promise<readonly (readonly JudgedVariable[])[]> {
  const perEnvironment = environments.map((environment) =>
    Object.entries(environment).map(([name, value]): NamedValue => ({ name, value })),
  );
  const forms = (await knownForms(perEnvironment.flat())).values();
  return perEnvironment.map((variables) =>
    variables.map((variable) => ({ name: variable.name, secret: verdictOn(variable, forms.next().value ?? null) })),
  );
}

function verdictOn({ name, value }: NamedValue, form: string | null): JudgedVariable['secret'] {
  if (form !== null) return { by: 'pattern', kind: form };
  if (isPlain(value)) return null;
  if (looksLikeSecretName(name)) return { by: 'name', kind: 'value that its name calls a secret' };
  return isUnexplainedToken(name, value) ? { by: 'entropy', kind: 'long random value' } : null;
}
