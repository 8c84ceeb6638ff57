/**
 * JSON text with the keys of every object sorted, so that equal values give equal text. What JSON leaves out or turns
 * into null is treated the same way. Throws TypeError on a value JSON cannot hold at all (a cycle, a bigint,
 * undefined alone).
 */
export function canonicalJson(value: unknown): string {
  const text = JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    const entries = Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1));
    // Object.fromEntries defines the properties, so that a key named __proto__ stays a key.
    return Object.fromEntries(entries);
  }) as string | undefined;
  if (text === undefined) throw new TypeError('this value has no JSON text');
  return text;
}
