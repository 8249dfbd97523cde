import type { Dimension as WireDimension } from '@aws-sdk/client-cloudwatch';
import { AwsError } from '../operation.ts';
import type { Dimension } from './state.ts';

/** Of one metric, and characters of names and values (API reference, MetricDatum and Dimension). */
const maximumDimensions = 30;
const maximumNameLength = 255;
const maximumValueLength = 1024;

export function invalidValue(parameter: string, value: string | number): AwsError {
  return new AwsError('InvalidParameterValue', `The value ${value} for parameter ${parameter} is invalid.`);
}

export function tooMany(parameter: string, maximum: number): AwsError {
  return new AwsError(
    'InvalidParameterValue',
    `The collection ${parameter} must not have a size greater than ${maximum}.`,
  );
}

/** A name or value as CloudWatch takes it: printable ASCII with a character that is not a space. */
export function checkText(parameter: string, text: string | undefined, maximumLength = maximumNameLength): string {
  if (text === undefined || text === '') {
    throw new AwsError('MissingParameter', `The parameter ${parameter} is required.`);
  }
  if (text.length > maximumLength) {
    throw new AwsError(
      'InvalidParameterValue',
      `The parameter ${parameter} must be shorter than ${maximumLength + 1} characters.`,
    );
  }
  if (text.trim() === '') {
    throw new AwsError(
      'InvalidParameterValue',
      `The parameter ${parameter} must contain at least one non-whitespace character.`,
    );
  }
  if (!/^[ -~]+$/.test(text)) {
    throw new AwsError('InvalidParameterValue', `The parameter ${parameter} must contain only ASCII characters.`);
  }
  return text;
}

/** The dimensions of a metric; throws InvalidParameterValue for more than 30, a name given twice, or a bad name or value. */
export function checkDimensions(parameter: string, dimensions: readonly WireDimension[] = []): Dimension[] {
  if (dimensions.length > maximumDimensions) {
    throw tooMany(parameter, maximumDimensions);
  }
  const checked = dimensions.map((dimension, index) => checkDimension(`${parameter}.member.${index + 1}`, dimension));
  const twice = checked.find(({ name }, index) => checked.findIndex((other) => other.name === name) !== index);
  if (twice) {
    throw new AwsError(
      'InvalidParameterValue',
      `The collection ${parameter} must not have two dimensions named ${twice.name}.`,
    );
  }
  return checked;
}

function checkDimension(parameter: string, { Name, Value }: WireDimension): Dimension {
  const name = checkText(`${parameter}.Name`, Name);
  if (name.startsWith(':')) {
    throw invalidValue(`${parameter}.Name`, name);
  }
  return { name, value: checkText(`${parameter}.Value`, Value, maximumValueLength) };
}
