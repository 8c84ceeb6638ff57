/** The source tag of a link such as `/questionario/?da=caritas-roma`; null without one, or when it isn't one. */
export function sourceTag(search: string): string | null {
  const tag = new URLSearchParams(search).get('da')?.toLowerCase() ?? '';
  return /^[a-z0-9-]{1,40}$/.test(tag) ? tag : null;
}
