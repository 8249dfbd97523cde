import {
  DeleteParameterCommand,
  DeleteParametersCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  LabelParameterVersionCommand,
  PutParameterCommand,
  UnlabelParameterVersionCommand,
} from '@aws-sdk/client-ssm';
import { operation, type ServiceDefinition } from '../service.ts';
import { deleteParameter, deleteParameters } from './delete-parameters.ts';
import { describeParameters } from './describe-parameters.ts';
import { getParameter, getParameterHistory, getParameters, getParametersByPath } from './get-parameters.ts';
import { labelParameterVersion, unlabelParameterVersion } from './label-parameter-version.ts';
import { putParameter } from './put-parameter.ts';

/** Parameter Store. */
export const ssm: ServiceDefinition = {
  signingName: 'ssm',
  protocols: ['json1_1'],
  operations: [
    operation(PutParameterCommand, putParameter),
    operation(GetParameterCommand, getParameter),
    operation(GetParametersCommand, getParameters),
    operation(GetParametersByPathCommand, getParametersByPath),
    operation(GetParameterHistoryCommand, getParameterHistory),
    operation(DescribeParametersCommand, describeParameters),
    operation(DeleteParameterCommand, deleteParameter),
    operation(DeleteParametersCommand, deleteParameters),
    operation(LabelParameterVersionCommand, labelParameterVersion),
    operation(UnlabelParameterVersionCommand, unlabelParameterVersion),
  ],
};
