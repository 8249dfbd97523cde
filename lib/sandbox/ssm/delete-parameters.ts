import type {
  DeleteParameterCommandInput,
  DeleteParametersCommandInput,
  DeleteParametersResult,
} from '@aws-sdk/client-ssm';
import { checkListLength } from '../constraints.ts';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';

const maximumNames = 10;

export function deleteParameter(call: Call<HandlerInput<DeleteParameterCommandInput>>): void {
  const { input, account, region } = call;
  if (!account.ssm.inRegion(region).delete(input.Name)) {
    throw new AwsError('ParameterNotFound', `Parameter ${input.Name} not found.`);
  }
}

/** DeleteParameters: what is not found is named in `InvalidParameters` and is no error. */
export function deleteParameters(call: Call<HandlerInput<DeleteParametersCommandInput>>): DeleteParametersResult {
  const { input, account, region } = call;
  checkListLength('names', input.Names, maximumNames);
  const store = account.ssm.inRegion(region);
  const requested = [...new Set(input.Names)].map((name) => ({ name, deleted: store.delete(name) }));
  return {
    DeletedParameters: requested.flatMap(({ name, deleted }) => (deleted ? [name] : [])),
    InvalidParameters: requested.flatMap(({ name, deleted }) => (deleted ? [] : [name])),
  };
}
