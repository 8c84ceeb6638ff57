import { classifySmtp } from '../../../../src/domain/mail/retry';

test.each([
  // The server's answer to the message or its addressees.
  ['no such mailbox', { code: 'EENVELOPE', responseCode: 550 }, 'permanent'],
  ['not local', { code: 'EENVELOPE', responseCode: 551 }, 'permanent'],
  ['name not allowed', { code: 'EENVELOPE', responseCode: 553 }, 'permanent'],
  ['the host takes no mail (RFC 7504)', { code: 'EENVELOPE', responseCode: 556 }, 'permanent'],
  ['refused content', { code: 'EMESSAGE', responseCode: 554 }, 'permanent'],
  ['refused, client code unknown', { responseCode: 550 }, 'permanent'],
  ['an address that is none, never offered', { code: 'EENVELOPE' }, 'permanent'],
  ['a full mailbox', { code: 'EENVELOPE', responseCode: 552 }, 'temporary'],
  ['greylisting', { code: 'EENVELOPE', responseCode: 450 }, 'temporary'],
  ['a local error', { code: 'EMESSAGE', responseCode: 451 }, 'temporary'],
  ['insufficient storage', { responseCode: 452 }, 'temporary'],
  ['a session out of step', { code: 'EENVELOPE', responseCode: 503 }, 'temporary'],
  ['sign-in asked at MAIL FROM', { code: 'EENVELOPE', responseCode: 530 }, 'temporary'],
  ['the message stream broke', { code: 'EMESSAGE' }, 'temporary'],
  // The way there, and our own settings.
  ['a wrong password', { code: 'EAUTH', responseCode: 535 }, 'temporary'],
  ['no password', { code: 'ENOAUTH' }, 'temporary'],
  ['a greeting that refuses us', { code: 'EPROTOCOL', responseCode: 554 }, 'temporary'],
  ['shutting down', { code: 'ECONNECTION', responseCode: 421 }, 'temporary'],
  ['no route', { code: 'ESOCKET' }, 'temporary'],
  ['too slow', { code: 'ETIMEDOUT' }, 'temporary'],
  ['no such host', { code: 'EDNS' }, 'temporary'],
  ['no TLS', { code: 'ETLS' }, 'temporary'],
  ['nothing known', {}, 'temporary'],
  ['a success that was not understood', { responseCode: 250 }, 'temporary'],
] as const)('%s', (_name, failure, kind) => expect(classifySmtp(failure)).toBe(kind));
