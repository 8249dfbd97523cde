import { describe, expect, it } from 'vitest';
import {
  getAccessKeyLastUsed,
  listAccessKeys,
  listServiceSpecificCredentials,
  listSigningCertificates,
  listSshPublicKeys,
} from '../../../lib/sandbox/iam/user-credentials.ts';
import { callsTo, embeddedAccount, expectAwsError } from '../calling.ts';

const call = callsTo(
  embeddedAccount({
    users: [
      {
        name: 'alice',
        created: '-400d',
        keys: [
          { created: '-200d', lastUsed: '-2d', region: 'eu-west-1', service: 'ec2' },
          { created: '-300d', active: false },
        ],
        sshKeys: [{ uploaded: '-10d' }],
        certificates: [{ uploaded: '-20d', active: false }],
        serviceCredentials: [{ service: 'codecommit', created: '-30d' }],
      },
      {
        name: 'bot',
        created: '-400d',
        serviceCredentials: [{ service: 'bedrock.amazonaws.com', created: '-30d', expires: '+60d' }],
      },
    ],
  }),
);

const keysOf = (UserName: string) => call(listAccessKeys, { UserName }).AccessKeyMetadata ?? [];

describe('listAccessKeys', () => {
  it('lists ids, status and age of a user’s keys', () => {
    expect(keysOf('alice').toSorted((a, b) => Number(b.CreateDate) - Number(a.CreateDate))).toEqual([
      {
        UserName: 'alice',
        AccessKeyId: expect.stringMatching(/^AKIA[A-Z2-7]{16}$/),
        Status: 'Active',
        CreateDate: new Date('2026-05-07T03:00:00Z'),
      },
      expect.objectContaining({ Status: 'Inactive', CreateDate: new Date('2026-01-27T03:00:00Z') }),
    ]);
    expect(keysOf('bot')).toEqual([]);
  });

  it('refuses an unknown user', () => {
    expectAwsError('NoSuchEntity', () => keysOf('carol'));
  });
});

describe('getAccessKeyLastUsed', () => {
  it('tells whose key it is and where it was last used', () => {
    const id = keysOf('alice').find((key) => key.Status === 'Active')?.AccessKeyId ?? '';
    expect(call(getAccessKeyLastUsed, { AccessKeyId: id })).toEqual({
      UserName: 'alice',
      AccessKeyLastUsed: { LastUsedDate: new Date('2026-11-21T03:00:00Z'), ServiceName: 'ec2', Region: 'eu-west-1' },
    });
  });

  it('says N/A of a key that was never used', () => {
    const id = keysOf('alice').find((key) => key.Status === 'Inactive')?.AccessKeyId ?? '';
    expect(call(getAccessKeyLastUsed, { AccessKeyId: id }).AccessKeyLastUsed).toEqual({
      LastUsedDate: undefined,
      ServiceName: 'N/A',
      Region: 'N/A',
    });
  });

  it('does not speak of keys of other accounts', () => {
    const error = expectAwsError('AccessDenied', () =>
      call(getAccessKeyLastUsed, { AccessKeyId: 'AKIAOTHEROTHEROTHERS' }),
    );
    expect(error.status).toBe(403);
  });
});

describe('listServiceSpecificCredentials', () => {
  it('lists those of all users in one sweep', () => {
    const answer = call(listServiceSpecificCredentials, { AllUsers: true });
    expect(answer.ServiceSpecificCredentials).toMatchObject([
      {
        UserName: 'alice',
        ServiceName: 'codecommit.amazonaws.com',
        ServiceUserName: 'alice-at-111122223333',
        ServiceSpecificCredentialId: expect.stringMatching(/^ACCA/),
        Status: 'Active',
      },
      {
        UserName: 'bot',
        ServiceName: 'bedrock.amazonaws.com',
        ServiceCredentialAlias: 'bot-at-111122223333',
        ExpirationDate: new Date('2027-01-22T03:00:00Z'),
      },
    ]);
  });

  it('pages over users', () => {
    const first = call(listServiceSpecificCredentials, { AllUsers: true, MaxItems: 1 });
    expect(first).toMatchObject({ ServiceSpecificCredentials: [{ UserName: 'alice' }], IsTruncated: true });
    const second = call(listServiceSpecificCredentials, { AllUsers: true, Marker: first.Marker });
    expect(second).toMatchObject({ ServiceSpecificCredentials: [{ UserName: 'bot' }], IsTruncated: false });
  });

  it('lists those of one user, or of one service', () => {
    const namesOf = (input: object) =>
      call(listServiceSpecificCredentials, input).ServiceSpecificCredentials?.map(({ UserName }) => UserName);
    expect(namesOf({ UserName: 'bot' })).toEqual(['bot']);
    expect(namesOf({ AllUsers: true, ServiceName: 'codecommit.amazonaws.com' })).toEqual(['alice']);
  });
});

describe('listSshPublicKeys', () => {
  it('lists a user’s keys', () => {
    expect(call(listSshPublicKeys, { UserName: 'alice' }).SSHPublicKeys).toEqual([
      {
        UserName: 'alice',
        SSHPublicKeyId: expect.stringMatching(/^APKA/),
        Status: 'Active',
        UploadDate: new Date('2026-11-13T03:00:00Z'),
      },
    ]);
  });
});

describe('listSigningCertificates', () => {
  it('lists a user’s certificates', () => {
    expect(call(listSigningCertificates, { UserName: 'alice' }).Certificates).toMatchObject([
      { UserName: 'alice', Status: 'Inactive', UploadDate: new Date('2026-11-03T03:00:00Z') },
    ]);
  });
});
