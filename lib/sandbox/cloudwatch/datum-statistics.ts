import type { MetricDatum } from '@aws-sdk/client-cloudwatch';
import { AwsError } from '../operation.ts';
import { invalidValue, tooMany } from './metric-names.ts';
import type { DataPoint } from './state.ts';

/** Of one datum (API reference, PutMetricData and MetricDatum). */
const maximumValues = 150;
const largestValue = 2 ** 360;

export type Statistics = Omit<DataPoint, 'timestamp' | 'unit'>;

/** The datum's one value, its values with their counts, or its statistic set: exactly one of them. `at` names the datum in errors. */
export function statisticsOf(datum: MetricDatum, at: string): Statistics {
  const given = (['Value', 'Values', 'StatisticValues'] as const).filter((member) => datum[member] !== undefined);
  if (given.length === 0) {
    throw new AwsError(
      'MissingParameter',
      `At least one of the parameters ${at}.Value, Values or StatisticValues must be specified.`,
    );
  }
  if (given.length > 1) {
    throw new AwsError(
      'InvalidParameterCombination',
      `The parameters ${given.map((member) => `${at}.${member}`).join(' and ')} are mutually exclusive and you have specified both.`,
    );
  }
  const { StatisticValues: set } = datum;
  if (set) {
    const sampleCount = checkNumber(`${at}.StatisticValues.SampleCount`, set.SampleCount);
    if (sampleCount <= 0) {
      throw invalidValue(`${at}.StatisticValues.SampleCount`, sampleCount);
    }
    return {
      sampleCount,
      sum: checkNumber(`${at}.StatisticValues.Sum`, set.Sum),
      minimum: checkNumber(`${at}.StatisticValues.Minimum`, set.Minimum),
      maximum: checkNumber(`${at}.StatisticValues.Maximum`, set.Maximum),
    };
  }
  return datum.Values ? statisticsOfValues(datum.Values, datum.Counts, at) : statisticsOfValue(datum.Value, at);
}

function statisticsOfValue(value: number | undefined, at: string): Statistics {
  const number = checkNumber(`${at}.Value`, value);
  return { sampleCount: 1, sum: number, minimum: number, maximum: number };
}

function statisticsOfValues(
  values: readonly number[],
  givenCounts: readonly number[] | undefined,
  at: string,
): Statistics {
  if (values.length === 0) {
    throw new AwsError('MissingParameter', `The parameter ${at}.Values must have at least one member.`);
  }
  if (values.length > maximumValues) {
    throw tooMany(`${at}.Values`, maximumValues);
  }
  const counts = givenCounts ?? values.map(() => 1);
  if (counts.length !== values.length) {
    throw new AwsError(
      'InvalidParameterValue',
      `The parameters ${at}.Values and ${at}.Counts must be of the same size.`,
    );
  }
  const numbers = values.map((value, index) => checkNumber(`${at}.Values.member.${index + 1}`, value));
  const weights = counts.map((count, index) => checkNumber(`${at}.Counts.member.${index + 1}`, count));
  return {
    sampleCount: weights.reduce((total, weight) => total + weight, 0),
    sum: numbers.reduce((total, number, index) => total + number * (weights[index] ?? 0), 0),
    minimum: Math.min(...numbers),
    maximum: Math.max(...numbers),
  };
}

function checkNumber(parameter: string, value: number | undefined): number {
  if (value === undefined) {
    throw new AwsError('MissingParameter', `The parameter ${parameter} is required.`);
  }
  if (!Number.isFinite(value) || Math.abs(value) > largestValue) {
    throw invalidValue(parameter, value);
  }
  return value;
}
