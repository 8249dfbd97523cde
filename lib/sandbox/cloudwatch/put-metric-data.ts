import { type MetricDatum, type PutMetricDataCommandInput, StandardUnit } from '@aws-sdk/client-cloudwatch';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { statisticsOf } from './datum-statistics.ts';
import { checkDimensions, checkText, invalidValue, tooMany } from './metric-names.ts';
import { type DataPoint, type MetricIdentity, recordPoint } from './state.ts';

/** Limits of one request (API reference, PutMetricData and MetricDatum). */
const maximumMetrics = 1000;
const twoWeeksMs = 14 * 24 * 60 * 60 * 1000;
const twoHoursMs = 2 * 60 * 60 * 1000;

interface Measurement {
  readonly identity: MetricIdentity;
  readonly point: DataPoint;
}

/** PutMetricData: all of the request is checked before any of it is kept. */
export function putMetricData({ input, account, region, now }: Call<HandlerInput<PutMetricDataCommandInput>>): void {
  checkText('Namespace', input.Namespace);
  if (input.Namespace.startsWith(':') || input.Namespace.startsWith('AWS/')) {
    throw invalidValue('Namespace', input.Namespace);
  }
  const data = [
    ...(input.MetricData ?? []),
    ...(input.EntityMetricData ?? []).flatMap((entity) => entity.MetricData ?? []),
  ];
  if (data.length === 0) {
    throw new AwsError('MissingParameter', 'The parameter MetricData is required.');
  }
  if (data.length > maximumMetrics) {
    throw tooMany('MetricData', maximumMetrics);
  }
  const measurements = data.map((datum, index) =>
    measure(input.Namespace, datum, `MetricData.member.${index + 1}`, now),
  );
  const store = account.cloudwatch.inRegion(region);
  for (const { identity, point } of measurements) {
    recordPoint(store, identity, point);
  }
}

function measure(namespace: string, datum: MetricDatum, at: string, now: Date): Measurement {
  const name = checkText(`${at}.MetricName`, datum.MetricName);
  const dimensions = checkDimensions(`${at}.Dimensions`, datum.Dimensions);
  const unit = datum.Unit ?? 'None';
  if (!Object.values(StandardUnit).includes(unit)) {
    throw invalidValue(`${at}.Unit`, unit);
  }
  const timestamp = datum.Timestamp ?? now;
  const ageMs = now.getTime() - timestamp.getTime();
  if (ageMs > twoWeeksMs) {
    throw new AwsError(
      'InvalidParameterValue',
      `The parameter ${at}.Timestamp must specify a time no more than two weeks in the past.`,
    );
  }
  if (ageMs < -twoHoursMs) {
    throw new AwsError(
      'InvalidParameterValue',
      `The parameter ${at}.Timestamp must specify a time no more than two hours in the future.`,
    );
  }
  return { identity: { namespace, name, dimensions }, point: { timestamp, unit, ...statisticsOf(datum, at) } };
}
