import { describe, expect, it } from 'vitest';
import { type Delivery, deliver } from '../../lib/notify/deliver.ts';
import { aReceiver, type Receiver } from './a-receiver.ts';

const receiver = '/account-auditor/webhooks/ops';
const secret = 'T00-PLANTED-PATH';
const timing = { timeoutMs: 200, pauseMs: 5, longestPauseMs: 50 };

function to({ port, wire }: Receiver, parts: Partial<Delivery> = {}): Delivery {
  const url = new URL(`https://hooks.example.com:${port}/services/${secret}?sig=${secret}`);
  const signal = AbortSignal.timeout(10_000);
  return { post: { url, body: '{"a":"ä"}', headers: { 'x-one': '1' } }, receiver, signal, timing, wire, ...parts };
}

describe('deliver', () => {
  it('posts JSON and is done when it is taken', async () => {
    await using server = await aReceiver((response) => response.writeHead(202).end());
    await deliver(to(server));
    expect(server.received).toMatchObject([
      {
        path: `/services/${secret}?sig=${secret}`,
        headers: { 'content-type': 'application/json', 'content-length': '10', 'x-one': '1' },
        body: '{"a":"ä"}',
      },
    ]);
  });

  it.each([429, 500, 503])('tries again at %d, and is done when it is taken then', async (status) => {
    await using server = await aReceiver((response, count) => response.writeHead(count < 3 ? status : 200).end());
    await deliver(to(server));
    expect(server.received).toHaveLength(3);
  });

  it('gives up after three tries', async () => {
    await using server = await aReceiver((response) => response.writeHead(500).end(secret));
    await expect(deliver(to(server))).rejects.toThrow(`${receiver}: answered 500 (3 tries)`);
    expect(server.received).toHaveLength(3);
  });

  it('does not try again what is refused', async () => {
    await using server = await aReceiver((response) => response.writeHead(403).end());
    await expect(deliver(to(server))).rejects.toThrow(/^\/account-auditor\/webhooks\/ops: answered 403$/);
    expect(server.received).toHaveLength(1);
  });

  it('waits as long as it is asked to', async () => {
    await using server = await aReceiver((response, count) =>
      count === 1 ? response.writeHead(429, { 'retry-after': '1' }).end() : response.writeHead(200).end(),
    );
    const startedAt = performance.now();
    await deliver(to(server, { timing: { ...timing, longestPauseMs: 5_000 } }));
    expect(performance.now() - startedAt).toBeGreaterThan(990);
  });

  it.each(['3600', 'Wed, 21 Oct 2099 07:28:00 GMT', 'soon'])(
    'waits no longer than it has time for when it is asked to wait %s',
    async (retryAfter) => {
      await using server = await aReceiver((response) => response.writeHead(429, { 'retry-after': retryAfter }).end());
      const startedAt = performance.now();
      await expect(deliver(to(server))).rejects.toThrow(/answered 429 \(3 tries\)/);
      expect(performance.now() - startedAt).toBeLessThan(2_000);
    },
  );

  it('does not wait for one that hangs', async () => {
    await using server = await aReceiver(() => {});
    await expect(deliver(to(server))).rejects.toThrow(`${receiver}: gave no answer within 0.2 s (3 tries)`);
  });

  it('does not wait for one that never ends its answer', async () => {
    await using server = await aReceiver((response) => response.writeHead(200).write('o'));
    await deliver(to(server));
  });

  it('stops in the middle when the time is over', async () => {
    await using server = await aReceiver(() => {});
    const given = to(server, { signal: AbortSignal.timeout(50), timing: { timeoutMs: 5_000 } });
    await expect(deliver(given)).rejects.toThrow(`${receiver}: was given up, because the time was over`);
  });

  it('follows no redirect', async () => {
    await using other = await aReceiver((response) => response.writeHead(200).end());
    await using server = await aReceiver((response) =>
      response.writeHead(307, { location: `https://elsewhere.example.com:${other.port}/` }).end(),
    );
    await expect(deliver(to(server))).rejects.toThrow(`${receiver}: answered 307, a redirect, which is not followed`);
    expect([server.received.length, other.received.length]).toEqual([1, 0]);
  });

  it('refuses a certificate of somebody else', async () => {
    await using server = await aReceiver((response) => response.writeHead(200).end());
    const url = new URL(`https://another.example.com:${server.port}/${secret}`);
    const given = to(server, { post: { url, body: '{}', headers: {} } });
    await expect(deliver(given)).rejects.toThrow(`${receiver}: could not be reached (ERR_TLS_CERT_ALTNAME_INVALID)`);
    await expect(deliver(to(server, { wire: { lookup: server.wire.lookup } }))).rejects.toThrow(/SELF_SIGNED_CERT/);
    expect(server.received).toEqual([]);
  });

  it('reaches nothing that is not public, unless a test says otherwise', async () => {
    await using server = await aReceiver((response) => response.writeHead(200).end());
    const url = new URL(`https://localhost:${server.port}/${secret}`);
    const given = to(server, { post: { url, body: '{}', headers: {} }, wire: { ca: server.wire.ca } });
    await expect(deliver(given)).rejects.toThrow(`${receiver}: has an address that is not of the public internet`);
    expect(server.received).toEqual([]);
  });
});
