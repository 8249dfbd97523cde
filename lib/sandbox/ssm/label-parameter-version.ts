import type {
  LabelParameterVersionCommandInput,
  LabelParameterVersionResult,
  UnlabelParameterVersionCommandInput,
  UnlabelParameterVersionResult,
} from '@aws-sdk/client-ssm';
import { checkListLength, failedConstraint } from '../constraints.ts';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { findParameter, latestOf, noSuchVersion } from './parameter-lookup.ts';
import type { ParameterVersion, StoredParameter } from './state.ts';

/** Labels of one version, and of one request (API reference, LabelParameterVersion). */
const maximumLabels = 10;
const maximumLabelLength = 100;

/** LabelParameterVersion: a label is on one version only and moves here from any other. Bad labels are answered and are no error. */
export function labelParameterVersion(
  call: Call<HandlerInput<LabelParameterVersionCommandInput>>,
): LabelParameterVersionResult {
  const { input, account, region } = call;
  checkLabels(input.Labels);
  const parameter = findParameter(account.ssm.inRegion(region), input.Name);
  const version =
    input.ParameterVersion === undefined ? latestOf(parameter).version : versionOf(parameter, input.ParameterVersion);
  const valid = input.Labels.filter(isValidLabel);
  if (new Set([...version.labels, ...valid]).size > maximumLabels) {
    throw new AwsError(
      'ParameterVersionLabelLimitExceeded',
      `A parameter version can have maximum ${maximumLabels} labels. Move one or more labels to another version and try again.`,
    );
  }
  for (const label of valid) {
    for (const other of parameter.versions) {
      other.labels.delete(label);
    }
    version.labels.add(label);
  }
  return { InvalidLabels: input.Labels.filter((label) => !isValidLabel(label)), ParameterVersion: version.version };
}

/** UnlabelParameterVersion: labels that are not on this version are answered as invalid and are no error. */
export function unlabelParameterVersion(
  call: Call<HandlerInput<UnlabelParameterVersionCommandInput>>,
): UnlabelParameterVersionResult {
  const { input, account, region } = call;
  checkLabels(input.Labels);
  const { labels } = versionOf(findParameter(account.ssm.inRegion(region), input.Name), input.ParameterVersion);
  const requested = [...new Set(input.Labels)].map((label) => ({ label, removed: labels.delete(label) }));
  return {
    RemovedLabels: requested.flatMap(({ label, removed }) => (removed ? [label] : [])),
    InvalidLabels: requested.flatMap(({ label, removed }) => (removed ? [] : [label])),
  };
}

function versionOf(parameter: StoredParameter, number: number): ParameterVersion {
  const version = parameter.versions.find((candidate) => candidate.version === number);
  if (!version) {
    throw noSuchVersion(parameter.name, number);
  }
  return version;
}

function checkLabels(labels: readonly string[]): void {
  checkListLength('labels', labels, maximumLabels);
  const tooLong = labels.find((label) => label.length > maximumLabelLength);
  if (tooLong !== undefined) {
    throw failedConstraint('labels', tooLong, `Member must have length less than or equal to ${maximumLabelLength}`);
  }
}

/** Letters, digits, `.`, `-` and `_`, not beginning with a digit, `aws` or `ssm` (API reference, LabelParameterVersion). */
function isValidLabel(label: string): boolean {
  return /^(?!\d|aws|ssm)[\w.-]+$/i.test(label);
}
