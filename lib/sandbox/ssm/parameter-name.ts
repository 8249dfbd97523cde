import { AwsError } from '../operation.ts';

/** Levels of a hierarchy, the parameter's own name being the last (Systems Manager user guide, "Creating parameters"). */
const maximumLevels = 15;
/** Characters of a parameter's ARN, whose length therefore limits the name (API reference, PutParameter, Name). */
const maximumArnLength = 1011;

const invalidPathSentence =
  'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/". ' +
  'It can\'t be prefixed with "aws" or "ssm" (case-insensitive). It must use only letters, numbers, or the following ' +
  'symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, ' +
  'must use the forward slash symbol "/". Valid example: /get/parameters2-/by1./path0_.';

export interface ArnScope {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}

/** ARN of a parameter: a leading slash of the name is the one after `parameter`. */
export function parameterArn(scope: ArnScope, name: string): string {
  return `arn:${scope.partition}:ssm:${scope.region}:${scope.accountId}:parameter/${name.replace(/^\//, '')}`;
}

/** The name that PutParameter stores: without the spaces around it, which AWS removes. Throws what PutParameter answers to a bad one. */
export function checkNewName(requested: string, arnOf: (name: string) => string): string {
  const name = requested.trim();
  if (/^\/aws.*\//i.test(name)) {
    throw new AwsError('AccessDeniedException', `No access to reserved parameter name: ${name}.`);
  }
  if (/^\/?(aws|ssm)/i.test(name)) {
    throw new AwsError(
      'ValidationException',
      'Parameter name: can\'t be prefixed with "aws" or "ssm" (case-insensitive).',
    );
  }
  if (!/^\/?[\w.-]+(\/[\w.-]+)*$/.test(name)) {
    throw new AwsError(
      'ValidationException',
      'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths ' +
        'divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_',
    );
  }
  if (name.includes('/') && !name.startsWith('/')) {
    throw new AwsError('ValidationException', 'Parameter name must be a fully qualified name.');
  }
  if (name.split('/').filter(Boolean).length > maximumLevels) {
    throw new AwsError(
      'HierarchyLevelLimitExceededException',
      `A hierarchy can have a maximum of ${maximumLevels} levels.`,
    );
  }
  if (arnOf(name).length > maximumArnLength) {
    throw new AwsError(
      'ValidationException',
      `The ARN of the parameter can't be longer than ${maximumArnLength} characters.`,
    );
  }
  return name;
}

/** Throws what GetParametersByPath answers to a path that no parameter could be under. */
export function checkPath(path: string): void {
  if (path !== '/' && !/^(\/[\w.-]+)+\/?$/.test(path)) {
    throw new AwsError('ValidationException', invalidPathSentence);
  }
}

/** Whether a parameter is below a path: at any depth, or directly. A name without slashes is directly below `/`. */
export function isBelow(path: string, name: string, recursive: boolean): boolean {
  const folder = path.endsWith('/') ? path : `${path}/`;
  const fullName = name.startsWith('/') ? name : `/${name}`;
  return fullName.startsWith(folder) && (recursive || !fullName.slice(folder.length).includes('/'));
}

/** What a reader's `Name` asks for: `name`, `name:3`, `name:label`, or an ARN followed by the same. */
export interface ParameterReference {
  /** The parameter's name; for an ARN both names that have it (`/a` and `a`). */
  readonly names: readonly string[];
  /** Version number or label, as asked. */
  readonly selector?: string;
}

export function parseReference(requested: string): ParameterReference {
  const inArn = /^arn:[^:]*:ssm:[^:]*:[^:]*:parameter(\/.*)$/.exec(requested)?.[1];
  const [name = '', selector] = (inArn ?? requested).split(':', 2);
  return {
    names: inArn === undefined ? [name] : [name, name.slice(1)],
    ...(selector === undefined ? {} : { selector }),
  };
}
