import { webcrypto } from 'node:crypto';
import { CryptoEngine, setEngine } from 'pkijs';

/** Node's own cryptography, which pkijs uses from here on: set once, when this module is first loaded. */
export const engine = new CryptoEngine({ name: 'node', crypto: webcrypto as typeof globalThis.crypto });

setEngine('node', engine);
