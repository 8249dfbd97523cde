import type { AnalyzerFindings, Snapshot } from '../../lib/snapshot/snapshot.ts';
import { ACCOUNT_ID } from './naming.ts';
import { daysAgo } from './time.ts';

type Analyzer = NonNullable<Snapshot['analyzers']>['items'][number];
type Finding = AnalyzerFindings[number]['findings'][number];

export function analyzerArn(name: string, region = 'eu-west-1'): string {
  return `arn:aws:access-analyzer:${region}:${ACCOUNT_ID}:analyzer/${name}`;
}

/** An active analyzer of eu-west-1, of external access unless told otherwise. */
export function anAnalyzer(name: string, parts: Partial<Analyzer> = {}): Analyzer {
  const region = parts.region ?? 'eu-west-1';
  return {
    arn: analyzerArn(name, region),
    name,
    type: 'ACCOUNT',
    status: 'ACTIVE',
    region,
    createdAt: daysAgo(700),
    ...parts,
  };
}

/** An active finding of 20 days ago about a role, of external access that is not public unless told otherwise. */
export function anAnalyzerFinding(id: string, resource: string | null, parts: Partial<Finding> = {}): Finding {
  const isExternal = (parts.type ?? 'ExternalAccess') === 'ExternalAccess';
  return {
    id,
    type: 'ExternalAccess',
    resource,
    resourceType: 'AWS::IAM::Role',
    isPublic: isExternal ? false : null,
    error: null,
    createdAt: daysAgo(20),
    ...parts,
  };
}

/** Analyzers of eu-west-1 and what they found, as parts of a snapshot. */
export function analysedBy(
  ...analyzers: readonly (readonly [Analyzer, readonly Finding[]])[]
): Pick<Snapshot, 'analyzers' | 'analyzerFindings'> {
  return {
    analyzers: { regions: ['eu-west-1'], items: analyzers.map(([analyzer]) => analyzer) },
    analyzerFindings: analyzers.map(([{ arn }, findings]) => ({ analyzerArn: arn, isComplete: true, findings })),
  };
}
