import { decide, type Reason } from '../../policy/evaluate/decide.ts';
import { isJsonObject, type JsonObject } from '../../policy/problem.ts';
import { NoQuestionError, readQuestion } from './question.ts';

/** **Contract**: the answer to one line, as one line of JSON without its end. */
export function answerLine(line: string): string {
  return oneLineOfJson(answerOf(line));
}

function answerOf(line: string): JsonObject {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (error) {
    return { error: `not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (!isJsonObject(json)) return { error: 'a question is a JSON object' };
  const { id } = json;
  if (typeof id === 'object' && id !== null) return { error: 'id: accepted is a string or a number' };
  const named = id === undefined ? {} : { id };
  try {
    const { request, policies } = readQuestion(json);
    const { decision, because, unknownKeys } = decide(request, policies);
    return {
      ...named,
      decision,
      because: because.map(describeReason),
      ...(unknownKeys.length > 0 ? { unknownKeys } : {}),
    };
  } catch (error) {
    if (error instanceof NoQuestionError) return { ...named, error: error.message };
    throw error;
  }
}

/** A statement by its place in the question, with its Sid to recognise it by; or the layer that does not allow. */
function describeReason(reason: Reason<string>): JsonObject {
  if (reason.effect === 'none') return { layer: reason.layer, effect: reason.effect };
  const { layer, effect, source, statement, sid, unknownKeys } = reason;
  return {
    layer,
    effect,
    policy: source,
    statement,
    ...(sid === null ? {} : { sid }),
    ...(unknownKeys.length > 0 ? { unknownKeys } : {}),
  };
}

/** Characters that JSON takes as they are, but some readers as the end of a line and terminals as a command. */
const unsafe = /[\u007f-\u009f\u2028\u2029]/g;

function oneLineOfJson(value: JsonObject): string {
  return JSON.stringify(value).replace(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
