import { NormalizedSchema, translateTraits } from '@smithy/core/schema';
import type { StaticStructureSchema } from '@smithy/types';
import { AwsError } from '../operation.ts';
import type { Operation, OperationSchema, ServiceDefinition } from '../service.ts';
import { bindingsOf } from './http-bindings.ts';
import { remember } from './remember.ts';
import type { Route, WireRequest } from './wire.ts';

interface RestRoute {
  readonly operation: Operation;
  readonly method: string;
  readonly path: RegExp;
  readonly labels: readonly string[];
  /** Query parameters that the address always has: `list-type=2`, or `uploads` with any value. */
  readonly fixedQuery: readonly (readonly [name: string, value: string])[];
  readonly requiredQuery: readonly string[];
  readonly requiredHeaders: readonly string[];
  /** Query parameters that the operation knows. */
  readonly knownQuery: ReadonlySet<string>;
  /** Operations share addresses; the one that asks most of a request is tried first. */
  readonly weight: number;
}

const routesOf = remember(({ operations }: ServiceDefinition) =>
  operations.map(compile).toSorted((one, other) => other.weight - one.weight),
);

/** Finds the operation of a REST service by method, path, query and headers. */
export function routeByAddress(service: ServiceDefinition, request: WireRequest): Route | undefined {
  for (const route of routesOf(service)) {
    const match = route.method === request.method && asksFor(route, request) ? route.path.exec(request.path) : null;
    if (match) {
      return {
        operation: route.operation,
        labels: Object.fromEntries(route.labels.map((label, at) => [label, decode(match[at + 1] ?? '')])),
      };
    }
  }
  return undefined;
}

/** The HTTP status of an operation's answer. */
export function statusOf(schema: OperationSchema): number {
  return translateTraits(schema[3]).http?.[2] ?? 200;
}

function asksFor(route: RestRoute, { query, headers }: WireRequest): boolean {
  return (
    route.fixedQuery.every(([name, value]) => query.has(name) && (value === '' || query.get(name) === value)) &&
    route.requiredQuery.every((name) => query.has(name)) &&
    route.requiredHeaders.every((name) => headers[name] !== undefined) &&
    // `GET /bucket?acl` is not a listing: a name without a value that the operation does not know is another operation.
    [...query].every(([name, value]) => value !== '' || route.knownQuery.has(name))
  );
}

function compile(operation: Operation): RestRoute {
  const [method, address] = translateTraits(operation.schema[3]).http ?? ['GET', '/'];
  const [pattern = '/', fixed = ''] = address.split('?');
  const bindings = bindingsOf(operation.schema[4]);
  const required = requiredMembers(operation.schema);
  // S3's addresses leave the bucket out, because it may stand in the host's name; here it is the first step of the path.
  const inPattern = bindings.labels.filter(({ member }) => new RegExp(`\\{${member}\\+?\\}`).test(pattern));
  const inFront = bindings.labels.filter((label) => !inPattern.includes(label)).map(({ member }) => `/{${member}}`);
  const steps = `${inFront.join('')}${pattern}`.split('/').filter((step) => step !== '');
  // `x-id` only names the operation for people who read logs; AWS does not look at it.
  const fixedQuery = [...new URLSearchParams(fixed)].filter(([name]) => name !== 'x-id');
  const requiredQuery = bindings.query.filter(({ member }) => required.has(member)).map(({ wireName }) => wireName);
  const requiredHeaders = bindings.headers.filter(({ member }) => required.has(member)).map(({ wireName }) => wireName);
  return {
    operation,
    method,
    path: new RegExp(`^/${steps.map(stepPattern).join('/')}${steps.at(-1)?.endsWith('+}') ? '' : '/?'}$`),
    labels: steps.flatMap((step) => /^\{(\w+)\+?\}$/.exec(step)?.[1] ?? []),
    fixedQuery,
    requiredQuery,
    requiredHeaders,
    knownQuery: new Set([
      ...fixedQuery.map(([name]) => name),
      ...bindings.query.map(({ wireName }) => wireName),
      'x-id',
    ]),
    weight:
      steps.filter((step) => !step.startsWith('{')).length +
      fixedQuery.length +
      requiredQuery.length +
      requiredHeaders.length,
  };
}

function stepPattern(step: string): string {
  if (step.endsWith('+}')) {
    return '(.+)';
  }
  return step.startsWith('{') ? '([^/]+)' : step.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Schemas list the members that a request must have first, and say how many they are. */
function requiredMembers(schema: OperationSchema): ReadonlySet<string> {
  const structure = NormalizedSchema.of(schema[4]).getSchema();
  const [, , , , names = [], , count = 0] = Array.isArray(structure) ? (structure as StaticStructureSchema) : [];
  return new Set(names.slice(0, count));
}

function decode(label: string): string {
  try {
    return decodeURIComponent(label);
  } catch (error) {
    if (error instanceof URIError) {
      throw new AwsError('InvalidURI', "Couldn't parse the specified URI.");
    }
    throw error;
  }
}
