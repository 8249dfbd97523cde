import { describe, expect, it } from 'vitest';
import { UsageError } from '../../lib/errors.ts';
import { isWorthAMessage, parseAlarmEvent } from '../../lib/notify/alarm.ts';
import { anAlarm, anEvent, anEventWith } from './some-alarms.ts';

describe('parseAlarmEvent', () => {
  it('reads an alarm as CloudWatch tells it through SNS', () => {
    expect(parseAlarmEvent(anEvent('alarm.json'))).toEqual([
      {
        alarmName: 'account-auditor-prod-new-high',
        about: 'new-high',
        state: 'ALARM',
        previousState: 'OK',
        accountId: '111122223333',
        changedAt: '2026-11-23T02:21:36.871Z',
        reason: 'Threshold Crossed: 1 datapoint [7.0 (23/11/26 02:00:00)] was greater than the threshold (0.0).',
        functionName: null,
      },
    ]);
  });

  it('reads its end and the alarm on coverage', () => {
    expect(parseAlarmEvent(anEvent('alarm-ok.json'))).toMatchObject([{ state: 'OK', previousState: 'ALARM' }]);
    expect(parseAlarmEvent(anEvent('alarm-coverage.json'))).toMatchObject([{ about: 'coverage', state: 'ALARM' }]);
  });

  it.each([
    ['AccountAuditor', 'FindingsNewCritical', 'new-critical'],
    ['AccountAuditor', 'AuditCompleted', 'missed'],
    ['AWS/Lambda', 'Errors', 'failed'],
    ['AWS/States', 'ExecutionsFailed', 'failed'],
    ['AWS/Lambda', 'Duration', 'other'],
    ['Elsewhere', 'FindingsNewCritical', 'other'],
  ])('knows what an alarm on %s %s is about', (Namespace, MetricName, about) => {
    const [change] = parseAlarmEvent(anEventWith({ Trigger: { Namespace, MetricName, Dimensions: [] } }));
    expect(change?.about).toBe(about);
  });

  it('names the function whose errors set the alarm off', () => {
    const Dimensions = [{ value: 'account-auditor-prod-audit', name: 'FunctionName' }];
    const Trigger = { Namespace: 'AWS/Lambda', MetricName: 'Errors', Dimensions };
    const [change] = parseAlarmEvent(anEventWith({ Trigger }));
    expect(change).toMatchObject({ about: 'failed', functionName: 'account-auditor-prod-audit' });
  });

  it.each([
    ['a composite alarm, which has no metric', { Trigger: undefined }],
    ['an alarm on an expression', { Trigger: { Period: 60, Metrics: [{ Id: 'm1' }] } }],
    ['an alarm without a reason or a state before', { NewStateReason: null, OldStateValue: undefined }],
  ])('takes %s', (_, fields) => {
    expect(parseAlarmEvent(anEventWith(fields))).toMatchObject([{ state: 'ALARM' }]);
  });

  it('keeps a time that it cannot read as it came', () => {
    expect(parseAlarmEvent(anEventWith({ StateChangeTime: 'just now' }))).toMatchObject([{ changedAt: 'just now' }]);
  });

  it('reads every record of an event', () => {
    const message = { Sns: { Message: JSON.stringify({ ...alarmFields, AlarmName: 'second' }) } };
    const event = { Records: [{ Sns: { Message: JSON.stringify(alarmFields) } }, message] };
    expect(parseAlarmEvent(event).map(({ alarmName }) => alarmName)).toEqual(['first', 'second']);
  });

  it.each([
    [{}, /^event: not from SNS/],
    [{ Records: [] }, /^event: not from SNS/],
    [{ Records: [{ Sns: { Message: 'hello' } }] }, /^event: Records\.0\.Sns\.Message: not JSON/],
    [{ Records: [{ Sns: { Message: '{}' } }] }, /^event: Records\.0\.Sns\.Message: AlarmName is not as in/],
    [anEventWith({ AWSAccountId: '../111122223333' }), /AWSAccountId is not as in/],
    [anEventWith({ NewStateValue: 'PANIC' }), /NewStateValue is not as in/],
  ])('refuses what is not an alarm: %j', (event, message) => {
    expect(() => parseAlarmEvent(event)).toThrow(UsageError);
    expect(() => parseAlarmEvent(event)).toThrow(message);
  });
});

describe('isWorthAMessage', () => {
  it.each([
    ['INSUFFICIENT_DATA', 'ALARM', true],
    ['OK', 'ALARM', true],
    ['ALARM', 'OK', true],
    [null, 'OK', true],
    ['INSUFFICIENT_DATA', 'OK', false],
    ['OK', 'INSUFFICIENT_DATA', false],
    ['ALARM', 'INSUFFICIENT_DATA', false],
  ] as const)('from %s to %s: %s', (previousState, state, isWorthIt) => {
    expect(isWorthAMessage(anAlarm({ previousState, state }))).toBe(isWorthIt);
  });
});

const alarmFields = {
  AlarmName: 'first',
  AWSAccountId: '111122223333',
  NewStateValue: 'ALARM',
  OldStateValue: 'OK',
  NewStateReason: 'Threshold Crossed',
  StateChangeTime: '2026-11-23T02:21:36.871+0000',
};
