import type { AddressInfo } from 'node:net';
import { longUnread, serveHealth } from '../../../../src/worker/adapters/health';

const MINUTE = 60_000;

test('a mailbox counts as long unread after a quarter of an hour, by its place', () => {
  expect(longUnread([0, 15 * MINUTE, 15 * MINUTE + 1, 3_600 * MINUTE])).toEqual([2, 3]);
  expect(longUnread([])).toEqual([]);
});

test('the worker is ready meanwhile, and says which mailboxes are not read', async () => {
  const unread = [MINUTE];
  const health = { reason: async () => null, unreadMailboxes: () => longUnread(unread), metrics: async () => '' };
  const server = await serveHealth(health, '127.0.0.1', 0);
  const { port } = server.address() as AddressInfo;
  const ready = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
    return [answer.status, await answer.json()];
  };
  try {
    expect(await ready()).toEqual([200, { status: 'ready' }]);
    unread[0] = 16 * MINUTE;
    expect(await ready()).toEqual([200, { status: 'ready', unreadMailboxes: [0] }]);
  } finally {
    server.close();
  }
});
