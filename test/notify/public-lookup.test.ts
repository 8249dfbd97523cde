import { describe, expect, it } from 'vitest';
import { isPublicAddress, publicLookup } from '../../lib/notify/public-lookup.ts';

describe('isPublicAddress', () => {
  it.each(['1.1.1.1', '52.94.236.248', '172.15.255.255', '172.32.0.0', '100.63.255.255', '223.255.255.255'])(
    'takes %s',
    (address) => {
      expect(isPublicAddress(address, 4)).toBe(true);
    },
  );

  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.19.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
  ])('refuses %s', (address) => {
    expect(isPublicAddress(address, 4)).toBe(false);
  });

  it.each(['2606:4700::1111', '2a05:d018::1'])('takes %s', (address) => {
    expect(isPublicAddress(address, 6)).toBe(true);
  });

  it.each([
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:1.1.1.1',
    '64:ff9b::a9fe:a9fe',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'ff02::1',
  ])('refuses %s', (address) => {
    expect(isPublicAddress(address, 6)).toBe(false);
  });
});

describe('publicLookup', () => {
  it.each([true, false])('refuses a name that leads to this machine (all: %s)', async (all) => {
    const refused = new Promise((resolve) => publicLookup('localhost', { all }, resolve));
    expect(await refused).toMatchObject({ code: 'ENOTPUBLIC' });
  });
});
